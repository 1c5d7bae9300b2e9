#!/bin/bash
# The image's HEALTHCHECK: ends with 0 where the service in this container answers 200, else with 1, and passes on what it said.
# is-ready.sh [PATH [PORT]]. In bash, as it runs all the time in every container: Node takes 150 ms of CPU to ask the same.
path=${1:-/health/ready} port=${2:-$EBB_HTTP_PORT}
exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$path" "$port" >&3
answer=$(cat <&3)
printf '%s\n' "$answer"
[[ $answer == HTTP/1.?' 200 '* ]]
