import { cellsToldApart } from './cells.ts';
import { type ActionRules, type DoAct, type PolicyRule, type RuleCase, whoever } from './parameters.ts';
import { applies, type Cell, firstRule, sells } from './policy.ts';

/** What is wrong with a policy, and with which of its rules. */
export interface PolicyProblem {
  /** Its place in the policy; null where no rule is the one. */
  readonly index: number | null;
  /** A sentence, without the name of the rule. */
  readonly message: string;
}

/**
 * What is wrong between the fields of the rules of actions; each field by itself is taken as checked.
 *
 * @returns empty where the rules can be used
 */
export function checkPolicy({ policy, queues }: ActionRules): readonly PolicyProblem[] {
  const cells = cellsToldApart([...policy.map(({ when }) => when), ...bans.map(({ where }) => where)]);
  const byRule = Map.groupBy(cells, (cell) => firstRule(policy, cell));
  const ofRules = policy.flatMap((rule, index) => {
    const its = byRule.get(rule);
    const followed = its === undefined ? [hiddenBy(rule, byRule)] : banned(rule, its);
    const messages = [...faultsOf(rule, queues), ...doubledName(policy, index), ...followed];
    return messages.map((message) => ({ index, message }));
  });
  const uncovered = byRule.get(undefined);
  return uncovered === undefined ? ofRules : [...ofRules, { index: null, message: noRuleFor(uncovered) }];
}

/** What no rule may do where it is followed, whatever the rules before it leave to it. */
interface Ban {
  readonly where: RuleCase;
  readonly isBroken: (doing: DoAct) => boolean;
  readonly message: string;
}

const bans: readonly Ban[] = [
  {
    where: { ...whoever, openCase: true },
    isBroken: sells,
    message:
      'sells to customers with an open case, which is solved before anything is sold: add openCase: false, or a rule before it',
  },
  {
    where: { ...whoever, causes: ['over-solicited'] },
    isBroken: sells,
    message: 'sells to over-solicited customers, who get no commercial contact: leave the cause out, or add a rule before it',
  },
  {
    where: { ...whoever, phases: ['leaving', 'gone'], causes: ['payment-difficulty'] },
    isBroken: ({ offer }) => offer !== null && offer.kind !== 'payment-plan',
    message: 'offers something else than a payment-plan to customers with payment difficulty: they get a plan, not a discount',
  },
  {
    where: { ...whoever, phases: ['leaving'], triggers: ['notice'] },
    isBroken: ({ holdOut }) => holdOut,
    message: 'holds out customers who gave notice: they are always answered',
  },
];

function banned({ do: doing }: PolicyRule, cells: readonly Cell[]): readonly string[] {
  if (doing.kind === 'nothing') return [];
  return bans
    .filter(({ where, isBroken }) => isBroken(doing) && cells.some((cell) => applies(where, cell)))
    .map(({ message }) => message);
}

/** What is wrong with a rule wherever it stands. */
function faultsOf({ do: doing }: PolicyRule, queues: readonly string[]): string[] {
  if (doing.kind === 'nothing') return [];
  const { kind, offer, elements } = doing;
  const faults: string[] = [];
  if (!queues.includes(doing.queue)) faults.push(`has the queue ${doing.queue}, which is none of ${queues.join(', ')}`);
  if (doing.expiresAfter < doing.dueWithin) faults.push('expires before it is due: expiresAfter is at least dueWithin');
  if (kind === 'proactive-retention' && offer !== null && ['gift', 'voucher', 'discount'].includes(offer.kind)) {
    faults.push(
      `gives a ${offer.kind} to who has not asked for anything: proactive retention offers no gift, voucher or discount`,
    );
  }
  if (doing.holdOut && kind !== 'proactive-retention' && kind !== 'win-back') {
    faults.push(`holds out customers from ${kind}: only proactive-retention and win-back are held out`);
  }
  if (offer?.kind === 'discount' && offer.shareOfLimitStart === 1) {
    faults.push('begins its discount at the limit: it starts low, with a shareOfLimitStart below 1');
  }
  if (kind === 'win-back') {
    if (Object.values(elements).includes(''))
      faults.push('is a win-back that lacks an element: it carries all three, and which leads');
    if (doing.channel === 'phone' && doing.consentNeeded !== 'proved-opt-in') {
      faults.push('is a win-back by phone, which needs consentNeeded: proved-opt-in');
    }
  }
  return faults;
}

function doubledName(policy: readonly PolicyRule[], index: number): readonly string[] {
  const earlier = policy.findIndex(({ name }) => name === policy[index]?.name);
  return earlier < index ? ['has the name of an earlier rule: names are unique'] : [];
}

/** A rule that is never followed, and those that are followed in its place. */
function hiddenBy({ when }: PolicyRule, byRule: ReadonlyMap<PolicyRule | undefined, readonly Cell[]>): string {
  const hiding = [...byRule].filter(([, cells]) => cells.some((cell) => applies(when, cell))).map(([rule]) => rule?.name);
  if (hiding.length === 0) return 'is never followed: no customer is in such a case';
  return `is never followed: all that it would apply to is taken by ${hiding.join(', ')}, before it`;
}

function noRuleFor(cells: readonly Cell[]): string {
  const { phase, trigger, stage, cause, size, relationship, advocacy, openCase } = cells[0] as Cell;
  return (
    `no rule applies to phase ${phase}, trigger ${trigger}, stage ${stage}, cause ${cause}, pmg ${size}, relationship ${relationship}, ` +
    `advocacy ${advocacy}, openCase ${openCase}, among others: add a last rule for whoever is left`
  );
}
