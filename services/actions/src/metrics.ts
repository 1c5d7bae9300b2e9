/** What is decided about those who leave, and what it does. */
import type { Config } from '@ebb/contracts';
import { type ActionsOutput, effectCounts, type WithholdingReason } from '@ebb/domain';
import type { CensusCounts } from '@ebb/runtime';
import { Counter, Gauge, type Registry } from 'prom-client';

/** @param census of the partitions that are worked on here */
export function actionsMetrics(
  registry: Registry,
  { actions }: Config,
  census: () => CensusCounts,
): (output: ActionsOutput) => void {
  const registers = [registry];
  const taken = new Counter({
    name: 'ebb_actions_total',
    help: 'Actions asked for; retractions are not taken off',
    labelNames: ['kind', 'channel'],
    registers,
  });
  const withheld = new Counter({
    name: 'ebb_actions_withheld_total',
    help: 'Decisions not to act, by reason',
    labelNames: ['reason'],
    registers,
  });
  // So that the first of each counts.
  for (const reason of ['held-out', 'nothing-right', 'open-action', 'no-contact'] satisfies WithholdingReason[]) {
    withheld.inc({ reason }, 0);
  }
  const share = new Gauge({
    name: 'ebb_hold_out_share_ratio',
    help: 'Share of the customers that is left alone, as configured',
    registers,
  });
  share.set(actions.holdOut.share);
  addEffects(registry, census);
  return (output) => {
    if (output.type === 'RetentionAction') taken.inc({ kind: output.kind, channel: output.channel });
    if (output.type === 'ActionWithheld') withheld.inc({ reason: output.reason });
  };
}

function addEffects(registry: Registry, census: () => CensusCounts): void {
  const effects: Gauge = new Gauge({
    name: 'ebb_effects_measured',
    help: 'Customers watched for 180 days after an alert, by what became of them; net of retractions',
    labelNames: ['group', 'kind', 'stage', 'outcome'],
    registers: [registry],
    collect: () => {
      // What is worked on elsewhere by now is counted there.
      effects.reset();
      for (const { count, ...labels } of effectCounts(census().flows)) effects.set(labels, count);
    },
  });
}
