/** For whoever runs the targets and the call centre: does what was decided reach somebody? */
import type { Plan } from './dashboard.ts';
import { figure, graph, ranking, stack } from './panels.ts';
import { orNone, quantile } from './promql.ts';

const isWebhook = 'target!="call-centre"';
const failed = (range: string) =>
  `sum by (target) (increase(ebb_delivery_sends_total{result=~"again|dead", ${isWebhook}}[${range}]))`;
const tried = (range: string) =>
  `sum by (target) (increase(ebb_delivery_sends_total{result=~"again|dead|sent", ${isWebhook}}[${range}]))`;

const doesItReachSomebody = [
  figure(
    {
      title: 'Sent to targets',
      shows: 'Tasks that webhook targets have taken within the time that is shown.',
      normal: 'as many as there are actions for them.',
      otherwise: '0 while there are actions: see results.',
      runbook: 'EbbWebhookTargetFailing',
    },
    { unit: 'short', decimals: 0 },
    `sum(increase(ebb_delivery_sends_total{result="sent", ${isWebhook}}[$__range]))`,
  ),
  figure(
    {
      title: 'Calls completed',
      shows: 'Calls of the call centre that were completed within the time that is shown.',
      normal: 'about as many as come in.',
      otherwise: 'fewer: too few agents, or they do not report.',
    },
    { unit: 'short', decimals: 0 },
    'sum(increase(ebb_delivery_sends_total{result="completed", target="call-centre"}[$__range]))',
  ),
  figure(
    {
      title: 'Targets that are off',
      shows: 'Targets that have answered 410, and get nothing until they are enabled.',
      normal: '0.',
      otherwise: 'POST /targets/{name}/enable when it takes again.',
      runbook: 'EbbWebhookTargetFailing',
    },
    { unit: 'short', warn: 1, alarm: 1 },
    orNone('sum(max by (target) (ebb_delivery_target_disabled))'),
  ),
  figure(
    {
      title: 'Dead letters',
      shows: 'Tasks that could not be delivered, and wait for an operator.',
      normal: '0.',
      otherwise: 'GET /dead-letters, then POST /dead-letters/{id}/redrive.',
      runbook: 'EbbWebhookTargetFailing',
    },
    { unit: 'short', warn: 1, alarm: 10 },
    'max(ebb_delivery_dead_letters)',
  ),
  figure(
    {
      title: 'Tasks waiting for targets',
      shows: 'Tasks of webhook targets, waiting or under way.',
      normal: 'near 0, outside of quiet hours.',
      otherwise: 'its rate is too low, or it fails.',
    },
    { unit: 'short', decimals: 0 },
    orNone('sum(max by (queue) (ebb_delivery_queue_tasks{queue=~"target:.+"}))'),
  ),
  figure(
    {
      title: 'Calls waiting',
      shows: 'Tasks of the call centre, waiting or under way.',
      normal: 'as many as the agents do in a day.',
      otherwise: 'more agents, or fewer alerts: near queueTasksMax new ones are refused.',
    },
    { unit: 'short', decimals: 0 },
    orNone('sum(max by (queue) (ebb_delivery_queue_tasks{queue=~"skill:.+"}))'),
  ),
];

const doTargetsTakeIt = [
  stack(
    {
      title: 'Results, by target',
      shows:
        'Attempts in a second by what came of them: sent, suppressed (not allowed), later (quiet hours, rate), again (failed), dead.',
      normal: 'sent.',
      otherwise: 'again: the target fails; dead: it has refused for good.',
      runbook: 'EbbWebhookTargetFailing',
    },
    { unit: 'ops' },
    { '{{target}} {{result}}': `sum by (target, result) (rate(ebb_delivery_sends_total{${isWebhook}}[$__rate_interval]))` },
  ),
  graph(
    {
      title: 'Share that fails, by target',
      shows: 'Of the requests of the last 15 minutes, those that failed and are tried again, or are given up.',
      normal: '0; a single failure is tried again.',
      otherwise: 'over half: ask who runs the target.',
      runbook: 'EbbWebhookTargetFailing',
    },
    { unit: 'percentunit', warn: 0.1, alarm: 0.5 },
    { '{{target}}': `${failed('15m')} / clamp_min(${tried('15m')}, 1)` },
  ),
  graph(
    {
      title: 'Retries, by target',
      shows: 'Requests in a second that failed and will be made again.',
      normal: '0.',
      otherwise: 'the log of delivery has the answer of the target.',
      runbook: 'EbbWebhookTargetFailing',
    },
    { unit: 'ops' },
    { '{{target}}': `sum by (target) (rate(ebb_delivery_sends_total{result="again", ${isWebhook}}[$__rate_interval]))` },
  ),
  graph(
    {
      title: 'Time of a request, by target',
      shows: 'Until the target has answered: half of them, and the slowest of a hundred.',
      normal: 'below a second.',
      otherwise: "near the target's timeout: it is slow; raise concurrencyMax or tell them.",
    },
    { unit: 's', warn: 1, alarm: 5 },
    {
      '{{target}}, half': quantile(0.5, 'ebb_delivery_attempt_duration_seconds', '', 'target'),
      '{{target}}, 99 of 100': quantile(0.99, 'ebb_delivery_attempt_duration_seconds', '', 'target'),
    },
  ),
  graph(
    {
      title: 'From action to sent',
      shows: 'From when Kafka had an action until a target had it: half of them, and the slowest of a hundred.',
      normal: 'below a second outside of quiet hours.',
      otherwise: 'slow without quiet hours: see how long tasks are due.',
    },
    { unit: 's', warn: 60, alarm: 3600 },
    {
      '{{target}}, half': quantile(0.5, 'ebb_delivery_action_to_sent_seconds', '', 'target'),
      '{{target}}, 99 of 100': quantile(0.99, 'ebb_delivery_action_to_sent_seconds', '', 'target'),
    },
  ),
  graph(
    {
      title: 'Actions not read yet',
      shows: 'Records of retention-actions that delivery has not stored yet.',
      normal: '0.',
      otherwise: 'it grows: Redis is slow, or a queue is full (queueTasksMax).',
    },
    { unit: 'short' },
    { '{{topic}}': 'sum by (topic) (ebb_offset_lag{job="delivery"})' },
  ),
];

const doAgentsKeepUp = [
  graph(
    {
      title: 'Tasks, by queue',
      shows: 'Tasks of each target and each skill of the call centre, waiting or under way.',
      normal: 'targets near 0; skills rise at night and fall by day.',
      otherwise: 'it only rises: more agents, or a higher rate.',
    },
    { unit: 'short' },
    { '{{queue}}': 'max by (queue) (ebb_delivery_queue_tasks)' },
  ),
  graph(
    {
      title: 'Longest due, by queue',
      shows: 'How long the task that is due first has been due.',
      normal: 'a target: seconds; a skill: less than a day.',
      otherwise: 'a skill: too few agents; a target: its rate is too low, or it fails.',
    },
    { unit: 's', warn: 28_800, alarm: 86_400 },
    { '{{queue}}': 'max by (queue) (ebb_delivery_oldest_due_seconds)' },
  ),
  ranking(
    {
      title: 'What came of calls',
      shows:
        'Calls within the time that is shown: completed, again (call back, not reached), later (given back, quiet hours), suppressed.',
      normal: 'most completed.',
      otherwise: 'again often: call at other hours; suppressed: consent has been withdrawn meanwhile.',
    },
    { unit: 'short', decimals: 0 },
    { '{{result}}': 'sum by (result) (increase(ebb_delivery_sends_total{target="call-centre"}[$__range]))' },
  ),
];

export const deliveries: Plan = {
  uid: 'ebb-deliveries',
  title: 'Ebb: Deliveries',
  description: 'Whether what was decided reaches somebody.',
  shows: '1h',
  variables: [],
  rows: {
    'Does it reach somebody?': doesItReachSomebody,
    'Do the targets take it?': doTargetsTakeIt,
    'Do the agents keep up?': doAgentsKeepUp,
  },
};
