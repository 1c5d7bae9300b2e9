import type { Fact, Instant } from '@ebb/domain';

/** The sources in the order that decides between facts of one instant. */
const sourceOf: Readonly<Record<Fact['kind'], number>> = {
  purchase: 0,
  refund: 0,
  'support-contact': 1,
  'profile-change': 2,
  engagement: 3,
};

const inOrder = (one: Fact, other: Fact): number =>
  one.at - other.at || sourceOf[one.kind] - sourceOf[other.kind] || (one.id < other.id ? -1 : Number(one.id > other.id));

/** Facts up to and at `asOf` by (time, source, id), each id of a source once. They may come in any order. */
export function orderedFacts(facts: readonly Fact[], asOf: Instant): readonly Fact[] {
  const seen = new Set<string>();
  return facts
    .filter((fact) => fact.at <= asOf)
    .toSorted(inOrder)
    .filter((fact) => {
      const key = `${sourceOf[fact.kind]} ${fact.id}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
