/** For whoever keeps customers: who stands where, who leaves and why, and what is done about it? */
import { cameBack, type EffectGroup, type EffectOutcome, effectOutcomes } from '@ebb/domain';
import type { Plan } from './dashboard.ts';
import { figure, graph, ranking, stack, table } from './panels.ts';
import { orNone } from './promql.ts';

/** Stages in which a customer is away, as the census counts attrition. */
const away = 'disqualified|inactive|core-defector|lost|abandoned|erased';
/** Stages of those who buy. */
const buying = 'first-time|early-repeat|core|returned';

const alerts = 'ebb_outputs_total{job="lifecycle", type=~"MainDefectorAlert|RiskAlert"}';

/** By stage: how often it was left, to which stages. */
const left = (to: string) =>
  `sum by (stage) (label_replace(ebb_census_flows{from=~"${buying}", to=~"${to}"}, "stage", "$1", "from", "(.+)"))`;
/** Those who stand at a stage, and all who have stood there. */
const stays = `((sum by (stage) (ebb_census_customers{stage=~"${buying}"}) or 0 * ${left('.+')}) + (${left('.+')} or 0 * sum by (stage) (ebb_census_customers{stage=~"${buying}"})))`;
const attrition = `${left(away)} / ${stays}`;

/** How often a stage was entered or left within the time that is shown; from the beginning, where Prometheus is younger. */
const moved = (side: 'from' | 'to') => {
  const all = `sum by (${side}) (ebb_census_flows{${side}!="none"})`;
  return `${all} - (sum by (${side}) (ebb_census_flows{${side}!="none"} offset $__range) or 0 * ${all})`;
};

/** What was counted within the time that is shown, where it was anything. What comes with the first of its kind is not in it. */
const counted = (counter: string, ...by: readonly [string, ...string[]]) =>
  `sort_desc((sum by (${by.join(', ')}) (increase(${counter}[$__range])) > 0) or on () label_replace(vector(0), "${by[0]}", "none", "", ""))`;

const asAWhole = [
  figure(
    {
      title: 'Customers known',
      shows: 'Customers at any stage.',
      normal: 'it grows slowly.',
      otherwise: 'where it falls, partitions are not worked on: see Pipeline.',
    },
    { unit: 'short' },
    'sum(ebb_census_customers{stage!="none"})',
  ),
  figure(
    {
      title: 'Core customers',
      shows: 'Customers at the stage core.',
      normal: 'steady, or growing.',
      otherwise: 'where it falls, see below where they go.',
    },
    { unit: 'short' },
    orNone('sum(ebb_census_customers{stage="core"})'),
  ),
  figure(
    {
      title: 'Alerts',
      shows: 'Alerts that were raised within the time that is shown.',
      normal: 'about as many from day to day.',
      otherwise: 'many more than usual: a source, a calibration or a rule has changed; none: something that tells it is missing.',
      runbook: 'EbbAlertsStorm',
    },
    { unit: 'short', decimals: 0 },
    `sum(increase(${alerts}[$__range]))`,
  ),
  figure(
    {
      title: 'Taken back',
      shows:
        'Records that the lifecycle retracted within the time that is shown, for each that it sent: alerts and transitions alike.',
      normal: 'below 5 %: events come late.',
      otherwise: 'a source comes late as a rule: raise its outOfOrderMax.',
    },
    { unit: 'percentunit', warn: 0.05, alarm: 0.2 },
    'sum(increase(ebb_outputs_total{job="lifecycle", type="Retraction"}[$__range])) / clamp_min(sum(increase(ebb_outputs_total{job="lifecycle", type!="Retraction"}[$__range])), 1)',
  ),
  figure(
    {
      title: 'Left alone, in fact',
      shows: 'Share of the decisions that were held out, of those and the actions taken, within the time that is shown.',
      normal: 'near what is configured; below it, as the reactive is never held out.',
      otherwise: 'far off: see withheld, by reason.',
    },
    { unit: 'percentunit', decimals: 1 },
    'sum(increase(ebb_actions_withheld_total{reason="held-out"}[$__range])) / clamp_min(sum(increase(ebb_actions_withheld_total{reason="held-out"}[$__range])) + (sum(increase(ebb_actions_total[$__range])) or vector(0)), 1)',
  ),
  figure(
    {
      title: 'Age of the calibration',
      shows:
        'How long the latest calibration has held, by the time that the lifecycle goes by: in a replay that of the events. None while Ebb is learning.',
      normal: 'up to a week or two.',
      otherwise: 'why the last one was refused lies on the topic calibrations.',
      runbook: 'EbbCalibrationStale',
    },
    { unit: 's', decimals: 0, warn: 14 * 86_400, alarm: 28 * 86_400 },
    'max(ebb_watermark_timestamp_seconds{job="lifecycle"}) - max(ebb_calibration_effective_timestamp_seconds)',
  ),
];

const whoStandsWhere = [
  stack(
    {
      title: 'Customers, by stage',
      shows: 'How many customers stand at each stage. docs/rules.md says what the stages are.',
      normal: 'shares change slowly.',
      otherwise: 'a step within a day: a rule or a calibration has changed.',
    },
    { unit: 'short' },
    { '{{stage}}': 'sum by (stage) (ebb_census_customers{stage!="none"})' },
  ),
  stack(
    {
      title: 'Revenue, by stage',
      shows: 'Revenue within the window of the customers at each stage, in the reporting currency.',
      normal: 'most of it at core.',
      otherwise: 'revenue at core-defector is what can be won back.',
    },
    { unit: 'short' },
    { '{{stage}} ({{currency}})': 'sum by (stage, currency) (ebb_census_revenue{stage!="none"})' },
  ),
  ranking(
    {
      title: 'Revenue per customer, by stage',
      shows: 'Revenue within the window, per customer at the stage, in the reporting currency.',
      normal: 'highest at core.',
      otherwise: 'where those who leave bring more than those who stay, act on them first.',
    },
    { unit: 'short', decimals: 2 },
    {
      '{{stage}}': `sum by (stage) (ebb_census_revenue{stage=~"${buying}|inactive|core-defector"}) / (sum by (stage) (ebb_census_customers) > 0)`,
    },
  ),
];

const whoComesAndGoes = [
  ranking(
    {
      title: 'Came to a stage',
      shows: 'How often each stage was entered within the time that is shown, net of what was taken back.',
      normal: 'more come to core than leave it.',
      otherwise: 'see where those come from who are lost.',
    },
    { unit: 'short', decimals: 0 },
    { '{{to}}': `sort_desc(${moved('to')})` },
    6,
  ),
  ranking(
    {
      title: 'Left a stage',
      shows: 'How often each stage was left within the time that is shown, net of what was taken back.',
      normal: 'about as many from week to week.',
      otherwise: 'see the causes of the alerts below.',
    },
    { unit: 'short', decimals: 0 },
    { '{{from}}': `sort_desc(${moved('from')})` },
    6,
  ),
  graph(
    {
      title: 'Retention, by stage',
      shows: 'Of all stays at a stage since the beginning, the share that has not ended by going away.',
      normal: 'highest at core.',
      otherwise: 'see the causes of the alerts below.',
    },
    { unit: 'percentunit' },
    { '{{stage}}': `1 - (${attrition})` },
    6,
  ),
  graph(
    {
      title: 'Attrition, by stage',
      shows: 'Of all stays at a stage since the beginning, the share that ended by going away.',
      normal: 'lowest at core.',
      otherwise: 'see the causes of the alerts below.',
    },
    { unit: 'percentunit' },
    { '{{stage}}': attrition },
    6,
  ),
];

const whoLeavesAndWhy = [
  ranking(
    {
      title: 'Alerts, by cause',
      shows: 'Alerts of the time that is shown by the first cause; unknown where nothing tells why.',
      normal: 'most silences have no known cause.',
      otherwise: 'a cause that grows is the place to mend: delivery, price, service.',
    },
    { unit: 'short', decimals: 0 },
    {
      '{{cause}}': counted('ebb_alerts_total', 'cause'),
    },
  ),
  ranking(
    {
      title: 'Alerts, by stage and kind',
      shows: 'Alerts of the time that is shown by the stage of the customer, and whether somebody is leaving or at risk.',
      normal: 'fewer of core than of first-time.',
      otherwise: 'many of core: see their causes.',
    },
    { unit: 'short', decimals: 0 },
    {
      '{{stage}}, {{phase}}': counted('ebb_alerts_total', 'stage', 'phase'),
    },
  ),
  graph(
    {
      title: 'Alerts raised and taken back',
      shows: 'Alerts in a minute, and records of the lifecycle that were retracted.',
      normal: 'bursts at midnight, when silences become due.',
      otherwise: 'many retractions: events come late.',
      runbook: 'EbbAlertsQuiet',
    },
    { unit: 'cpm' },
    {
      '{{type}}': `60 * sum by (type) (rate(ebb_outputs_total{job="lifecycle", type=~"MainDefectorAlert|RiskAlert|Retraction"}[$__rate_interval]))`,
    },
  ),
];

const whatIsDone = [
  ranking(
    {
      title: 'Actions, by kind',
      shows: 'What was asked for within the time that is shown.',
      normal: 'as the policy says: docs/actions.md.',
      otherwise: 'a kind that is missing: see withheld.',
    },
    { unit: 'short', decimals: 0 },
    {
      '{{kind}}': counted('ebb_actions_total', 'kind'),
    },
  ),
  ranking(
    {
      title: 'Not acted, by reason',
      shows: 'Decisions not to act within the time that is shown.',
      normal: 'held-out as configured; open-action where one is under way.',
      otherwise: 'nothing-right often: the policy has a hole; no-contact often: consent is missing.',
    },
    { unit: 'short', decimals: 0 },
    { '{{reason}}': 'sum by (reason) (increase(ebb_actions_withheld_total[$__range]))' },
  ),
  ranking(
    {
      title: 'What came of actions',
      shows: 'What was told back of actions within the time that is shown: sent, answered, accepted, refused and so on.',
      normal: 'sent, then answers.',
      otherwise: 'suppressed often: consent, caps or age; not-reached often: call at other hours.',
    },
    { unit: 'short', decimals: 0 },
    {
      '{{what}}': counted('ebb_action_outcomes_total', 'what'),
    },
  ),
  graph(
    {
      title: 'Hold-out: configured and in fact',
      shows:
        'Share of the customers left alone as a control group; and of the decisions since the service started. Whether they return less often stands below.',
      normal: 'both near one another; in fact less, as the reactive is never held out.',
      otherwise: 'far off: all workers need the same configuration.',
    },
    { unit: 'percentunit' },
    {
      configured: 'max(ebb_hold_out_share_ratio)',
      'in fact':
        'sum(ebb_actions_withheld_total{reason="held-out"}) / clamp_min(sum(ebb_actions_withheld_total{reason="held-out"}) + (sum(ebb_actions_total) or vector(0)), 1)',
    },
    12,
  ),
  ranking(
    {
      title: 'Calibrations, by verdict',
      shows: 'Calibrations that the service has tried since it started. The demo calibrates by itself.',
      normal: 'one a week, accepted; learning at the beginning.',
      otherwise: 'refused: why lies on calibrations; ./ebb calibrate --dry-run shows it.',
      runbook: 'EbbCalibrationStale',
    },
    { unit: 'short', decimals: 0 },
    { '{{verdict}}': 'sum by (verdict) (ebb_calibrations_total)' },
    12,
  ),
];

const effects = (by: string, ...labels: readonly string[]) => `sum by (${by}) (ebb_effects_measured{${labels.join(', ')}})`;
const back = `outcome=~"${cameBack.join('|')}"`;
/** By kind and stage: customers of a group, and what share of them came back, where there are any. */
const compared = (group: EffectGroup) => {
  const [here, all] = [`group="${group}"`, effects('kind, stage')];
  const customers = `(${effects('kind, stage', here)} or 0 * ${all})`;
  return { customers, share: `(${effects('kind, stage', here, back)} or 0 * ${all}) / (${customers} > 0)` };
};
const [acted, heldOut] = [compared('acted'), compared('held-out')];
/** By group: the share with an outcome. */
const became = (outcome: EffectOutcome) => {
  const all = effects('group');
  return `(${effects('group', `outcome="${outcome}"`)} or 0 * ${all}) / (${all} > 0)`;
};
const notYet = 'Nobody has been watched for 180 days yet.';
const customers = { unit: 'short', decimals: 0, none: '0' };
const share = { unit: 'percentunit', decimals: 1, none: 'nobody yet' };

const whetherItHelps = [
  table(
    {
      title: 'Came back, acted on and held out',
      shows:
        'Customers whom the policy would act on, as far as their 180 days are over: those acted on, and those held out by the draw; of each the share that bought within the 180 days after the alert, and the difference. Since the beginning.',
      normal: 'more come back of those acted on: the difference is what the action does.',
      otherwise:
        'no difference, or one below 0: with fewer than some hundred in a group that may be chance; ./ebb effects tells the 95 % interval. Where it is narrow and has 0 in it, the action costs and does nothing; where all of it is below 0, the action drives away.',
      noneBecause: notYet,
    },
    { kind: 'action', stage: 'stage at the alert' },
    {
      'acted on': { ...customers, expr: acted.customers },
      'of them back': { ...share, expr: acted.share },
      'held out': { ...customers, expr: heldOut.customers },
      'of these back': { ...share, expr: heldOut.share },
      difference: {
        unit: 'suffix: points',
        decimals: 1,
        none: 'not known yet',
        expr: `100 * (${acted.share} - ${heldOut.share})`,
      },
    },
    16,
  ),
  ranking(
    {
      title: 'What became of them',
      shows:
        'The same customers, as shares of those acted on and of those held out: how an alert of theirs was closed first within the 180 days; away where none was.',
      normal: 'more of those acted on purchased or returned, fewer are away.',
      otherwise: 'more lost of those acted on: the action drives away; see pressure and complaints.',
      noneBecause: notYet,
    },
    { unit: 'percentunit', decimals: 1 },
    Object.fromEntries(effectOutcomes.map((outcome) => [`${outcome}, {{group}}`, became(outcome)])),
  ),
];

export const business: Plan = {
  uid: 'ebb-business',
  title: 'Ebb: Business',
  description: 'Who stands where, who leaves and why, and what is done about it.',
  shows: '6h',
  variables: [],
  rows: {
    'How do we stand?': asAWhole,
    'Who stands where?': whoStandsWhere,
    'Who comes and goes?': whoComesAndGoes,
    'Who leaves, and why?': whoLeavesAndWhy,
    'What is done, and what comes of it?': whatIsDone,
    'Does it help?': whetherItHelps,
  },
};
