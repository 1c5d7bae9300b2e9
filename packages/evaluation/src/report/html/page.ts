import type { CutFigures, Evaluation } from '../../evaluate.ts';
import { cutText, introduction } from '../text.ts';
import { aucChart } from './auc-chart.ts';
import { calibrationChart } from './calibration-chart.ts';
import { rocChart } from './roc-chart.ts';

/** The evaluation as one page that needs nothing besides itself. */
export function pageOf(evaluation: Evaluation): string {
  const { data, cuts } = evaluation;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Ebb evaluated on ${escaped(data.name)}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1100px; padding: 0 1rem; color: #222 }
  h2 { border-top: 1px solid #ccc; padding-top: 1.5rem; margin-top: 2.5rem }
  pre { font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; background: #f7f7f7; padding: 1rem }
  figure { margin: 0; width: min-content }
  figcaption { font-weight: 600; margin-bottom: .5rem }
  .charts { display: flex; flex-wrap: wrap; gap: 1rem }
</style>
</head>
<body>
<h1>How well Ebb foretells who buys again</h1>
<pre>${escaped(introduction(evaluation).join('\n'))}</pre>
${cuts.map((cut) => section(cut, evaluation)).join('\n')}
</body>
</html>
`;
}

function section(cut: CutFigures, evaluation: Evaluation): string {
  const [, ...text] = cutText(cut, evaluation);
  return `<h2>Cut at the end of ${cut.date}, and the ${cut.horizonDays} days after it</h2>
<div class="charts">
${figure('Who buys again, ranked rightly: AUC and where it lies with 95 % certainty', aucChart(cut))}
${figure('Buyers found, against others taken for buyers: ROC, all customers', rocChart(cut))}
${figure(`Chance to buy within ${cut.chanceDays} days, foretold and observed; on the line it is right`, calibrationChart(cut))}
</div>
<pre>${escaped(text.join('\n'))}</pre>`;
}

const figure = (caption: string, svg: string): string => `<figure><figcaption>${caption}</figcaption>${svg}</figure>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
