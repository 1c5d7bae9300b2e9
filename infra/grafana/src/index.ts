export { type PanelQuery, panelQueries } from './queries.ts';
