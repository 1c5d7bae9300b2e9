import { causeNames } from '../causes/cause.ts';
import { advocacies, stages } from '../lifecycle/state.ts';
import { actionPhases, actionTriggers } from './outputs.ts';
import { type RuleCase, relationships, sizes, whoever } from './parameters.ts';
import type { Cell } from './policy.ts';

/**
 * Every cell that a customer may fall into. Of values that none of the cases tells apart, the first stands for them all.
 */
export function cellsToldApart(given: readonly RuleCase[]): readonly Cell[] {
  const cases = [...given, abandonment];
  const cells = product({
    phase: toldApart(actionPhases, cases, ({ phases }) => phases),
    trigger: toldApart(actionTriggers, cases, ({ triggers }) => triggers),
    stage: toldApart(stages, cases, (one) => one.stages),
    cause: toldApart(causeNames, cases, ({ causes }) => causes),
    size: toldApart(sizes, cases, ({ pmg }) => pmg),
    relationship: toldApart(relationships, cases, (one) => one.relationships),
    advocacy: toldApart(advocacies, cases, ({ advocacy }) => advocacy),
    openCase: [false, true],
  });
  return cells.filter(isPossible);
}

/** Its own phase and its own trigger. */
const abandonment: RuleCase = { ...whoever, phases: ['abandoned'], triggers: ['abandonment'] };

const isPossible = ({ phase, trigger }: Cell): boolean => (phase === 'abandoned') === (trigger === 'abandonment');

function toldApart<Value>(
  values: readonly Value[],
  cases: readonly RuleCase[],
  allowedBy: (one: RuleCase) => readonly Value[] | null,
): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const lookedAt = cases.map((one) => allowedBy(one)?.includes(value) ?? true).join();
    if (seen.has(lookedAt)) return false;
    seen.add(lookedAt);
    return true;
  });
}

type Values = { readonly [Field in keyof Cell]: readonly Cell[Field][] };

/** All combinations; each is its number, written with a digit for each field. */
function product(values: Values): readonly Cell[] {
  const count = Object.values(values).reduce((sofar, its) => sofar * its.length, 1);
  return Array.from({ length: count }, (_, number) => {
    let rest = number;
    function next<Value>(its: readonly Value[]): Value {
      const value = its[rest % its.length] as Value;
      rest = Math.floor(rest / its.length);
      return value;
    }
    return {
      phase: next(values.phase),
      trigger: next(values.trigger),
      stage: next(values.stage),
      cause: next(values.cause),
      size: next(values.size),
      relationship: next(values.relationship),
      advocacy: next(values.advocacy),
      openCase: next(values.openCase),
    };
  });
}
