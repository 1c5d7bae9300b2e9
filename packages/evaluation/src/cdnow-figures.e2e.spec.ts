/** All figures of docs/evaluation.md. What is expected of the document is what a failing test prints. */
import { beforeAll, describe, expect, test } from 'vitest';
import { cdnowCuts } from './data/cdnow.ts';
import type { CutFigures } from './evaluate.ts';
import { alertLine, cdnowFigures, methodLines, tables } from './spec-support.ts';

describe('CDNOW, cut by cut', () => {
  let cuts: readonly CutFigures[];
  beforeAll(() => {
    cuts = cdnowFigures(cdnowCuts);
  });

  test('methods are as the document says', () => {
    for (const cut of cuts) expect(tables).toContain(methodLines(cut));
  });

  test('alerts are as the document says', () => expect(tables).toContain(cuts.map(alertLine).join('\n')));

  test('as many purchases are expected as are made, within the bounds', () => {
    for (const { methods } of cuts) {
      const ratio = methods.get('ebb')!.expectedPurchasesRatio;
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.15);
    }
  });

  test('the score ranks no worse than the rhythm', () => {
    for (const { methods } of cuts) {
      const { all, core } = methods.get('rhythm')!.ebbBetterBy;
      expect(all!.auc.high).toBeGreaterThan(0);
      expect(core!.auc.high).toBeGreaterThan(0);
    }
  });
});
