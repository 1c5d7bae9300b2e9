export interface Addresses {
  /** `host:port`, several separated by commas. */
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
  readonly schemaRegistryUrl: string;
}

/** The addresses that somebody has given; what is undefined has to be started. */
export type GivenAddresses = { readonly [Name in keyof Addresses]?: string | undefined };

/** Reads KAFKA_BROKERS, REDIS_URL and SCHEMA_REGISTRY_URL, each by itself; empty counts as not given. */
export function givenAddresses(environment: NodeJS.ProcessEnv): GivenAddresses {
  return {
    kafkaBrokers: environment['KAFKA_BROKERS'] || undefined,
    redisUrl: environment['REDIS_URL'] || undefined,
    schemaRegistryUrl: environment['SCHEMA_REGISTRY_URL'] || undefined,
  };
}
