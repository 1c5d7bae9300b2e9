/** The dashboards, and the files from which Grafana takes them. */
import { fileURLToPath } from 'node:url';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { business } from './business.ts';
import { dashboardOf } from './dashboard.ts';
import { deliveries } from './deliveries.ts';
import { pipeline } from './pipeline.ts';

export const dashboardsFolder = fileURLToPath(new URL('../dashboards', import.meta.url));

export const dashboards: readonly Dashboard[] = [pipeline, business, deliveries].map(dashboardOf);

/** The content of each file, by its name. */
export const dashboardFiles: Readonly<Record<string, string>> = Object.fromEntries(
  dashboards.map((dashboard) => [`${dashboard.uid}.json`, `${JSON.stringify(dashboard, null, 2)}\n`]),
);
