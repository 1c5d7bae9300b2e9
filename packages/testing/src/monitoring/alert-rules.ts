/** The alert rules as they lie in infra/prometheus, and the same in a time that runs faster. */
import { readFileSync } from 'node:fs';
import { repository } from '@ebb/stack';
import { parse } from 'yaml';

export const alertsFile = `${repository}/infra/prometheus/alerts.yaml`;
/** In minutes, and in days. */
export const alertTestFiles = ['alerts', 'alerts-by-day'].map((name) => `${repository}/infra/prometheus/${name}.test.yaml`);
export const prometheusFile = `${repository}/infra/prometheus/prometheus.yaml`;
export const alertmanagerFile = `${repository}/infra/alertmanager/alertmanager.yaml`;
export const runbooksFolder = `${repository}/docs/runbooks`;

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export function alertRules(): readonly AlertRule[] {
  const { groups } = parse(readFileSync(alertsFile, 'utf8')) as { groups: readonly { rules: readonly Partial<AlertRule>[] }[] };
  return groups.flatMap(({ rules }) => rules.filter((rule): rule is AlertRule => rule.alert !== undefined));
}

const minutesIn: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1_440 };

/**
 * A minute takes so many seconds: all durations of rules and of Alertmanager's configuration, and the factors `* 60` with which rules
 * compare seconds. Nothing is shorter than a second.
 */
export const faster = (text: string, secondsPerMinute: number): string =>
  text
    .replaceAll(/\b(\d+)([smhd])\b/g, (_, count: string, unit: string) => {
      const seconds = Number(count) * (minutesIn[unit] as number) * secondsPerMinute;
      return `${Math.max(1, Math.round(seconds))}s`;
    })
    .replaceAll(/\* 60\b/g, `* ${secondsPerMinute}`);
