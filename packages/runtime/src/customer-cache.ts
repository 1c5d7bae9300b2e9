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

interface Slab {
  readonly number: number;
  readonly buffer: Buffer;
  /** Whose slots lie in it, in their order; many have moved on. */
  readonly customerIds: string[];
  readonly positions: number[];
  /** How many of them have been given up, or have moved on. */
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
  /** Of all slots that are in use. */
  #liveBytes = 0;

  constructor(customersMax: number, decode: (bytes: Buffer) => StoredCustomer<State, F>) {
    this.#customersMax = customersMax;
    this.#decode = decode;
  }

  has(customerId: string): boolean {
    return this.#entries.has(customerId);
  }

  get(customerId: string): Customer<State, F> | undefined {
    const entry = this.#entries.get(customerId);
    if (entry === undefined) return undefined;
    if (typeof entry === 'object') return entry.customer;
    return { stored: this.#decode(this.#bytesAt(entry)), head: null };
  }

  /**
   * @param bytes as committed; where they are longer than a slab, the customer is not kept
   * @param busy the customer that they are of, where it is to be kept as an object, too
   */
  set(customerId: string, bytes: Buffer, busy: Customer<State, F> | null): void {
    const before = this.#entries.get(customerId);
    if (before !== undefined && this.#setAgain(positionOf(before), bytes)) {
      if (busy !== null || typeof before === 'object') this.#keep(customerId, positionOf(before), busy);
      return;
    }
    if (before !== undefined) this.#liveBytes -= slotHeadBytes + this.#roomAt(positionOf(before));
    if (this.#customersMax === 0 || slotHeadBytes + bytes.length > slabBytes) {
      this.#entries.delete(customerId);
      return;
    }
    this.#keep(customerId, this.#append(customerId, bytes), busy);
    while (this.#entries.size > this.#customersMax) this.#passOldest();
    while (this.#slabs.length * slabBytes > 2 * (this.#liveBytes + slabBytes)) this.#passOldest(true);
  }

  /** Nothing of a busy customer was committed: only how far it has been folded has changed. */
  touch(customerId: string, busy: Customer<State, F>): void {
    const entry = this.#entries.get(customerId);
    if (typeof entry === 'object') this.#keep(customerId, entry.position, busy);
  }

  #keep(customerId: string, position: number, busy: Customer<State, F> | null): void {
    this.#entries.set(customerId, busy === null ? position : { position, customer: busy });
  }

  /** False where there is no room for it. */
  #setAgain(position: number, bytes: Buffer): boolean {
    const { buffer } = this.#slabOf(position);
    const from = position % slabBytes;
    if (bytes.length > buffer.readUInt32LE(from)) return false;
    buffer.writeUInt32LE(2 * bytes.length + 1, from + 4);
    buffer.set(bytes, from + slotHeadBytes);
    return true;
  }

  #append(customerId: string, bytes: Buffer): number {
    const room = Math.min(bytes.length + roomToGrow, slabBytes - slotHeadBytes);
    if (this.#used + slotHeadBytes + room > slabBytes) {
      const number = (this.#slabs.at(-1)?.number ?? -1) + 1;
      this.#slabs.push({ number, buffer: Buffer.allocUnsafeSlow(slabBytes), customerIds: [], positions: [], gone: 0 });
      this.#used = 0;
    }
    const { number, buffer, customerIds, positions } = this.#slabs.at(-1) as Slab;
    buffer.writeUInt32LE(room, this.#used);
    buffer.writeUInt32LE(2 * bytes.length, this.#used + 4);
    buffer.set(bytes, this.#used + slotHeadBytes);
    const position = number * slabBytes + this.#used;
    customerIds.push(customerId);
    positions.push(position);
    this.#used += slotHeadBytes + room;
    this.#liveBytes += slotHeadBytes + room;
    return position;
  }

  #slabOf(position: number): Slab {
    return this.#slabs[Math.floor(position / slabBytes) - (this.#slabs[0] as Slab).number] as Slab;
  }

  #roomAt(position: number): number {
    return this.#slabOf(position).buffer.readUInt32LE(position % slabBytes);
  }

  #wasSetAgain(position: number): boolean {
    return this.#slabOf(position).buffer.readUInt32LE((position % slabBytes) + 4) % 2 === 1;
  }

  #bytesAt(position: number): Buffer {
    const { buffer } = this.#slabOf(position);
    const from = position % slabBytes;
    return buffer.subarray(from + slotHeadBytes, from + slotHeadBytes + (buffer.readUInt32LE(from + 4) >>> 1));
  }

  /** Gives up the oldest slot, and its slab with the last of them. Its customer moves on where it must, or has been set again since. */
  #passOldest(mustMoveOn = false): void {
    const slab = this.#slabs[0] as Slab;
    if (slab.gone === slab.customerIds.length) {
      this.#slabs.shift();
      return;
    }
    const customerId = slab.customerIds[slab.gone] as string;
    const position = slab.positions[slab.gone] as number;
    slab.gone += 1;
    const entry = this.#entries.get(customerId);
    if (entry === undefined || positionOf(entry) !== position) return;
    this.#liveBytes -= slotHeadBytes + this.#roomAt(position);
    if (!mustMoveOn && !this.#wasSetAgain(position)) this.#entries.delete(customerId);
    else
      this.#keep(
        customerId,
        this.#append(customerId, this.#bytesAt(position)),
        typeof entry === 'object' ? entry.customer : null,
      );
  }
}

const positionOf = (entry: Entry<unknown, Fact> | number): number => (typeof entry === 'number' ? entry : entry.position);
