/**
 * The customers of one partition that are in memory: bounded, and forgets what was set longest ago.
 *
 * They are kept as the bytes that were committed, in a few large buffers ("slabs"), so that they cost the garbage collector nothing:
 * 40,000 customers as objects made a heap of 900 MiB, whose collection cost more than decoding them and folding a fact or two. Who
 * has many facts after the base is kept as an object besides, as folding them all anew would cost more; those are few.
 *
 * Slabs are filled one after the other. The oldest is let go where there are too many customers, or where half of all bytes are dead
 * (set again since); in the latter case what lives of it moves on.
 */
import type { Customer, StoredCustomer } from './customer.ts';
import type { Fact } from './processor.ts';

const slabBytes = 256 << 10;
const lengthBytes = 4;
/** Who has more facts is kept as an object, too. */
const decodedFactsMax = 4;

interface Slab {
  readonly number: number;
  readonly buffer: Buffer;
  /** Whose entries lie in it, in their order; many have been set again since. */
  readonly customerIds: string[];
  readonly positions: number[];
  /** How many of them have been forgotten, or moved on. */
  gone: number;
}

interface Entry<State, F extends Fact> {
  /** Slabs are numbered on for ever, and hold `slabBytes` positions each. */
  readonly position: number;
  readonly customer: Customer<State, F>;
}

export class CustomerCache<State, F extends Fact> {
  readonly #customersMax: number;
  readonly #decode: (bytes: Buffer) => StoredCustomer<State, F>;
  readonly #entries = new Map<string, Entry<State, F> | number>();
  /** Oldest first. */
  #slabs: Slab[] = [];
  /** Of the last slab. */
  #used = slabBytes;
  #liveBytes = 0;

  constructor(customersMax: number, decode: (bytes: Buffer) => StoredCustomer<State, F>) {
    this.#customersMax = customersMax;
    this.#decode = decode;
  }

  get(customerId: string): Customer<State, F> | undefined {
    const entry = this.#entries.get(customerId);
    if (entry === undefined) return undefined;
    if (typeof entry === 'object') return entry.customer;
    return { stored: this.#decode(this.#bytesAt(entry)), head: null };
  }

  /** @param bytes as committed; where they are longer than a slab, the customer is not kept */
  set(customerId: string, customer: Customer<State, F>, bytes: Buffer): void {
    const before = this.#entries.get(customerId);
    if (before !== undefined) this.#liveBytes -= lengthBytes + this.#bytesAt(positionOf(before)).length;
    if (this.#customersMax === 0 || lengthBytes + bytes.length > slabBytes) {
      this.#entries.delete(customerId);
      return;
    }
    const position = this.#append(customerId, bytes);
    const isBusy = customer.stored.facts.length > decodedFactsMax;
    this.#entries.set(customerId, isBusy ? { position, customer } : position);
    while (this.#entries.size > this.#customersMax) this.#passOldest();
    while (this.#slabs.length * slabBytes > 2 * (this.#liveBytes + slabBytes)) {
      const living = this.#passOldest();
      if (living !== null) this.#entries.set(living.customerId, this.#append(living.customerId, living.bytes));
    }
  }

  /** Nothing of the customer was committed: only how far it has been folded has changed. */
  touch(customerId: string, customer: Customer<State, F>): void {
    const entry = this.#entries.get(customerId);
    if (typeof entry === 'object') this.#entries.set(customerId, { position: entry.position, customer });
  }

  #append(customerId: string, bytes: Buffer): number {
    const length = lengthBytes + bytes.length;
    if (this.#used + length > slabBytes) {
      const number = (this.#slabs.at(-1)?.number ?? -1) + 1;
      this.#slabs.push({ number, buffer: Buffer.allocUnsafeSlow(slabBytes), customerIds: [], positions: [], gone: 0 });
      this.#used = 0;
    }
    const { number, buffer, customerIds, positions } = this.#slabs.at(-1) as Slab;
    buffer.writeUInt32LE(bytes.length, this.#used);
    buffer.set(bytes, this.#used + lengthBytes);
    const position = number * slabBytes + this.#used;
    customerIds.push(customerId);
    positions.push(position);
    this.#used += length;
    this.#liveBytes += length;
    return position;
  }

  #bytesAt(position: number): Buffer {
    const { buffer } = this.#slabs[Math.floor(position / slabBytes) - (this.#slabs[0] as Slab).number] as Slab;
    const from = position % slabBytes;
    return buffer.subarray(from + lengthBytes, from + lengthBytes + buffer.readUInt32LE(from));
  }

  /** Forgets the oldest entry, and its slab with the last of them; null where it has been set again since. */
  #passOldest(): { readonly customerId: string; readonly bytes: Buffer } | null {
    const slab = this.#slabs[0] as Slab;
    if (slab.gone === slab.customerIds.length) {
      this.#slabs.shift();
      return null;
    }
    const customerId = slab.customerIds[slab.gone] as string;
    const position = slab.positions[slab.gone] as number;
    slab.gone += 1;
    const entry = this.#entries.get(customerId);
    if (entry === undefined || positionOf(entry) !== position) return null;
    const bytes = this.#bytesAt(position);
    this.#liveBytes -= lengthBytes + bytes.length;
    this.#entries.delete(customerId);
    return { customerId, bytes };
  }
}

const positionOf = (entry: Entry<unknown, Fact> | number): number => (typeof entry === 'number' ? entry : entry.position);
