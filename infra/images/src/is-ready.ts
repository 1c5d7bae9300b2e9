/**
 * The image's HEALTHCHECK: ends with 0 where the service in this container answers that it is ready, else with 1, and passes on
 * what it said. Another address than that of its health may be given.
 */
const url = process.argv[2] ?? `http://127.0.0.1:${process.env['EBB_HTTP_PORT']}/health/ready`;
const response = await fetch(url);
process.stdout.write(await response.text());
process.exitCode = response.ok ? 0 : 1;
