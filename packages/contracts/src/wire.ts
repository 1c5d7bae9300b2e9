/** The wire format of Confluent's serializers: a zero byte, the schema's id in four bytes big-endian, the Avro bytes. */

const magic = 0;

export const frameHeadBytes = 5;

export interface Unframed {
  readonly schemaId: number;
  /** A view of the frame's bytes, not a copy. */
  readonly payload: Buffer;
}

export type FrameFault = 'too-short' | 'wrong-magic-byte';

export function writeFrameHead(framed: Buffer, schemaId: number): void {
  framed.writeUInt8(magic, 0);
  framed.writeUInt32BE(schemaId, 1);
}

export function frame(schemaId: number, payload: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(frameHeadBytes + payload.length);
  writeFrameHead(framed, schemaId);
  framed.set(payload, frameHeadBytes);
  return framed;
}

/** The schema's id of a frame, whose Avro bytes begin at `frameHeadBytes`; or what is wrong with it. */
export function schemaIdIn(framed: Buffer): number | FrameFault {
  if (framed.length < frameHeadBytes) return 'too-short';
  if (framed[0] !== magic) return 'wrong-magic-byte';
  return framed.readUInt32BE(1);
}

/** The parts of a frame, or what is wrong with it. */
export function unframe(framed: Buffer): Unframed | FrameFault {
  const schemaId = schemaIdIn(framed);
  return typeof schemaId === 'number' ? { schemaId, payload: framed.subarray(frameHeadBytes) } : schemaId;
}
