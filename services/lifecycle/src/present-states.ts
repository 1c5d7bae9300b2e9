/** Each customer as of now: the stored base, with the facts and deadlines that are not folded into it yet. */
import { type Config, decodeStoredCustomer } from '@ebb/contracts';
import type { Calibrations, CustomerState, Fact, Output } from '@ebb/domain';
import { partitionKeys } from '@ebb/redis';
import { type Cursor, CustomerFold, noTime } from '@ebb/runtime';
import type { Redis } from 'ioredis';
import { lifecycleProcessor } from './processor.ts';
import { service } from './program.ts';
import { contentOf } from './records.ts';
import { lifecycleSettings } from './settings.ts';

const customersPerScan = 1_000;

/**
 * Reads all customers of all partitions, a page at a time. Meant for a service that stands still: between two pages a running one
 * goes on.
 * @throws where a state says that something should have left which has not
 */
export async function* presentStates(
  redis: Redis,
  config: Config,
  calibrations: Calibrations,
): AsyncGenerator<readonly [string, CustomerState]> {
  const processor = lifecycleProcessor(lifecycleSettings(config, calibrations));
  const fold = new CustomerFold<CustomerState, Fact, Output>(processor, contentOf, config.horizonFactsMax);
  for (let partition = 0; partition < config.partitions; partition += 1) {
    const { meta, states } = partitionKeys(service, partition);
    const cursor = await redis.hget(meta, 'cursor');
    if (cursor === null) continue;
    const watermarks = (JSON.parse(cursor) as Cursor).sources.map(({ watermark }) => watermark);
    const scan = redis.hscanBufferStream(states, { count: customersPerScan });
    for await (const page of scan as AsyncIterable<Buffer[]>) {
      for (let index = 0; index < page.length; index += 2) {
        const customerId = (page[index] as Buffer).toString();
        yield [customerId, presentState(fold, customerId, page[index + 1] as Buffer, watermarks)];
      }
    }
  }
}

function presentState(
  fold: CustomerFold<CustomerState, Fact, Output>,
  customerId: string,
  bytes: Buffer,
  watermarks: readonly number[],
): CustomerState {
  const stored = decodeStoredCustomer(bytes);
  const { customer, leaving } = fold.fold(customerId, { stored, head: null }, [], { watermarks, horizon: noTime });
  if (leaving.length > 0) {
    throw new Error(
      `customer ${customerId}: ${leaving.length} records should have left that have not; the state does not fit them`,
    );
  }
  return customer.head?.state ?? stored.base;
}
