import { purchaseFact } from '@ebb/contracts';
import type { Purchase } from '@ebb/domain';
import { calendarOf, limitsOf, purchasesOf } from '@ebb/intake';
import { cdnowEnd as cdnowEndOfTests, readCdnow } from '@ebb/testing/cdnow';
import { expect, it } from 'vitest';
import { cdnowEnd, loadDemoConfig, surveyCdnow } from './cdnow.ts';

it('The demo sends the purchases that the oracle judges, by their time', async () => {
  const config = loadDemoConfig();
  const limits = limitsOf(config, calendarOf(config));
  const sent = new Map<string, Purchase[]>();
  const times: number[] = [];
  for await (const purchase of purchasesOf(await surveyCdnow(config))) {
    times.push(purchase.occurredAt);
    const sound = purchaseFact(purchase, limits, cdnowEnd);
    if (sound.kind === 'bad') throw new Error(sound.detail);
    sent.set(sound.customerId, [...(sent.get(sound.customerId) ?? []), sound.fact as Purchase]);
  }
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const byTime = [...readCdnow()].map(([id, facts]) => [id, facts.toSorted((a, b) => a.at - b.at)] as const);
  expect(sent).toEqual(new Map(byTime));
  expect(cdnowEnd).toBe(cdnowEndOfTests);
});
