import type { CauseName, Phase } from '@ebb/domain';
import type { Planted } from './synthetic.ts';

/** What has to be known of an alert. */
export interface FoundCauses {
  readonly customerId: string;
  readonly at: number;
  readonly phase: Phase;
  /** Ranked; `unknown` where none was found. */
  readonly causes: readonly { readonly cause: CauseName }[];
}

/** Alerts about customers with one planted cause, or with none. */
export interface ConfusionRow {
  readonly planted: CauseName | 'none';
  readonly alerts: number;
  /** How often each cause was found first. */
  readonly foundFirst: ReadonlyMap<CauseName, number>;
  /** How often the planted one was found in any rank; where none was planted, how often none was found. */
  readonly right: number;
}

export interface Confusion {
  readonly phase: Phase;
  /** By planted cause, `none` last. */
  readonly rows: readonly ConfusionRow[];
}

/** Planted causes beside those that were found, alert by alert; an alert outside of the time of the planted cause has none. */
export function confusion(planted: ReadonlyMap<string, Planted>, alerts: readonly FoundCauses[]): readonly Confusion[] {
  const phases: readonly Phase[] = ['leaving', 'gone'];
  return phases.map((phase) => {
    const ofPhase = alerts.filter((alert) => alert.phase === phase);
    const byTruth = Map.groupBy(ofPhase, (alert) => truthOf(planted.get(alert.customerId), alert));
    const rows = [...byTruth]
      .map(([truth, some]) => rowOf(truth, some))
      .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    return { phase, rows };
  });
}

function truthOf(planted: Planted | undefined, { at }: FoundCauses): CauseName | 'none' {
  return planted !== undefined && at >= planted.from && at <= planted.until ? planted.cause : 'none';
}

function rowOf(planted: CauseName | 'none', alerts: readonly FoundCauses[]): ConfusionRow {
  const sought = planted === 'none' ? 'unknown' : planted;
  const firsts = Map.groupBy(alerts, ({ causes }) => causes[0]?.cause ?? 'unknown');
  return {
    planted,
    alerts: alerts.length,
    foundFirst: new Map([...firsts].map(([cause, some]) => [cause, some.length])),
    right: alerts.filter(({ causes }) => causes.some(({ cause }) => cause === sought)).length,
  };
}

/** None comes last. */
const nameOf = ({ planted }: ConfusionRow): string => (planted === 'none' ? '~' : planted);
