import { effectFigures } from '@ebb/domain';
import { expect, it } from 'vitest';
import { effectsText } from './effects-text.ts';

const common = { kind: 'proactive-retention', stage: 'core' } as const;

it('The effects tell of each kind of action and stage how many came back with it and without, and how sure the difference is', () => {
  const figures = effectFigures([
    { ...common, group: 'acted', outcome: 'purchased', count: 500 },
    { ...common, group: 'acted', outcome: 'away', count: 700 },
    { ...common, group: 'held-out', outcome: 'returned', count: 40 },
    { ...common, group: 'held-out', outcome: 'away', count: 80 },
    { kind: 'win-back', stage: 'core-defector', group: 'acted', outcome: 'away', count: 3 },
  ]);
  expect(effectsText(figures).split('\n')).toEqual([
    'action               stage          acted  came back  held out  came back  effect, points  95 % interval',
    'proactive-retention  core           1,200     41.7 %       120     33.3 %            +8.3  -0.9 to +16.6',
    'win-back             core-defector      3      0.0 %         0                                          ',
  ]);
});

it('Before anybody has been watched to the end there is nothing to tell', () => {
  expect(effectsText([])).toBe('Nobody has been watched for 180 days yet.');
});
