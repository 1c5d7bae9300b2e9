export { cdnowCuts, cdnowData } from './data/cdnow.ts';
export { defaultCuts } from './data/cuts.ts';
export { fileData } from './data/file.ts';
export type { Cut, HistoryData } from './data/history-data.ts';
export { EvaluationError } from './errors.ts';
export { type Evaluation, type EvaluationOptions, evaluateHistory } from './evaluate.ts';
export { pageOf } from './report/html/page.ts';
export { reportOf } from './report/json.ts';
export { textOf } from './report/text.ts';
