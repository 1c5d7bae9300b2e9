/** Avro in the registry's wire format into an event: by Ebb's compiled code, and by avsc, as the registry's client does it. */
import { decode, encodeFramed, schemaTextOf, unframe } from '@ebb/contracts';
import avro from 'avsc';
import { fullLoad, purchases } from '../load/purchases.ts';
import { count, type Step } from './step.ts';

export function decodeStep(): Step {
  const framed = [...purchases({ ...fullLoad, events: count })].map((purchase) => encodeFramed('Purchase', 1, purchase));
  const type = avro.Type.forSchema(JSON.parse(schemaTextOf('Purchase')) as avro.Schema);
  return {
    name: 'decode',
    count,
    ours: () => {
      for (const bytes of framed) {
        const unframed = unframe(bytes);
        if (typeof unframed !== 'string') decode('Purchase', unframed.payload);
      }
    },
    plain: () => {
      for (const bytes of framed) type.fromBuffer(bytes.subarray(5));
    },
  };
}
