import { onDay } from '../contacts/spec-support.ts';
import { defaultRules } from '../lifecycle/default-rules.ts';
import type { LifecycleContext } from '../lifecycle/parameters.ts';
import { emptyHistory } from '../purchases/history.ts';
import { utcCalendar } from '../time/utc-calendar.ts';
import type { Cause, CauseName } from './cause.ts';
import { type Causes, causesAt } from './causes-at.ts';
import type { Known } from './known.ts';

const context: LifecycleContext = {
  customerId: 'ann',
  calendar: utcCalendar,
  rules: defaultRules,
  rulesVersion: '1',
  currency: 'EUR',
  currencyDigits: 2,
  calibration: null,
  calibrationOf: () => null,
};

/** Why a customer leaves on a day, of whom this is known and nothing else. */
export function causesOn(day: number, known: Partial<Known>): Causes {
  const nothing: Known = { contacts: null, profile: null, engagements: null, purchases: emptyHistory };
  return causesAt({ ...nothing, ...known }, onDay(day), context);
}

/** The names of the causes, the first in rank first. */
export function namesOn(day: number, known: Partial<Known>): readonly CauseName[] {
  return causesOn(day, known).causes.map(({ cause }) => cause);
}

/** The cause of a name, if it is there. */
export function causeOn(day: number, known: Partial<Known>, name: CauseName): Cause | undefined {
  return causesOn(day, known).causes.find(({ cause }) => cause === name);
}
