import { recordKey } from '@ebb/contracts';
import type { Outgoing } from '@ebb/runtime';
import { CloudEvent } from 'cloudevents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asCloudEvent } from './cloud-events.ts';

const at = Date.UTC(2026, 0, 12, 9);

const outgoing = (changes: Partial<Outgoing> = {}): Outgoing => ({
  topic: 'retention-actions',
  partition: 1,
  key: Buffer.from('ann/alert/action'),
  value: Buffer.from('value'),
  recordType: 'RetentionAction',
  recordId: 'alert/action',
  revision: 0,
  ...changes,
});

const idOf = (changes: Partial<Outgoing>, time = at) =>
  asCloudEvent(outgoing(changes), { customerId: 'ann', at: time }).headers?.['ce_id'];

describe('the event that a record is', () => {
  it('is valid, whatever the ids and the time', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(9999, 0) }),
        (customerId, recordId, time) => {
          const key = Buffer.from(recordKey(customerId, recordId));
          const { headers = {} } = asCloudEvent(outgoing({ key, recordId }), { customerId, at: time });
          const attributes = Object.entries(headers).flatMap(([name, value]) =>
            name.startsWith('ce_') ? [[name.slice('ce_'.length), value]] : [],
          );
          const event = new CloudEvent({ ...Object.fromEntries(attributes), datacontenttype: headers['content-type'] } as never);
          expect(event.validate()).toBe(true);
          expect(event.subject).toBe(customerId);
          expect(event.time).toBe(new Date(time).toISOString());
        },
      ),
    );
  });

  it('has an id of its own: each revision, its retraction, each marker of each partition, and none other', () => {
    const marker = { recordType: 'Marker', recordId: '', key: Buffer.from('/marker/actions/3') };
    const ids = [
      idOf({}),
      idOf({ revision: 1 }),
      idOf({ recordType: 'Retraction' }),
      idOf({ key: Buffer.from('bob/alert/action') }),
      idOf(marker),
      idOf({ ...marker, partition: 2 }),
      idOf(marker, at + 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(idOf({}, at + 1)).toBe(idOf({}));
    expect(ids[0]).toBe('ann/alert/action#0');
  });

  it('of a marker is about no customer', () => {
    const marker = asCloudEvent(outgoing({ recordType: 'Marker' }), { customerId: null, at });
    expect(marker.headers).not.toHaveProperty('ce_subject');
  });
});
