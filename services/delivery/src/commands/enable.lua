--[[
A target gets its tasks again: at once, all that wait.

KEYS  1 target     hash {disabled, pausedUntil, …}
      2 queue      sorted set of tasks by due time
      3 under-way  sorted set of leased tasks
ARGV  1 prefix   2 now   3 kept (see common.lua)

Returns how many tasks wait
]]
redis.call('HDEL', KEYS[1], 'disabled', 'disabledAt', 'pausedUntil')
local waiting = 0
for _, member in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local id = string.match(member, '^%S+')
  if not redis.call('ZSCORE', KEYS[3], id) then
    redis.call('ZADD', KEYS[2], now, member)
    waiting = waiting + 1
  end
end
return waiting
