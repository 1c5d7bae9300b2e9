/**
 * The customers of one partition that are in memory: bounded, and forgets what was set longest ago.
 *
 * They are kept as the bytes that were committed, in a few large buffers ("slabs"), so that they cost the garbage collector nothing:
 * 40,000 customers as objects made a heap of 900 MiB, whose collection cost more than decoding them and folding a fact or two. Who
 * has many facts after the base is kept as an object besides, as folding them all anew would cost more; those are few.
 *
 * Slabs are filled one after the other, and each customer has a slot with some room to grow, so that most are set again where they
 * are. The oldest slot is given up where there are too many customers: who has been set again since moves on, as with a clock's second
 * chance (Corbató 1968). Where half of all bytes are dead, as their customers have outgrown them, the oldest slots move on as well.
 */
import type { Customer, StoredCustomer } from './customer.ts';
import type { Fact } from './processor.ts';

const slabBytes = 256 << 10;
/** Two numbers of 32 bits before the bytes: how many there is room for, and how many there are, doubled, and one more where set again. */
const slotHeadBytes = 8;
/** A fact or a record more, or a longer number. */
const roomToGrow = 32;
const quietFactsMax = 4;

/** Who has many facts after the base is kept as an object, too. */
export const isBusy = ({ facts }: StoredCustomer<unknown, Fact>): boolean => facts.length > quietFactsMax;

interface Slab<State, F extends Fact> {
  readonly buffer: Buffer;
  /** Whose slots lie in it, in their order; many have moved on. */
  readonly owners: CachedCustomer<State, F>[];
  /** How many of them have been given up, or have moved on, and where the slot of the next begins. */
  gone: number;
  goneTo: number;
}

/** A customer in the cache: found once for a batch, as each look among so many misses the processor's own caches. */
export interface CachedCustomer<State, F extends Fact> {
  readonly customerId: string;
  /** Null once it has been forgotten. */
  slab: Slab<State, F> | null;
  /** Where its slot begins. */
  from: number;
  /** Of who is busy. */
  customer: Customer<State, F> | null;
}

export class CustomerCache<State, F extends Fact> {
  readonly #customersMax: number;
  readonly #decode: (bytes: Buffer) => StoredCustomer<State, F>;
  readonly #entries = new Map<string, CachedCustomer<State, F>>();
  /** Oldest first. */
  readonly #slabs: Slab<State, F>[] = [];
  /** Of the last slab. */
  #used = slabBytes;
  /** Of all slots that are in use. */
  #liveBytes = 0;

  constructor(customersMax: number, decode: (bytes: Buffer) => StoredCustomer<State, F>) {
    this.#customersMax = customersMax;
    this.#decode = decode;
  }

  find(customerId: string): CachedCustomer<State, F> | undefined {
    return this.#entries.get(customerId);
  }

  /** As it was set last. Not after another has been set: it may be forgotten then. */
  customerOf({ customer, slab, from }: CachedCustomer<State, F>): Customer<State, F> {
    return customer ?? { stored: this.#decode(bytesAt((slab as Slab<State, F>).buffer, from)), head: null };
  }

  /**
   * @param found what `find` gave for the customer in this batch
   * @param bytes as committed; where they are longer than a slab, the customer is not kept
   * @param busy the customer that they are of, where it is to be kept as an object, too
   */
  set(customerId: string, found: CachedCustomer<State, F> | undefined, bytes: Buffer, busy: Customer<State, F> | null): void {
    const known = found?.slab == null ? null : found;
    if (known !== null && setAgain(known, bytes)) {
      known.customer = busy;
      return;
    }
    if (known !== null) this.#liveBytes -= slotBytesOf(known);
    if (this.#customersMax === 0 || slotHeadBytes + bytes.length > slabBytes) {
      if (known !== null) this.#forget(known);
      return;
    }
    const entry = known ?? { customerId, slab: null, from: 0, customer: null };
    if (known === null) this.#entries.set(customerId, entry);
    entry.customer = busy;
    this.#append(entry, bytes);
    while (this.#entries.size > this.#customersMax) this.#passOldest();
    while (this.#slabs.length * slabBytes > 2 * (this.#liveBytes + slabBytes)) this.#passOldest(true);
  }

  /** Nothing of a busy customer was committed: only how far it has been folded has changed. */
  touch(found: CachedCustomer<State, F> | undefined, busy: Customer<State, F>): void {
    if (found !== undefined && found.customer !== null) found.customer = busy;
  }

  #forget(entry: CachedCustomer<State, F>): void {
    entry.slab = null;
    entry.customer = null;
    this.#entries.delete(entry.customerId);
  }

  #append(entry: CachedCustomer<State, F>, bytes: Buffer): void {
    const room = Math.min(bytes.length + roomToGrow, slabBytes - slotHeadBytes);
    if (this.#used + slotHeadBytes + room > slabBytes) {
      this.#slabs.push({ buffer: Buffer.allocUnsafeSlow(slabBytes), owners: [], gone: 0, goneTo: 0 });
      this.#used = 0;
    }
    const slab = this.#slabs.at(-1) as Slab<State, F>;
    slab.buffer.writeUInt32LE(room, this.#used);
    slab.buffer.writeUInt32LE(2 * bytes.length, this.#used + 4);
    slab.buffer.set(bytes, this.#used + slotHeadBytes);
    slab.owners.push(entry);
    entry.slab = slab;
    entry.from = this.#used;
    this.#used += slotHeadBytes + room;
    this.#liveBytes += slotHeadBytes + room;
  }

  /** Gives up the oldest slot, and its slab with the last of them. Its customer moves on where it must, or has been set again since. */
  #passOldest(mustMoveOn = false): void {
    const slab = this.#slabs[0] as Slab<State, F>;
    const owner = slab.owners[slab.gone];
    if (owner === undefined) {
      this.#slabs.shift();
      return;
    }
    const from = slab.goneTo;
    slab.gone += 1;
    slab.goneTo += slotHeadBytes + slab.buffer.readUInt32LE(from);
    if (owner.slab !== slab || owner.from !== from) return;
    this.#liveBytes -= slotBytesOf(owner);
    if (mustMoveOn || wasSetAgain(owner)) this.#append(owner, bytesAt(slab.buffer, from));
    else this.#forget(owner);
  }
}

/** Of a customer that has a slot. */
type Slot = Pick<CachedCustomer<unknown, Fact>, 'slab' | 'from'>;

const bufferOf = ({ slab }: Slot): Buffer => (slab as Slab<unknown, Fact>).buffer;

const slotBytesOf = (slot: Slot): number => slotHeadBytes + bufferOf(slot).readUInt32LE(slot.from);

const wasSetAgain = (slot: Slot): boolean => bufferOf(slot).readUInt32LE(slot.from + 4) % 2 === 1;

/** False where there is no room for it. */
function setAgain(slot: Slot, bytes: Buffer): boolean {
  const buffer = bufferOf(slot);
  if (bytes.length > buffer.readUInt32LE(slot.from)) return false;
  buffer.writeUInt32LE(2 * bytes.length + 1, slot.from + 4);
  buffer.set(bytes, slot.from + slotHeadBytes);
  return true;
}

function bytesAt(buffer: Buffer, from: number): Buffer {
  const begin = from + slotHeadBytes;
  return buffer.subarray(begin, begin + (buffer.readUInt32LE(from + 4) >>> 1));
}
