import { fitIsotonic } from '../fitting/fit-isotonic.ts';
import { RhythmCounts, type RhythmSample } from '../fitting/rhythm-sample.ts';
import { SpendCounts, type SpendSample } from '../fitting/spend-sample.ts';
import type { LifecycleRules } from '../lifecycle/parameters.ts';
import { returnDays } from '../lifecycle/return-chance.ts';
import { countedValues, pmgEdges, quintileEdges } from '../purchases/edges.ts';
import type { PurchaseHistory } from '../purchases/history.ts';
import type { PmgEdges, RfmEdges } from '../purchases/value.ts';
import type { IsotonicTable } from '../rhythm/isotonic-table.ts';
import { pBuysWithin, type RhythmParameters } from '../rhythm/mbg-nbd.ts';
import { ScoreSample } from '../score/fit-score.ts';
import type { Day } from '../time/calendar.ts';
import { SilenceSpells } from './silence-spells.ts';
import { boughtBetween, standingAt } from './standing.ts';

const tablePointsMax = 64;

/** A chance to buy that the rhythm foretold in the past, held against what came of it. */
export interface ReturnTable {
  readonly table: IsotonicTable;
  /** Who was expected to buy, over who did; null where nobody did. */
  readonly expectedShare: number | null;
}

/** All customers at the end of a day, as much of them as a calibration rests on. */
export class Population {
  readonly asOf: Day;
  /** What a score is learnt from. */
  readonly score: ScoreSample;
  readonly #windowDays: number;
  readonly #rhythm = new RhythmCounts();
  readonly #spend = new SpendCounts();
  readonly #spells: SilenceSpells;
  readonly #recency: number[] = [];
  readonly #frequency: number[] = [];
  readonly #monetary: number[] = [];
  /** Those who had bought before the last `returnDays`: x, tx and T in weeks at that time, and 1 for who has bought since. */
  readonly #past: { readonly x: number; readonly tx: number; readonly T: number; readonly bought: number }[] = [];
  #repeaters = 0;
  #spanDays = 0;

  /** @param scoreWindowDays days of histories that a score is learnt from; of 0 none is, and customers are ranked by their rhythm */
  constructor(asOf: Day, rules: LifecycleRules, scoreWindowDays: number = rules.windowDays) {
    this.asOf = asOf;
    this.#windowDays = rules.windowDays;
    this.#spells = new SilenceSpells(asOf, {
      purchaseDaysMin: rules.corePurchaseDaysMin,
      falseAlarmDays: rules.falseAlarmDaysMax,
      daysMax: rules.core.gone.daysMax,
    });
    this.score = new ScoreSample(asOf, scoreWindowDays);
  }

  /** To be given in no order that tells anything of the customers. */
  add(history: PurchaseHistory): void {
    const now = standingAt(history, this.asOf, this.#windowDays);
    if (now === null) return;
    this.#rhythm.add(now.x, now.txDays, now.TDays);
    this.#spend.add(now.frequency, now.spentMinor);
    this.#spells.add(history);
    this.score.add(history);
    if (now.x > 0) this.#repeaters += 1;
    this.#spanDays = Math.max(this.#spanDays, now.TDays);
    if (now.frequency > 0) {
      this.#recency.push(now.txDays - now.TDays);
      this.#frequency.push(now.frequency);
      this.#monetary.push(now.monetaryMinor);
    }
    const before = standingAt(history, this.asOf - returnDays, this.#windowDays);
    if (before === null) return;
    const bought = boughtBetween(history, this.asOf - returnDays, this.asOf) ? 1 : 0;
    this.#past.push({ x: before.x, tx: before.txDays / 7, T: before.TDays / 7, bought });
  }

  get repeaters(): number {
    return this.#repeaters;
  }

  /** Days since the first purchase of all. */
  get spanDays(): number {
    return this.#spanDays;
  }

  /** Who has bought within the window. */
  get activeCustomers(): number {
    return this.#frequency.length;
  }

  /** Who had bought before the last `returnDays`. */
  get pastCustomers(): number {
    return this.#past.length;
  }

  rhythm(): RhythmSample {
    return this.#rhythm.sample();
  }

  spend(): SpendSample {
    return this.#spend.sample();
  }

  /** Of those who have bought within the window: whoever has not for so long would blur what tells the others apart. */
  edges(): { readonly pmgEdges: PmgEdges; readonly rfmEdges: RfmEdges } {
    const monetary = countedValues(this.#monetary);
    return {
      pmgEdges: pmgEdges(monetary),
      rfmEdges: {
        recency: quintileEdges(countedValues(this.#recency)),
        frequency: quintileEdges(countedValues(this.#frequency)),
        monetary: quintileEdges(monetary),
      },
    };
  }

  /** See `SilenceSpells.leastSilence`. */
  leastSilence(daysMin: number, shareMax: number, spellsMin: number): number | null {
    return this.#spells.leastSilence(daysMin, shareMax, spellsMin);
  }

  /** What the rhythm would have foretold, and what came. */
  returnTable(rhythm: RhythmParameters): ReturnTable {
    const predicted = Float64Array.from(this.#past, ({ x, tx, T }) => pBuysWithin(rhythm, { x, tx }, T, returnDays / 7));
    const happened = Float64Array.from(this.#past, ({ bought }) => bought);
    const weight = new Float64Array(this.#past.length).fill(1);
    const buyers = total(happened);
    return {
      table: fitIsotonic({ predicted, happened, weight }, tablePointsMax),
      expectedShare: buyers === 0 ? null : total(predicted) / buyers,
    };
  }
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
