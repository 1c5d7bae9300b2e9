import type { ActionsLook } from '@ebb/actions';
import { type CustomerState, listOf, type Output, type SupportCase } from '@ebb/domain';
import type { CustomerLook } from '@ebb/lifecycle';
import { noTime } from '@ebb/runtime';

export interface Showing {
  readonly currency: string;
  readonly minorDigits: number;
  /** IANA name of the business time zone: in it times are told, as days are. */
  readonly timeZone: string;
  readonly french: boolean;
}

const dayMilliseconds = 86_400_000;
const dateLength = '2026-01-31'.length;

/** One customer for a person to read: the standing, the journey, what lies ahead. */
export function customerText(look: CustomerLook, decided: ActionsLook | null, showing: Showing): string {
  const { customerId, completeTo, state, ahead, chance } = look;
  const timeOf = clockOf(showing.timeZone);
  const journey = [...look.journey, ...(decided?.journey ?? [])].toSorted((one, other) => one.at - other.at);
  const aheadRows = [...ahead.map((output) => aheadRow(output, showing)), ...expiryRows(decided)].toSorted(([a], [b]) => a - b);
  return [
    `Customer ${customerId}, ${judgedUpTo(completeTo, timeOf)} (times in ${showing.timeZone})`,
    ...rows([...standing(state, timeOf, amountsOf(showing)), ...chanceRows(chance, showing)]),
    '',
    'Journey',
    ...(journey.length === 0
      ? ['  nothing is kept of it']
      : rows(journey.map(({ at, what, id, detail }) => [when(timeOf(at), id), what, told(what, detail, showing)]))),
    '',
    'If nothing more comes',
    ...(aheadRows.length === 0 ? ['  nothing will be said'] : rows(aheadRows.map(([at, ...row]) => [timeOf(at), ...row]))),
  ].join('\n');
}

/** Time stands while one of the sources has never brought anything. */
const judgedUpTo = (instant: number, timeOf: Clock): string =>
  instant === noTime
    ? 'judged by what has come; a source that has never brought anything holds up the time'
    : `all judged up to ${timeOf(instant)}`;

/** Without the time of day where a line is of all that was bought on a day. */
const when = (time: string, id: string | null): string => (id === null ? time.slice(0, dateLength) : time);

/** Of purchases and refunds the journey has the amount alone, in minor units. */
const told = (what: string, detail: string, showing: Showing): string =>
  what === 'purchase' || what === 'refund' ? amountsOf(showing)(Number(detail)) : detail;

type Clock = (instant: number) => string;
type Amount = (minor: number) => string;

function amountsOf({ currency, minorDigits }: Showing): Amount {
  return (minor) => `${(minor / 10 ** minorDigits).toFixed(minorDigits)} ${currency}`;
}

function standing(state: CustomerState, timeOf: Clock, amount: Amount): string[][] {
  const { stage, risk, lifetime, everCore, advocacy, stageSince, openAlert, contacts, profile, purchases, abandonment } = state;
  const bought = listOf(purchases.buckets).filter((bucket) => bucket.bought);
  const last = bought.at(-1);
  const days = bought.length + (purchases.older?.count ?? 0);
  return [
    [
      'stage',
      `${stage}${risk === 'steady' ? '' : `, ${risk}`}`,
      `since ${timeOf(stageSince)}, lifetime ${lifetime}${everCore ? ', was core' : ''}`,
    ],
    ...(risk === 'steady'
      ? []
      : [
          [
            'risk',
            `silence ${state.silenceRisk}, incidents ${state.incidentRisk}${contacts?.notice ? ', notice given' : ''}`,
            '',
          ],
        ]),
    ...(advocacy === 'none' ? [] : [['advocacy', advocacy, '']]),
    ...(openAlert === null ? [] : [['alert', `${openAlert.phase} (${openAlert.trigger})`, openAlert.recordId]]),
    ...(last === undefined
      ? []
      : [
          [
            'purchases',
            `${days} ${days === 1 ? 'day' : 'days'}, the last on ${dayOf(last.day)}`,
            `${amount(state.lifetimeRevenueMinor)} in this lifetime`,
          ],
        ]),
    ...(contacts?.notice
      ? [['notice', `given on ${timeOf(contacts.notice.givenAt)}`, `takes effect on ${dayOf(contacts.notice.effectiveDay)}`]]
      : []),
    ...(contacts?.cases ?? []).map((one) => caseRow(one, timeOf)),
    ...(profile === null ? [] : profileRows(profile, timeOf)),
    ...(abandonment === null
      ? []
      : [['costs too much', `since ${dayOf(abandonment.since)}`, abandonment.proposed ? 'proposed to a manager' : '']]),
  ];
}

function caseRow({ caseId, caseKind, openedAt, closedAt, dueAt, missedAt }: SupportCase, timeOf: Clock): string[] {
  const open = `open, due ${timeOf(dueAt)}${missedAt === null ? '' : ': missed'}`;
  return ['case', `${caseId} ${caseKind}, opened ${timeOf(openedAt)}`, closedAt === null ? open : `closed ${timeOf(closedAt)}`];
}

/** The chance to buy, then what speaks for it and against it. */
function chanceRows(chance: CustomerLook['chance'], { french }: Showing): string[][] {
  if (chance === null) return [];
  const { pBuysWithin180Days, reasons } = chance;
  return [
    ['chance', `${percent(pBuysWithin180Days)} to buy within half a year`, reasons.length === 0 ? 'by the buying rhythm' : ''],
    ...reasons.map(({ contribution, detail, detailFr }) => [
      contribution > 0 ? '  for' : '  against',
      french ? detailFr : detail,
      `${contribution > 0 ? '+' : '−'}${Math.abs(contribution).toFixed(2)} of log-odds`,
    ]),
  ];
}

const percent = (share: number): string => (share < 0.01 ? 'less than 1 %' : `${Math.round(100 * share)} %`);

type Profile = NonNullable<CustomerState['profile']>;

function profileRows(profile: Profile, timeOf: Clock): string[][] {
  const { consents, doNotContact, relationship, unpaidInvoices, failedPayments, legalBar, loss } = profile;
  const spoken = [profile.language, profile.timeZone].filter((word) => word !== null).join(', ');
  return [
    ...(loss === null ? [] : [['lost', loss, '']]),
    ...(relationship === 'contractual' ? [['relationship', 'contractual', '']] : []),
    ...unpaidInvoices.map(({ invoiceId, dueDay }) => ['unpaid', invoiceId, `due ${dayOf(dueDay)}`]),
    ...failedPayments.map(({ at }) => ['failed', 'payment', timeOf(at)]),
    ...(legalBar ? [['legal bar', 'may not be abandoned', '']] : []),
    ...consents.map(({ channel, granted, at, source }) => [
      'consent',
      `${granted ? 'may' : 'may not'} be contacted by ${channel ?? 'every channel'}`,
      `since ${timeOf(at)}${source === null ? '' : `, by ${source}`}`,
    ]),
    ...doNotContact.map(({ channel, at }) => [
      'consent',
      `must not be contacted by ${channel ?? 'any channel'}`,
      `since ${timeOf(at)}`,
    ]),
    ...(consents.length + doNotContact.length === 0 ? [['consent', 'none is known', '']] : []),
    ...(spoken === '' ? [] : [['speaks', spoken, '']]),
  ];
}

type AheadRow = readonly [at: number, what: string, detail: string];

const expiryRows = (decided: ActionsLook | null): AheadRow[] =>
  decided?.open ? [[decided.open.expiresAt, 'ActionCalledOff', `${decided.open.kind} expires: ${decided.open.actionId}`]] : [];

function aheadRow(output: Output, { french }: Showing): AheadRow {
  switch (output.type) {
    case 'LifecycleTransition': {
      const { fromStage, toStage, fromRisk, toRisk, reason } = output;
      const change = fromStage === toStage ? `${fromRisk} > ${toRisk}` : `${fromStage} > ${toStage}`;
      return [output.at, output.type, `${change} (${reason})`];
    }
    case 'MainDefectorAlert':
    case 'RiskAlert':
      return [output.at, output.type, `${output.phase}: ${french ? output.explanationFr : output.explanation}`];
    case 'AbandonmentProposed':
      return [output.at, output.type, french ? output.explanationFr : output.explanation];
    case 'AlertClosed':
      return [output.at, output.type, `${output.phase} (${output.reason})`];
    default:
      return [output.at, output.type, ''];
  }
}

/** Columns as wide as their widest cell; the last as long as it is. */
function rows(cells: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Such as 2026-01-31 23:00, as clocks of the zone show it. */
function clockOf(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => format.format(instant);
}

const dayOf = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);
