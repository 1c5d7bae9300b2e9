import { calibrationsFrom, defaultRules, type Purchase, type SupportContact, utcCalendar } from '@ebb/domain';
import { readCdnowCalibration } from '@ebb/testing/cdnow';
import { describe, expect, it } from 'vitest';
import { lifecycleProcessor } from './processor.ts';

const effectiveFrom = Date.UTC(2025, 0, 1);
const calibrations = calibrationsFrom([{ ...readCdnowCalibration(), effectiveFrom }]);
const processor = lifecycleProcessor({
  calendar: utcCalendar,
  rules: defaultRules,
  rulesVersion: '0123abcd',
  currency: 'EUR',
  calibrations,
});
const complaint: SupportContact = {
  kind: 'support-contact',
  id: 'complaint',
  at: effectiveFrom + 90_000_000,
  caseId: '4711',
  what: 'opened',
  caseKind: 'complaint',
  channel: null,
  desk: null,
  level: null,
  promisedBy: null,
  rating: null,
  motive: null,
  effectiveOn: null,
  important: false,
};
const purchase = (at: number): Purchase => ({ kind: 'purchase', id: `p${at}`, at, amountMinor: 1_000, categories: [] });

describe('the lifecycle as a processor', () => {
  it('has silence speak after purchases from the effective time of the calibration on; before it, it asks on Monday', () => {
    const before = processor.onEvent(processor.initial('c'), purchase(effectiveFrom - 1), 'c');
    expect(before.wakes).toEqual([{ source: 0, dueAt: Date.UTC(2025, 0, 6) }]);
    const since = processor.onEvent(before.state, purchase(effectiveFrom), 'c');
    expect(since.wakes[0]?.dueAt).toBeGreaterThan(effectiveFrom + 90 * 86_400_000);
  });

  it('asks to be woken at the start of the day on which a deadline lies, by the silence of the purchases', () => {
    const { state, wakes } = processor.onEvent(processor.initial('c'), purchase(effectiveFrom), 'c');
    const [wake] = wakes;
    expect(wake?.source).toBe(0);
    expect((wake?.dueAt ?? 1) % 86_400_000).toBe(0);
    const lapsed = processor.onTime(state, { source: 0, dueAt: wake?.dueAt ?? 0 }, 'c');
    expect(lapsed.emit).toMatchObject([{ type: 'LifecycleTransition', toStage: 'inactive', at: wake?.dueAt, reason: 'silence' }]);
    expect(lapsed.wakes).toEqual([]);
  });

  it('asks to be woken at the very instant at which a complaint has been open too long, by the silence of the contacts', () => {
    const { state } = processor.onEvent(processor.initial('c'), purchase(effectiveFrom), 'c');
    const { state: complained, wakes } = processor.onEvent(state, complaint, 'c');
    const delay = { source: 1, dueAt: complaint.at + 5 * 86_400_000 };
    expect(wakes).toEqual([expect.objectContaining({ source: 0 }), delay]);
    const missed = processor.onTime(complained, delay, 'c');
    expect(missed.state.contacts?.cases).toMatchObject([{ caseId: '4711', missedAt: delay.dueAt }]);
    expect(missed.wakes).toMatchObject([{ source: 0 }]);
  });
});
