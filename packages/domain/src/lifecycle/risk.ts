import { type CustomerState, type Risk, risks, type Stage } from './state.ts';

/** Customers who buy: of them alone it is asked whether they are leaving. */
export function isLive(stage: Stage): boolean {
  return stage === 'first-time' || stage === 'early-repeat' || stage === 'core' || stage === 'returned';
}

/** The greatest of the risks by silence, incidents and notice; steady for whoever is not live. */
export function riskOf({ stage, silenceRisk, incidentRisk, contacts }: CustomerState): Risk {
  if (!isLive(stage)) return 'steady';
  if (contacts !== null && contacts.notice !== null) return 'leaving';
  return greaterRisk(silenceRisk, incidentRisk);
}

export function greaterRisk(one: Risk, other: Risk): Risk {
  return isAbove(one, other) ? one : other;
}

function isAbove(one: Risk, other: Risk): boolean {
  return risks.indexOf(one) > risks.indexOf(other);
}
