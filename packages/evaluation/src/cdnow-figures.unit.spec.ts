/** The classic figures of docs/evaluation.md; some ten seconds. What is expected of the document is what a failing test prints. */
import { beforeAll, describe, expect, test } from 'vitest';
import { cdnowCuts } from './data/cdnow.ts';
import type { CutFigures } from './evaluate.ts';
import { cdnowFigures, methodLines, tables } from './spec-support.ts';

describe('CDNOW, 39 weeks after 39 weeks', () => {
  let cut: CutFigures;
  beforeAll(() => {
    [cut] = cdnowFigures([cdnowCuts[1]!]) as [CutFigures];
  }, 120_000);

  test('the rhythm and the score rank as well as they have to', () => {
    const [rhythm, ebb] = [cut.methods.get('rhythm')!.auc, cut.methods.get('ebb')!.auc];
    expect(rhythm.all).toBeGreaterThanOrEqual(0.764);
    expect(rhythm.core).toBeGreaterThanOrEqual(0.717);
    expect(ebb.all).toBeGreaterThanOrEqual(0.77);
    expect(ebb.core).toBeGreaterThanOrEqual(0.72);
  });

  test('the learnt score ranks', () => expect(cut.methods.get('ebb')!.note).toBe('the learnt score ranks'));

  test('all methods are as the document says', () => expect(tables).toContain(methodLines(cut)));
});
