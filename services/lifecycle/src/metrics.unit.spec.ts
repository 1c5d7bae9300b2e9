import { parseConfig } from '@ebb/contracts';
import type { Output } from '@ebb/domain';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { lifecycleMetrics } from './metrics.ts';

const config = parseConfig('', 'defaults', () => '');

describe('what the lifecycle tells of the business', () => {
  it('counts a customer no longer whose partition is worked on elsewhere', async () => {
    const registry = new Registry();
    let groups = { core: { customers: 3, amount: 600 } } as Record<string, { customers: number; amount: number }>;
    lifecycleMetrics(registry, config, { all: [] }, () => ({ groups, flows: {} }));
    expect(await registry.metrics()).toContain('ebb_census_customers{stage="core"} 3');
    groups = {};
    expect(await registry.metrics()).not.toContain('stage="core"');
  });

  it('tells what came of a call by its outcome, and of another action by what happened', async () => {
    const registry = new Registry();
    const count = lifecycleMetrics(registry, config, { all: [] }, () => ({ groups: {}, flows: {} }));
    count({ type: 'ActionOutcome', what: 'outcome', outcome: 'accepted' } as Output);
    count({ type: 'ActionOutcome', what: 'action-sent', outcome: null } as Output);
    const metrics = await registry.metrics();
    expect(metrics).toContain('ebb_action_outcomes_total{what="accepted"} 1');
    expect(metrics).toContain('ebb_action_outcomes_total{what="action-sent"} 1');
    expect(metrics).toContain('ebb_action_outcomes_total{what="refused"} 0');
  });
});
