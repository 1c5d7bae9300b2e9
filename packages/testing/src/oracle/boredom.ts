import type { Day } from '@ebb/domain';
import { hadCaseSince } from './cases.ts';
import { hours24 } from './customer-profile.ts';
import type { Life, Moment } from './life.ts';
import type { OracleSettings } from './settings.ts';

const daysLookedAtMax = 16;
const lastDays = 4;

interface Visit {
  readonly day: Day;
  readonly categories: readonly string[];
}

/** The latest purchase days of which it is known what was bought, ascending. */
export function visits({ known }: Life, { calendar }: OracleSettings): readonly Visit[] {
  const days = new Map<Day, Set<string>>();
  for (const fact of known) {
    if (fact.kind !== 'purchase' || fact.categories.length === 0) continue;
    const day = calendar.dayOf(fact.at);
    days.set(day, new Set([...(days.get(day) ?? []), ...fact.categories]));
  }
  return [...days].map(([day, categories]) => ({ day, categories: [...categories] })).slice(-daysLookedAtMax);
}

/** Whether the customer comes more and more seldom, and for less and less. */
export function boredom(life: Life, { at }: Moment, settings: OracleSettings): 'shown' | 'not-shown' | 'not-assessable' {
  const rules = settings.rules.causes.boredom;
  const all = visits(life, settings);
  const kinds = new Set(all.flatMap(({ categories }) => categories)).size;
  if (all.length < rules.purchaseDaysMin || kinds < rules.categoriesMin) return 'not-assessable';
  const since = at - rules.incidentFreeDays * hours24;
  const hadIncident = hadCaseSince(life.known, since, settings.rules.incidents);
  const earlier = all.slice(0, -lastDays);
  const latest = all.slice(-lastDays);
  const gaps = all.slice(1).map(({ day }, index) => day - (all[index]?.day ?? day));
  const isNarrower = variety(latest) <= rules.entropyRatioMax * variety(earlier);
  const isSlower = median(gaps.slice(1 - lastDays)) >= rules.gapRatioMin * median(gaps.slice(0, 1 - lastDays));
  return isNarrower && isSlower && !hadIncident ? 'shown' : 'not-shown';
}

/** Entropy of the categories, in nats. Both sides of the comparison are divided by the same ln k, which is left out here. */
function variety(some: readonly Visit[]): number {
  const mentions = some.flatMap(({ categories }) => categories);
  const shares = [...new Set(mentions)].map(
    (category) => mentions.filter((other) => other === category).length / mentions.length,
  );
  return shares.reduce((sum, share) => sum - share * Math.log(share), 0);
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((one, other) => one - other);
  const middle = Math.floor(ascending.length / 2);
  const upper = ascending[middle] ?? 0;
  return ascending.length % 2 === 1 ? upper : ((ascending[middle - 1] ?? 0) + upper) / 2;
}
