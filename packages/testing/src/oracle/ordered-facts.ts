import type { Fact, Instant } from '@ebb/domain';

const sourceOf = (fact: Fact): string => (fact.kind === 'refund' ? 'purchase' : fact.kind);

/** Facts up to and at `asOf` by (time, id), each id of a source once. They may come in any order. */
export function orderedFacts(facts: readonly Fact[], asOf: Instant): readonly Fact[] {
  const seen = new Set<string>();
  return facts
    .filter((fact) => fact.at <= asOf)
    .toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : Number(one.id > other.id)))
    .filter((fact) => {
      const key = `${sourceOf(fact)} ${fact.id}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
