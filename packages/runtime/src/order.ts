import type { Fact, Instant, SourceIndex, Wake } from './processor.ts';

/** A fact and the source it came from. */
export interface Sourced<F extends Fact> {
  readonly source: SourceIndex;
  readonly fact: F;
}

/** A place in the order in which facts are folded: event time, then source, then id. */
export interface Place {
  readonly at: Instant;
  readonly source: SourceIndex;
  readonly id: string;
}

/** Before every fact. */
export const beginning: Place = { at: Number.MIN_SAFE_INTEGER, source: 0, id: '' };

const afterAllSources = 127;

/** After every fact of the instant. */
export const endOf = (at: Instant): Place => ({ at, source: afterAllSources, id: '' });

export function comparePlaces(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.source !== b.source) return a.source - b.source;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** As `comparePlaces`, of the place of a fact. */
export function compareToPlace({ source, fact }: Sourced<Fact>, place: Place): number {
  if (fact.at !== place.at) return fact.at - place.at;
  if (source !== place.source) return source - place.source;
  return fact.id < place.id ? -1 : fact.id > place.id ? 1 : 0;
}

export const placeOf = (sourced: Sourced<Fact>): Place => ({
  at: sourced.fact.at,
  source: sourced.source,
  id: sourced.fact.id,
});

export const compareSourced = (a: Sourced<Fact>, b: Sourced<Fact>): number => {
  if (a.fact.at !== b.fact.at) return a.fact.at - b.fact.at;
  if (a.source !== b.source) return a.source - b.source;
  return a.fact.id < b.fact.id ? -1 : a.fact.id > b.fact.id ? 1 : 0;
};

/** The earlier of the wake-ups of each source. */
export function earliestPerSource(wakes: readonly Wake[], more: readonly Wake[]): readonly Wake[] {
  if (more.length === 0) return wakes;
  const kept = [...wakes];
  for (const wake of more) {
    const index = kept.findIndex((other) => other.source === wake.source);
    const other = kept[index];
    if (other === undefined) kept.push(wake);
    else if (wake.dueAt < other.dueAt) kept[index] = wake;
  }
  return kept;
}
