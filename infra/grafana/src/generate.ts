/** Writes the dashboards to where Grafana takes them from. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dashboardFiles, dashboardsFolder } from './files.ts';

rmSync(dashboardsFolder, { recursive: true, force: true });
mkdirSync(dashboardsFolder, { recursive: true });
for (const [name, content] of Object.entries(dashboardFiles)) writeFileSync(`${dashboardsFolder}/${name}`, content);
