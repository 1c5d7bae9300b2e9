/** Whether the dashboards have something to show. */
import { type PanelQuery, panelQueries } from '@ebb/grafana';

/** Long enough for all that a test has run through. */
const shown = { text: '30m', seconds: 1_800 } as const;
const stepSeconds = 15;

/** The titles of the panels of which a query gives no figure at any moment of the last half hour. @param prometheus its address */
export async function emptyPanels(prometheus: string): Promise<string[]> {
  const asked = panelQueries(shown.text).map(async (query) => ((await hasFigures(prometheus, query)) ? [] : [query.panel]));
  return [...new Set((await Promise.all(asked)).flat())];
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: { readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[] };
}

async function hasFigures(prometheus: string, { dashboard, panel, expr }: PanelQuery): Promise<boolean> {
  const end = Date.now() / 1_000;
  const body = new URLSearchParams({
    query: expr,
    start: String(end - shown.seconds),
    end: String(end),
    step: String(stepSeconds),
  });
  const response = await fetch(new URL('/api/v1/query_range', prometheus), { method: 'POST', body });
  const { status, error, data } = (await response.json()) as Answer;
  if (status !== 'success') throw new Error(`${dashboard}, ${panel}: ${error}\n${expr}`);
  return data.result.some(({ values }) => values.some(([, value]) => value !== 'NaN'));
}
