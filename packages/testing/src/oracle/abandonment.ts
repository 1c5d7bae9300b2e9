import type { Day } from '@ebb/domain';
import { casesAt, supportContacts } from './cases.ts';
import { hasLegalBar, referralsWithin } from './customer-profile.ts';
import { end } from './going.ts';
import { base, type Life, type Moment } from './life.ts';
import { purchaseDays, windowOf } from './purchase-days.ts';
import type { OracleSettings } from './settings.ts';

const contactsCountedMax = 64;
const contactsDays = 365;

const lookedAt: ReadonlySet<string> = new Set(['first-time', 'early-repeat', 'core', 'returned', 'inactive', 'core-defector']);

interface Worth {
  readonly marginMinor: number;
  readonly psychologicalValueMinor: number;
  readonly costToServeMinor: number;
}

/** What the customer brings and costs in a year. */
function worthOf({ known }: Life, { at, day }: Moment, { calendar, rules }: OracleSettings): Worth {
  const { marginPercent, contactCostMinor, psychologicalPercentPerReferral, psychologicalPercentMax } = rules.value;
  const { monetaryMinor } = windowOf(purchaseDays(known, calendar, rules.windowDays), day, rules.windowDays);
  const marginMinor = (monetaryMinor * marginPercent) / 100;
  const referred = referralsWithin(known, at, rules.advocacy.referralDays);
  const percent = Math.min(referred * psychologicalPercentPerReferral, psychologicalPercentMax);
  const contacts = supportContacts(known).filter((contact) => calendar.dayOf(contact.at) > day - contactsDays).length;
  return {
    marginMinor,
    psychologicalValueMinor: (Math.max(marginMinor, 0) * percent) / 100,
    costToServeMinor: Math.min(contacts, contactsCountedMax) * contactCostMinor,
  };
}

/** Whether it costs more to keep the customer than the customer brings, and nothing forbids to end it. */
function saysYes(life: Life, moment: Moment, settings: OracleSettings): boolean {
  const { known, missed, advocacy, stage } = life;
  const { marginMinor, psychologicalValueMinor, costToServeMinor } = worthOf(life, moment, settings);
  const isOpen = casesAt(known, missed, moment.at, settings.rules.incidents).some(({ closedAt }) => closedAt === null);
  const isBarred = isOpen || advocacy === 'ambassador' || advocacy === 'partner' || hasLegalBar(known);
  return lookedAt.has(stage) && !isBarred && marginMinor + psychologicalValueMinor - costToServeMinor < 0;
}

/** A look at a purchase, refund or contact. */
export function look(life: Life, moment: Moment, settings: OracleSettings): void {
  if (!lookedAt.has(life.stage)) return;
  if (!saysYes(life, moment, settings)) life.abandonment = null;
  else life.abandonment ??= { since: moment.day, proposed: false };
}

/** Whether the second look is due at the start of a day. */
export const isSecondLook = ({ abandonment }: Life, day: Day, { rules }: OracleSettings): boolean =>
  abandonment !== null && !abandonment.proposed && day >= abandonment.since + rules.abandonment.confirmDays;

/** The second look: a manager is asked if it says the same. */
export function lookAgain(life: Life, moment: Moment, settings: OracleSettings): void {
  const { abandonment, stage } = life;
  if (abandonment === null || !saysYes(life, moment, settings)) {
    life.abandonment = null;
    return;
  }
  const { marginMinor, psychologicalValueMinor, costToServeMinor } = worthOf(life, moment, settings);
  life.abandonment = { ...abandonment, proposed: true };
  life.outputs.push({
    type: 'AbandonmentProposed',
    ...base(life, moment, 'proposal'),
    stage,
    // Half a minor unit below nothing is nothing, without a sign.
    marginMinor: Math.round(marginMinor) + 0,
    costToServeMinor,
    psychologicalValueMinor: Math.round(psychologicalValueMinor),
  });
}

/** A manager has approved. */
export function approve(life: Life, moment: Moment, settings: OracleSettings): void {
  if (life.abandonment?.proposed !== true) return;
  if (saysYes(life, moment, settings)) end(life, moment, 'abandoned');
  else life.abandonment = null;
}
