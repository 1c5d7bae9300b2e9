import { pointsAt } from '../contacts/points.ts';
import { paymentPointsAt } from '../profiles/payments.ts';
import type { Instant } from '../time/calendar.ts';
import type { LifecycleContext, LifecycleRules, PointThresholds } from './parameters.ts';
import { greaterRisk, isLive } from './risk.ts';
import type { CustomerState, Risk, Stage } from './state.ts';

/** Points at which the risk by incidents of a stage is raised. */
export function thresholdsOf(stage: Stage, { incidents }: LifecycleRules): PointThresholds {
  if (stage === 'core') return incidents.core;
  return stage === 'first-time' ? incidents.firstTime : incidents.earlyRepeat;
}

/** The level that the points of an instant reach by the thresholds of the stage, whatever it was before. */
export function incidentLevel({ stage, contacts, profile }: CustomerState, at: Instant, { rules }: LifecycleContext): Risk {
  const points = Math.max(pointsAt(contacts, at, rules.incidents), paymentPointsAt(profile, at, rules));
  const { watch, leaving } = thresholdsOf(stage, rules);
  if (points >= leaving) return 'leaving';
  return points >= watch ? 'watch' : 'steady';
}

/** The customer with the risk by incidents raised to what the points say now. It is not lowered here: that takes calm. */
export function raiseByIncidents(state: CustomerState, at: Instant, context: LifecycleContext): CustomerState {
  if (!isLive(state.stage)) return state;
  const incidentRisk = greaterRisk(state.incidentRisk, incidentLevel(state, at, context));
  return incidentRisk === state.incidentRisk ? state : { ...state, incidentRisk };
}
