/** What the lifecycle tells of the business: who stands where, who is about to leave and why. */
import { type Config, earliestTime, minorDigitsOf } from '@ebb/contracts';
import type { ActionOutcome, Output } from '@ebb/domain';
import type { CensusCounts } from '@ebb/runtime';
import type { KnownCalibrations } from '@ebb/service';
import { Counter, Gauge, type Registry } from 'prom-client';

/** @param census of the partitions that are worked on here */
export function lifecycleMetrics(
  registry: Registry,
  { reportingCurrency }: Config,
  calibrations: Pick<KnownCalibrations, 'all'>,
  census: () => CensusCounts,
): (output: Output) => void {
  addCensus(registry, reportingCurrency, census);
  addCalibration(registry, calibrations);
  const alerts = new Counter({
    name: 'ebb_alerts_total',
    help: 'Alerts raised, by what they are about and the first cause; retractions are not taken off',
    labelNames: ['type', 'phase', 'stage', 'cause'],
    registers: [registry],
  });
  const outcomes = new Counter({
    name: 'ebb_action_outcomes_total',
    help: 'What came of actions, as it came back; retractions are not taken off',
    labelNames: ['what'],
    registers: [registry],
  });
  // So that the first of each counts.
  for (const what of outcomeNames) outcomes.inc({ what }, 0);
  return (output) => {
    if (output.type === 'ActionOutcome') outcomes.inc({ what: outcomeOf(output) });
    if (output.type !== 'MainDefectorAlert' && output.type !== 'RiskAlert') return;
    const { type, phase, stage, causes } = output;
    alerts.inc({ type, phase, stage, cause: causes[0]?.cause ?? 'unknown' });
  };
}

/** What happened to an action, and of a call what came of it. */
const outcomeOf = ({ what, outcome }: ActionOutcome): string => (what === 'outcome' ? (outcome ?? 'other') : what);
const outcomeNames: readonly (Exclude<ActionOutcome['what'], 'outcome'> | NonNullable<ActionOutcome['outcome']>)[] = [
  'action-sent',
  'delivered',
  'answered',
  'opted-out',
  'suppressed',
  'held-out',
  'accepted',
  'refused',
  'call-back',
  'not-reached',
  'solved',
  'wrong-number',
  'other',
];

function addCensus(registry: Registry, currency: string, census: () => CensusCounts): void {
  const registers = [registry];
  const customers: Gauge = new Gauge({
    name: 'ebb_census_customers',
    help: 'Customers at each stage',
    labelNames: ['stage'],
    registers,
    collect: () => {
      // What is worked on elsewhere by now is counted there.
      customers.reset();
      for (const [stage, count] of Object.entries(census().groups)) customers.set({ stage }, count.customers);
    },
  });
  // The configuration has been checked: there is no currency without.
  const unit = 10 ** (minorDigitsOf(currency) as number);
  const revenue: Gauge = new Gauge({
    name: 'ebb_census_revenue',
    help: 'Revenue of the window of the customers at each stage, in units of the reporting currency',
    labelNames: ['stage', 'currency'],
    registers,
    collect: () => {
      revenue.reset();
      for (const [stage, { amount }] of Object.entries(census().groups)) revenue.set({ stage, currency }, amount / unit);
    },
  });
  const flows: Gauge = new Gauge({
    name: 'ebb_census_flows',
    help: 'Transitions from stage to stage since the beginning, net of retractions',
    labelNames: ['from', 'to'],
    registers,
    collect: () => {
      flows.reset();
      for (const [flow, count] of Object.entries(census().flows)) {
        const [from = '', to = ''] = flow.split('>');
        flows.set({ from, to }, count);
      }
    },
  });
}

function addCalibration(registry: Registry, calibrations: Pick<KnownCalibrations, 'all'>): void {
  const effective: Gauge = new Gauge({
    name: 'ebb_calibration_effective_timestamp_seconds',
    help: 'From when on the latest calibration holds; no series where there is none, or it has no beginning',
    labelNames: ['version'],
    registers: [registry],
    collect: () => {
      effective.reset();
      const latest = calibrations.all.at(-1);
      if (latest === undefined || latest.effectiveFrom <= earliestTime) return;
      effective.set({ version: String(latest.version) }, latest.effectiveFrom / 1_000);
    },
  });
}
