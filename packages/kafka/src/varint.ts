/** Kafka's variable-length numbers: zig-zag, seven bits a byte, the lowest first. */

/** Of a length or count, from 0 to 2^30. */
export const varintBytes = (value: number): number =>
  value < 1 << 6 ? 1 : value < 1 << 13 ? 2 : value < 1 << 20 ? 3 : value < 1 << 27 ? 4 : 5;

/** Writes a length or count, from 0 to 2^30; returns the place after it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let left = value << 1;
  let to = at;
  for (; left < 0 || left > 0x7f; left >>>= 7) {
    bytes[to] = (left & 0x7f) | 0x80;
    to += 1;
  }
  bytes[to] = left;
  return to + 1;
}

/** Reads numbers and bytes, one after the other. */
export class Reader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Of whole numbers up to 2^52: times are far below that. */
  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at] as number;
    this.at += 1;
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    let value = byte & 0x7f;
    let scale = 0x80;
    do {
      if (this.at >= bytes.length) throw new RangeError('a record ends within a number');
      byte = bytes[this.at] as number;
      this.at += 1;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Bytes after their length; null where that is negative. Not copied. */
  bytesOrNull(): Buffer | null {
    const length = this.passBytes();
    return length < 0 ? null : this.bytes.subarray(this.at - length, this.at);
  }

  /** Passes over bytes after their length, and returns that; negative where there are none. */
  passBytes(): number {
    const length = this.varint();
    if (length < 0) return length;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError('a record ends within its bytes');
    return length;
  }
}
