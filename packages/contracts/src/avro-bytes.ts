import type { Type } from 'avsc';

/** Where records are written before their size is known; one for all, as encoding never waits. */
let scratch = Buffer.allocUnsafeSlow(16 * 1024);

/**
 * The Avro bytes of a value after `headBytes` bytes that the caller fills in, in a buffer of its own.
 * @throws when the value does not fit its type, naming the first place that does not
 */
export function encodeBehind(headBytes: number, type: Type, value: unknown): Buffer {
  let end = tryEncode(headBytes, type, value);
  if (end < 0) {
    scratch = Buffer.allocUnsafeSlow(2 * (scratch.length - end));
    end = tryEncode(headBytes, type, value);
  }
  return Buffer.from(scratch.subarray(0, end));
}

/** The position behind the last byte, or less than 0 by the number of bytes that are missing. */
function tryEncode(headBytes: number, type: Type, value: unknown): number {
  try {
    return type.encode(value, scratch, headBytes);
  } catch (cause) {
    throw new TypeError(`this is no ${type.name}: ${misfitOf(type, value)}`, { cause });
  }
}

function misfitOf(type: Type, value: unknown): string {
  let first: string | undefined;
  type.isValid(value, {
    errorHook: (path, misfit) => {
      first ??= `${path.join('.') || 'the record'} is ${JSON.stringify(misfit)}`;
    },
  });
  return first ?? 'it does not fit its schema';
}
