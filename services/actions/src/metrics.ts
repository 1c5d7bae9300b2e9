/** What is decided about those who leave. */
import type { Config } from '@ebb/contracts';
import type { ActionsOutput, WithholdingReason } from '@ebb/domain';
import { Counter, Gauge, type Registry } from 'prom-client';

export function actionsMetrics(registry: Registry, { actions }: Config): (output: ActionsOutput) => void {
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
  return (output) => {
    if (output.type === 'RetentionAction') taken.inc({ kind: output.kind, channel: output.channel });
    if (output.type === 'ActionWithheld') withheld.inc({ reason: output.reason });
  };
}
