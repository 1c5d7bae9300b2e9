/** A dashboard of Ebb: rows of panels, from the question that comes first to the one that comes last. */
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';

export interface Plan {
  /** Also the name of its file. */
  readonly uid: `ebb-${string}`;
  readonly title: string;
  readonly description: string;
  /** How far back it shows, unless another time is chosen, as `1h`. */
  readonly shows: string;
  readonly variables: readonly Builder<VariableModel>[];
  /** By the question that they answer. */
  readonly rows: Readonly<Record<string, readonly Builder<Panel>[]>>;
}

export function dashboardOf({ uid, title, description, shows, variables, rows }: Plan): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['ebb'])
    .timezone('browser')
    .readonly()
    .refresh('30s')
    .time({ from: `now-${shows}`, to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([...variables])
    .link(new DashboardLinkBuilder('Ebb').type(DashboardLinkType.Dashboards).tags(['ebb']).keepTime(true));
  for (const [question, panels] of Object.entries(rows)) {
    builder.withRow(new RowBuilder(question));
    for (const panel of panels) builder.withPanel(panel);
  }
  const dashboard = builder.build();
  dashboard.panels?.forEach((panel, index) => {
    panel.id = index + 1;
  });
  return dashboard;
}
