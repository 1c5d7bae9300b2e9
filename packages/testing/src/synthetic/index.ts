export { type Confusion, type ConfusionRow, confusion, type FoundCauses } from './confusion.ts';
export { type Planted, type Synthetic, type SyntheticOptions, synthetic } from './synthetic.ts';
