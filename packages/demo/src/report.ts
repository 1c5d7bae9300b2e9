import { type SourceName, sourceNames, sources } from '@ebb/contracts';
import type { Outcome } from './outcome.ts';
import { tallyOf } from './tally.ts';

type Counted = Readonly<Record<string, number>>;

/** What `--report` writes. */
export interface Report {
  /** Events read by the lifecycle service, by the source's usual topic; markers are none. */
  readonly eventsRead: Counted;
  /** As stored in Redis at the end. */
  readonly customersByStage: Counted;
  /** `from>to`: changes of the stage, net of retractions. */
  readonly transitions: Counted;
  /** Main-defector alerts `leaving` and `gone`, and alerts `closed` again; net of retractions. */
  readonly alertsByKind: Counted;
  readonly actionsByKind: Counted;
  readonly retractions: number;
  readonly deadLetters: number;
  /** `from>to`: changes of the risk, with a change of the stage or without; net of retractions. */
  readonly riskChanges: Counted;
  /** From the first event sent until the last record has left. */
  readonly durationSeconds: number;
}

export interface ReportFigures {
  readonly outcome: Outcome;
  readonly customersByStage: Counted;
  readonly eventsRead: Readonly<Record<SourceName, number>>;
  readonly durationSeconds: number;
}

export function reportOf({ outcome, customersByStage, eventsRead, durationSeconds }: ReportFigures): Report {
  const { transitions, riskChanges, alerts } = tallyOf(outcome);
  return {
    eventsRead: Object.fromEntries(sourceNames.map((name) => [sources[name].name, eventsRead[name]])),
    customersByStage,
    transitions,
    alertsByKind: alerts,
    actionsByKind: {},
    retractions: outcome.retractions,
    deadLetters: outcome.deadLetters.length,
    riskChanges,
    durationSeconds: Math.round(durationSeconds * 10) / 10,
  };
}
