import { MemoryInput } from '@ebb/testing/memory';
import { describe, expect, it } from 'vitest';
import { SideInput } from './side-input.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const plain = { brokerAt: 0, headers: {}, sent: null, value: null };
const record = (key: string) => ({ ...plain, key: Buffer.from(key) });

/** Fetches all that there is, as a consumer does by itself. */
function fetchAll(input: MemoryInput, partitions: number): void {
  for (let partition = 0; partition < partitions; partition += 1) while (input.deliver(0, partition, 2));
}

describe('a side input', () => {
  it('is there when all that lay in it has been taken, each partition in its order, empty ones without waiting', async () => {
    const input = new MemoryInput(1, 3);
    const taken: string[] = [];
    for (const key of ['a', 'b', 'c']) input.append(0, 0, record(key));
    input.append(0, 2, record('x'));
    input.appendGap(0, 2, 1);
    const side = new SideInput(input, ({ key }) => void taken.push(String(key)), log);
    let isThere = false;
    const started = side.start().then(() => {
      isThere = true;
    });
    await Promise.resolve();
    expect(isThere).toBe(false);
    fetchAll(input, 3);
    await started;
    expect(taken).toEqual(['a', 'b', 'c', 'x']);
  });

  it('takes one record after the other, also where taking one has to wait, and goes on as more comes', async () => {
    const input = new MemoryInput(1, 1);
    const taken: string[] = [];
    input.append(0, 0, record('slow'));
    input.append(0, 0, record('quick'));
    const { promise: schema, resolve: schemaCame } = Promise.withResolvers<void>();
    const take = async ({ key }: { readonly key: Buffer | null }) => {
      if (String(key) === 'slow') await schema;
      taken.push(String(key));
    };
    const side = new SideInput(input, take, log);
    const started = side.start();
    fetchAll(input, 1);
    await Promise.resolve();
    expect(taken).toEqual([]);
    schemaCame();
    await started;
    expect(taken).toEqual(['slow', 'quick']);
    input.append(0, 0, record('later'));
    const reached = side.reachEnd();
    fetchAll(input, 1);
    await reached;
    expect(taken).toEqual(['slow', 'quick', 'later']);
  });
});
