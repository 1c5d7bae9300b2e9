import type { StartedProcess } from './server.ts';

export interface StartOptions {
  /** Holds the server's data, settings and, unless told otherwise, its log; made if it does not exist. */
  readonly directory: string;
  /** The port wanted; where it is taken, or 0, a free one is chosen. Unless given, the server's usual one. */
  readonly port?: number | undefined;
  readonly logFile?: string | undefined;
  /** True: it stays when this process ends. Unless given, it dies with this process, however that ends. */
  readonly stays?: boolean | undefined;
  /** Gives the start up; what was started is gone before the promise is rejected. */
  readonly signal?: AbortSignal | undefined;
  /** Is told as soon as there is a process, and again when it answers. */
  readonly onProcess?: ((started: StartedProcess) => void) | undefined;
}
