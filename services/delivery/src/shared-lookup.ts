import type { LookupFunction } from 'node:net';

type Callback = Parameters<LookupFunction>[2];

/**
 * One look-up of a name at a time: who asks meanwhile gets the same answer. Node has four threads for look-ups of all targets
 * together, and one whose name server does not answer takes its thread until the system gives up, whoever has given up before.
 */
export function sharedLookup(lookup: LookupFunction): LookupFunction {
  const underWay = new Map<string, Callback[]>();
  return (host, options, callback) => {
    const question = `${host} ${JSON.stringify(options)}`;
    const waiting = underWay.get(question);
    if (waiting !== undefined) return void waiting.push(callback);
    const callbacks = [callback];
    underWay.set(question, callbacks);
    lookup(host, options, (...answer) => {
      underWay.delete(question);
      for (const tell of callbacks) tell(...answer);
    });
  };
}
