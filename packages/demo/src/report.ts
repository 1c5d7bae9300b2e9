import type { Calibrated } from '@ebb/calibration';
import { type SourceName, sourceNames, sources } from '@ebb/contracts';
import { type EffectFigures, effectCounts, effectFigures } from '@ebb/domain';
import { confusion, type FoundCauses, type Synthetic } from '@ebb/testing/synthetic';
import type { Outcome } from './outcome.ts';
import type { Receiver } from './receiver.ts';
import { countBy, tallyOf } from './tally.ts';
import { dayOf } from './words.ts';

type Counted = Readonly<Record<string, number>>;

/** What `--report` writes. */
export interface Report {
  /** Events read by the lifecycle service, by the source's usual topic; markers are none. */
  readonly eventsRead: Counted;
  /** As stored in Redis at the end. */
  readonly customersByStage: Counted;
  /** `from>to`: changes of the stage, net of retractions. */
  readonly transitions: Counted;
  /** Main-defector alerts `leaving` and `gone`, risk alerts, proposals to abandon, and alerts `closed` again; net of retractions. */
  readonly alertsByKind: Counted;
  /** The same alerts by what made them speak, and by their first cause. */
  readonly alertsByTrigger: Counted;
  readonly alertsByCause: Counted;
  readonly actionsByKind: Counted;
  /** Decisions not to act, and actions called off again, by why. */
  readonly actionsWithheld: Counted;
  readonly actionsCalledOff: Counted;
  /** What became of those acted on and of the hold-out. Nobody acts on the demo's webhooks: what differs is chance. */
  readonly effects: readonly EffectFigures[];
  /** What the demo's own receiver saw: webhooks, those that came again, those not signed as they should be. */
  readonly webhooks: { readonly received: number; readonly repeats: number; readonly refused: number };
  /** Causes that were planted in the synthetic events beside those that were found, alert by alert. */
  readonly syntheticCauses: readonly ConfusionTable[];
  /** What came of each calibration along the way, in order. */
  readonly calibrations: readonly CalibrationLine[];
  readonly retractions: number;
  readonly deadLetters: number;
  readonly deadLettersByReason: Counted;
  /** `from>to`: changes of the risk, with a change of the stage or without; net of retractions. */
  readonly riskChanges: Counted;
  /** From the first event sent until the last record has left. */
  readonly durationSeconds: number;
}

interface CalibrationLine {
  /** The last day that it rests on, `yyyy-mm-dd`. */
  readonly asOf: string;
  readonly verdict: 'accepted' | 'refused' | 'learning';
  /** Null where nothing was published. */
  readonly version: number | null;
  readonly customers: number;
  /** Who was expected to buy within 180 days, over who did; null where that could not be told yet. */
  readonly expectedShare: number | null;
  /** Why it is not used. */
  readonly reasons: readonly string[];
}

interface ConfusionTable {
  readonly phase: string;
  readonly rows: readonly {
    /** `none` where none was planted. */
    readonly planted: string;
    readonly alerts: number;
    /** Alerts in which the planted cause was found, in any rank; of `none`, in which none was found. */
    readonly right: number;
    readonly foundFirst: Counted;
  }[];
}

export interface ReportFigures {
  readonly madeUp: Synthetic;
  readonly receiver: Receiver;
  readonly calibrations: readonly Calibrated[];
  readonly outcome: Outcome;
  readonly customersByStage: Counted;
  readonly eventsRead: Readonly<Record<SourceName, number>>;
  readonly durationSeconds: number;
}

export function reportOf(figures: ReportFigures): Report {
  const { outcome, customersByStage, eventsRead, durationSeconds, madeUp, receiver, calibrations } = figures;
  const { transitions, riskChanges, alerts, triggers, causes, actions, withheld, calledOff, effects } = tallyOf(outcome);
  return {
    eventsRead: Object.fromEntries(sourceNames.map((name) => [sources[name].name, eventsRead[name]])),
    customersByStage,
    transitions,
    alertsByKind: alerts,
    alertsByTrigger: triggers,
    alertsByCause: causes,
    actionsByKind: actions,
    actionsWithheld: withheld,
    actionsCalledOff: calledOff,
    effects: effectFigures(effectCounts(effects)),
    webhooks: { received: receiver.received.size, repeats: receiver.repeats, refused: receiver.refused },
    syntheticCauses: confusionTables(outcome, madeUp),
    calibrations: calibrations.map(calibrationLine),
    retractions: outcome.retractions,
    deadLetters: outcome.deadLetters.length,
    deadLettersByReason: countBy(outcome.deadLetters, ({ reason }) => reason),
    riskChanges,
    durationSeconds: Math.round(durationSeconds * 10) / 10,
  };
}

const calibrationLine = ({ verdict, published }: Calibrated): CalibrationLine => ({
  asOf: dayOf(verdict.data.asOfDay * 86_400_000),
  verdict: verdict.kind,
  version: published?.version ?? null,
  customers: verdict.data.customers,
  expectedShare: verdict.kind === 'learning' ? null : (verdict.found?.fit.expectedShare ?? null),
  reasons: verdict.kind === 'accepted' ? [] : verdict.reasons,
});

function confusionTables({ standing }: Outcome, { planted }: Synthetic): ConfusionTable[] {
  const alerts: FoundCauses[] = [];
  for (const { type, record } of standing) {
    if (type === 'MainDefectorAlert' || type === 'RiskAlert') alerts.push(record as FoundCauses);
  }
  return confusion(planted, alerts).map(({ phase, rows }) => ({
    phase,
    rows: rows.map(({ foundFirst, ...row }) => ({ ...row, foundFirst: Object.fromEntries(foundFirst) })),
  }));
}
