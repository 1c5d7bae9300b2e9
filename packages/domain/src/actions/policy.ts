import type { CauseName } from '../causes/cause.ts';
import type { Relationship } from '../lifecycle/facts.ts';
import type { Advocacy, Stage } from '../lifecycle/state.ts';
import type { Asking } from './asking.ts';
import type { ActionPhase, ActionTrigger } from './outputs.ts';
import type { DoAct, DoNothing, PolicyRule, RuleCase, Size } from './parameters.ts';

/** What the rules of a policy may tell apart. */
export interface Cell {
  readonly phase: ActionPhase;
  readonly trigger: ActionTrigger;
  readonly stage: Stage;
  readonly cause: CauseName;
  readonly size: Size;
  readonly relationship: Relationship;
  readonly advocacy: Advocacy;
  readonly openCase: boolean;
}

/**
 * The rule that is followed. Who is over-solicited, for whatever reason first, is not sold anything: where the rule for the first
 * cause sells, that for over-solicited customers stands in.
 *
 * @param policy one that covers every cell
 */
export function ruleFor(policy: readonly PolicyRule[], asking: Asking): PolicyRule {
  const cell = cellOf(asking);
  const rule = firstRule(policy, cell) as PolicyRule;
  const isSpared = sells(rule.do) && asking.causes.includes('over-solicited');
  return isSpared ? (firstRule(policy, { ...cell, cause: 'over-solicited' }) as PolicyRule) : rule;
}

/** The first that applies; undefined where none does. */
export function firstRule(policy: readonly PolicyRule[], cell: Cell): PolicyRule | undefined {
  return policy.find(({ when }) => applies(when, cell));
}

export function applies(when: RuleCase, cell: Cell): boolean {
  return (
    includes(when.phases, cell.phase) &&
    includes(when.triggers, cell.trigger) &&
    includes(when.stages, cell.stage) &&
    includes(when.causes, cell.cause) &&
    includes(when.pmg, cell.size) &&
    includes(when.relationships, cell.relationship) &&
    includes(when.advocacy, cell.advocacy) &&
    (when.openCase === null || when.openCase === cell.openCase)
  );
}

const includes = <Value>(allowed: readonly Value[] | null, value: Value): boolean => allowed === null || allowed.includes(value);

/** Whether it is commercial, or offers what has a price. */
export function sells(doing: DoNothing | DoAct): boolean {
  return doing.kind !== 'nothing' && (doing.commercial || (doing.offer?.limitMinor ?? 0) > 0);
}

function cellOf({ phase, trigger, stage, causes, pmg, relationship, advocacy, openCase }: Asking): Cell {
  const [cause] = causes as readonly [CauseName];
  return { phase, trigger, stage, cause, size: pmg ?? 'unknown', relationship, advocacy, openCase };
}
