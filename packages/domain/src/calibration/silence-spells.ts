import { isCounted, listOf } from '../purchases/day-buckets.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import type { Day } from '../time/calendar.ts';

/**
 * How often silence ends by itself: of all customers with core's number of purchase days, for each length of silence, how many
 * had been silent for so long, and how many of these bought within the days in which that makes it a false alarm.
 */
export class SilenceSpells {
  readonly #asOf: Day;
  readonly #purchaseDaysMin: number;
  readonly #falseAlarmDays: number;
  readonly #daysMax: number;
  /** Differences: the sums up to a length are the numbers of that length. */
  readonly #lasted: Float64Array;
  readonly #ended: Float64Array;

  /** @param daysMax the longest silence asked about */
  constructor(asOf: Day, options: { purchaseDaysMin: number; falseAlarmDays: number; daysMax: number }) {
    this.#asOf = asOf;
    this.#purchaseDaysMin = options.purchaseDaysMin;
    this.#falseAlarmDays = options.falseAlarmDays;
    this.#daysMax = options.daysMax;
    this.#lasted = new Float64Array(options.daysMax + 2);
    this.#ended = new Float64Array(options.daysMax + 2);
  }

  /** The silences between the purchase days that the history keeps, and the one that lasts. */
  add({ buckets }: PurchaseHistory): void {
    let [known, lastDay] = [0, 0];
    for (const bucket of listOf(buckets)) {
      if (bucket.day > this.#asOf) break;
      if (!isCounted(bucket)) continue;
      if (known >= this.#purchaseDaysMin) this.#addSpell(lastDay, bucket.day);
      known += 1;
      lastDay = bucket.day;
    }
    if (known >= this.#purchaseDaysMin) this.#addSpell(lastDay, null);
  }

  /**
   * The least silence, of at least `daysMin`, after which at most a share of those who were silent so long buy within the days
   * of a false alarm; null where none is, or where it rests on fewer than `spellsMin`.
   */
  leastSilence(daysMin: number, shareMax: number, spellsMin: number): number | null {
    let [lasted, ended] = [0, 0];
    for (let days = 0; days <= this.#daysMax; days += 1) {
      lasted += this.#lasted[days]!;
      ended += this.#ended[days]!;
      if (lasted < spellsMin) return null;
      if (days >= daysMin && ended <= shareMax * lasted) return days;
    }
    return null;
  }

  /** @param nextDay null while it lasts */
  #addSpell(lastDay: Day, nextDay: Day | null): void {
    // Of a silence whose end could not be seen yet nothing can be said.
    const seen = Math.min(this.#asOf - lastDay - this.#falseAlarmDays, this.#daysMax);
    const silence = nextDay === null ? Number.POSITIVE_INFINITY : nextDay - lastDay;
    count(this.#lasted, 0, Math.min(silence, seen));
    if (nextDay !== null) count(this.#ended, Math.max(silence - this.#falseAlarmDays, 0), Math.min(silence, seen));
  }
}

/** One more of each length from the one to the other. */
function count(differences: Float64Array, from: number, to: number): void {
  if (to < from) return;
  differences[from]! += 1;
  differences[to + 1]! -= 1;
}
