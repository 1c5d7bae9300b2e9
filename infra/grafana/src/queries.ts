/** What the dashboards ask Prometheus, as it stands in the files that Grafana reads. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface PanelQuery {
  readonly dashboard: string;
  readonly panel: string;
  /** Nothing of Grafana's is left in it. */
  readonly expr: string;
}

interface File {
  readonly title: string;
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
}

const folder = fileURLToPath(new URL('../dashboards', import.meta.url));

/** Every query of every panel. @param range the time that is shown, as `1h` */
export const panelQueries = (range: string): readonly PanelQuery[] =>
  readdirSync(folder).flatMap((name) => {
    const { title, panels } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as File;
    return panels.flatMap(({ title: panel, targets = [] }) =>
      targets.map(({ expr }) => ({ dashboard: title, panel, expr: filledIn(expr, range) })),
    );
  });

/** With Grafana's own interval for a scrape every 15 s, and all of what may be chosen. */
const filledIn = (expr: string, range: string): string =>
  expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__range', range)
    .replaceAll(/"\$[a-z]+"/g, '".+"');
