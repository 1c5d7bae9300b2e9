/** Where a service serves HTTP. */
export interface HttpAddress {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /**
   * Whether nobody but Ebb and its operators reaches the host, as in the network of docker-compose.yml, which publishes ports on
   * loopback alone. What knows no authentication listens there, and else to this machine alone. Not, unless given.
   */
  readonly isPrivate?: boolean;
}

/** From EBB_HTTP_HOST, EBB_HTTP_PORT and EBB_HTTP_NETWORK (`private`); any free port of loopback unless given. */
export const httpAddress = (environment: Readonly<Record<string, string | undefined>>): HttpAddress => ({
  host: environment['EBB_HTTP_HOST'] ?? '127.0.0.1',
  port: Number(environment['EBB_HTTP_PORT'] ?? 0),
  isPrivate: environment['EBB_HTTP_NETWORK'] === 'private',
});
