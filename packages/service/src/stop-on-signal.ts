import type { Log } from '@ebb/runtime';

/**
 * Milliseconds in which a service ends, less than those after which a container is killed unless told otherwise. With Redis or Kafka
 * away what is under way cannot be finished: it is repeated after the restart, as after a crash.
 */
const stopMillisecondsMax = 8_000;

/** Stops the service at SIGTERM or SIGINT and ends the process: with 0, or with 1 where it could not stop in order. */
export function stopOnSignal(service: { stop(): Promise<void> }, log: Log): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, `did not stop within ${stopMillisecondsMax / 1_000} s; what is under way is repeated after the restart`);
      process.exit(1);
    }, stopMillisecondsMax);
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
