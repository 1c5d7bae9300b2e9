export { type ActionsOracleSettings, actionsOracle } from './actions.ts';
export { comparable, comparableState } from './comparable.ts';
export { documentedRules } from './documented-rules.ts';
export type { OracleOutput } from './life.ts';
export { type OracleState, oracle, type Verdict } from './oracle.ts';
export type { OracleSettings } from './settings.ts';
export { utcCalendar } from './utc-calendar.ts';
