export { factsOf } from '../pipeline/facts.ts';
export { calibrationOf } from './calibration.ts';
export { csvLines } from './csv.ts';
export type { SimulatedCustomer } from './customer.ts';
export {
  type AlertRow,
  type DropOutRow,
  type Judgement,
  type JudgementOptions,
  judgeAgainstTruth,
} from './judge-against-truth.ts';
export { purchasesOf } from './purchases.ts';
export { type Shop, simulatedShop } from './shop.ts';
export { inOrderOfTime, type SimulationOptions, simulate } from './simulate.ts';
export type { DropOut, DropOutCause, Truth } from './truth.ts';
