import type { ActionsLook } from '@ebb/actions';
import type { CustomerState, Output, SupportCase } from '@ebb/domain';
import type { CustomerLook } from '@ebb/lifecycle';
import { noTime } from '@ebb/runtime';

export interface Showing {
  readonly currency: string;
  readonly minorDigits: number;
  readonly french: boolean;
}

const dayMilliseconds = 86_400_000;

/** One customer for a person to read: the standing, the journey, what lies ahead. */
export function customerText(look: CustomerLook, decided: ActionsLook | null, showing: Showing): string {
  const { customerId, completeTo, state, ahead } = look;
  const journey = [...look.journey, ...(decided?.journey ?? [])].toSorted((one, other) => one.at - other.at);
  const aheadRows = [...ahead.map((output) => aheadRow(output, showing)), ...expiryRows(decided)].toSorted(([a], [b]) => a - b);
  return [
    `Customer ${customerId}, ${judgedUpTo(completeTo)}`,
    ...rows(standing(state, showing)),
    '',
    'Journey',
    ...(journey.length === 0
      ? ['  nothing is kept of it']
      : rows(journey.map(({ at, what, detail }) => [timeOf(at), what, detail]))),
    '',
    'If nothing more comes',
    ...(aheadRows.length === 0 ? ['  nothing will be said'] : rows(aheadRows.map(([at, ...row]) => [timeOf(at), ...row]))),
  ].join('\n');
}

/** Time stands while one of the sources has never brought anything. */
const judgedUpTo = (instant: number): string =>
  instant === noTime
    ? 'judged by what has come; a source that has never brought anything holds up the time'
    : `all judged up to ${timeOf(instant)}`;

function standing(state: CustomerState, { currency, minorDigits }: Showing): string[][] {
  const { stage, risk, lifetime, everCore, advocacy, stageSince, openAlert, contacts, profile, purchases } = state;
  const amount = (minor: number) => `${(minor / 10 ** minorDigits).toFixed(minorDigits)} ${currency}`;
  const bought = purchases.buckets.filter((bucket) => bucket.bought);
  const last = bought.at(-1);
  const days = bought.length + (purchases.older?.count ?? 0);
  return [
    [
      'stage',
      `${stage}${risk === 'steady' ? '' : `, ${risk}`}`,
      `since ${timeOf(stageSince)}, lifetime ${lifetime}${everCore ? ', was core' : ''}`,
    ],
    ...(risk === 'steady' ? [] : [['risk', `silence ${state.silenceRisk}, incidents ${state.incidentRisk}`, '']]),
    ...(advocacy === 'none' ? [] : [['advocacy', advocacy, '']]),
    ...(openAlert === null ? [] : [['alert', `${openAlert.phase} (${openAlert.trigger})`, openAlert.recordId]]),
    ...(last === undefined
      ? []
      : [
          ['purchases', `${days} days, the last on ${dayOf(last.day)}`, `${amount(state.lifetimeRevenueMinor)} in this lifetime`],
        ]),
    ...(contacts?.notice
      ? [['notice', `given on ${timeOf(contacts.notice.givenAt)}`, `takes effect on ${dayOf(contacts.notice.effectiveDay)}`]]
      : []),
    ...(contacts?.cases ?? []).map(caseRow),
    ...(profile?.relationship === 'contractual' ? [['relationship', 'contractual', '']] : []),
    ...(profile
      ? [['contact', consentsOf(profile), [profile.language, profile.timeZone].filter((word) => word !== null).join(', ')]]
      : []),
  ];
}

const caseRow = ({ caseId, caseKind, openedAt, closedAt, dueAt, missedAt }: SupportCase): string[] => [
  'case',
  `${caseId} ${caseKind}, opened ${timeOf(openedAt)}`,
  closedAt === null ? `open, due ${timeOf(dueAt)}${missedAt === null ? '' : ': missed'}` : `closed ${timeOf(closedAt)}`,
];

function consentsOf({ consents, doNotContact }: NonNullable<CustomerState['profile']>): string {
  const given = consents.map(
    ({ channel, granted }) => `${granted ? 'may' : 'may not'} be contacted by ${channel ?? 'every channel'}`,
  );
  const barred = doNotContact.map(({ channel }) => `must not be contacted by ${channel ?? 'any channel'}`);
  return [...given, ...barred].join('; ') || 'no consent is known';
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

const timeOf = (instant: number): string => new Date(instant).toISOString().slice(0, 16).replace('T', ' ');

const dayOf = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);
