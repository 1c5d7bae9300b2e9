import type { CategoryDay } from '../purchases/history.ts';
import { dayMilliseconds } from '../time/calendar.ts';
import type { Cause } from './cause.ts';
import type { Inquiry, Known } from './known.ts';
import { count, countFr, figure, figureFr } from './words.ts';

/** The latest purchase days, and the latest gaps, that are held against the earlier ones. */
const latestDays = 4;
const latestGaps = 3;

/**
 * Whether the customer buys from fewer categories than before, less and less often, and no case tells why.
 *
 * @returns null where not so; `not-assessable` with too few purchase days, or categories, that are known
 */
export function assessBoredom({ contacts, purchases }: Known, inquiry: Inquiry): Cause | null | 'not-assessable' {
  const { purchaseDaysMin, categoriesMin, entropyRatioMax, gapRatioMin, incidentFreeDays } = inquiry.rules.causes.boredom;
  const days = purchases.categoryDays;
  if (days.length < purchaseDaysMin || categoriesOf(days) < categoriesMin) return 'not-assessable';
  const [earlier, latest] = [days.slice(0, -latestDays), days.slice(-latestDays)];
  // Normalised by the logarithm of the same number of categories on both sides: it cancels.
  if (entropyOf(latest) > entropyRatioMax * entropyOf(earlier)) return null;
  const gaps = days.slice(1).map(({ day }, index) => day - days[index]!.day);
  const [earlierGap, latestGap] = [median(gaps.slice(0, -latestGaps)), median(gaps.slice(-latestGaps))];
  if (latestGap < gapRatioMin * earlierGap) return null;
  const since = inquiry.at - incidentFreeDays * dayMilliseconds;
  const hadCase = contacts?.cases.some(({ closedAt }) => closedAt === null) || (contacts?.lastClosedAt ?? since) > since;
  return hadCase ? null : bored(earlier, latest, earlierGap, latestGap, inquiry);
}

function bored(
  earlier: readonly CategoryDay[],
  latest: readonly CategoryDay[],
  earlierGap: number,
  latestGap: number,
  { at }: Inquiry,
): Cause {
  const [many, few] = [categoriesOf(earlier), categoriesOf(latest)];
  return {
    cause: 'boredom',
    proof: 'pattern',
    at,
    caseId: null,
    detail:
      `the last ${count(latest.length, 'purchase day', 'purchase days')} in ${count(few, 'category', 'categories')} ` +
      `instead of ${figure(many)}, ${count(latestGap, 'day', 'days')} apart instead of ${figure(earlierGap)}`,
    detailFr:
      `les ${countFr(latest.length, 'dernier jour', 'derniers jours')} d'achat dans ` +
      `${countFr(few, 'catégorie', 'catégories')} au lieu de ${figureFr(many)}, ` +
      `à ${countFr(latestGap, 'jour', 'jours')} d'écart au lieu de ${figureFr(earlierGap)}`,
    restsOn: [],
  };
}

function categoriesOf(days: readonly CategoryDay[]): number {
  return new Set(days.flatMap(({ categories }) => categories)).size;
}

/** Shannon's entropy of the shares that categories have among the mentions of the days. */
function entropyOf(days: readonly CategoryDay[]): number {
  const mentions = days.flatMap(({ categories }) => categories);
  const counts = new Map<string, number>();
  for (const category of mentions) counts.set(category, (counts.get(category) ?? 0) + 1);
  let entropy = 0;
  for (const number of counts.values()) entropy -= (number / mentions.length) * Math.log(number / mentions.length);
  return entropy;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
