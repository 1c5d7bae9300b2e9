import { z } from 'zod';
import type { Disposition } from '../call-centre.ts';
import { skillQueue } from '../keys.ts';
import { taskView } from '../task-view.ts';
import { agent, claimBody, completeBody, failure, queueAnswer, skill, taskAnswer, toAll, toBodies, toPaths } from './schemas.ts';
import type { App } from './server.ts';
import { answerOf, iso, refusalOf, type Served, unknownTask } from './tasks.ts';

const taskParams = z.object({ id: z.string().max(64) });
const done = z.object({ id: z.string(), state: z.string() });
const held = { ...toBodies, 200: done, 404: failure, 409: failure };

/** What agents do: look, claim, keep, give back, report. */
export function addCallCentre(app: App, served: Served): void {
  const { store, callCentre } = served;

  app.get('/queues', { schema: { response: { ...toAll, 200: z.array(queueAnswer) } } }, async () => {
    const skills = (await store.skills()).toSorted();
    return Promise.all(
      skills.map(async (name) => {
        const { tasks, underWay, dueSince } = await store.depth(skillQueue(name));
        return { skill: name, tasks, claimed: underWay, dueSince: dueSince === null ? null : iso(dueSince) };
      }),
    );
  });

  app.post(
    '/queues/:skill/claim',
    {
      schema: {
        params: z.object({ skill }),
        body: claimBody,
        response: { ...toBodies, 200: taskAnswer, 204: z.null(), 404: failure },
      },
    },
    async ({ params, body }, reply) => {
      const skills = await store.skills();
      if (!skills.includes(params.skill)) {
        const known = skills.length === 0 ? 'none yet' : skills.toSorted().join(', ');
        return reply.code(404).send({ error: `no task has ever asked for the skill ${params.skill}`, allowed: known });
      }
      const task = await callCentre.claim(params.skill, body.agent);
      return task === null ? reply.code(204).send(null) : answerOf(task);
    },
  );

  app.get(
    '/tasks/:id',
    { schema: { params: taskParams, response: { ...toPaths, 200: taskAnswer, 404: failure } } },
    async ({ params }, reply) => {
      const task = await taskView(store, params.id);
      return task === null ? reply.code(404).send(unknownTask(params.id)) : answerOf(task);
    },
  );

  app.post(
    '/tasks/:id/extend',
    { schema: { params: taskParams, body: z.strictObject({ agent }), response: held } },
    async ({ params: { id }, body }, reply) => {
      const task = await taskView(store, id);
      if (task === null || task.skill === null) return reply.code(404).send(unknownTask(id));
      const settled = await callCentre.extend(id, task.skill, body.agent);
      const refusal = refusalOf(settled, id);
      return refusal === null ? { id, state: settled.state } : reply.code(409).send(refusal);
    },
  );

  app.post(
    '/tasks/:id/release',
    { schema: { params: taskParams, body: z.strictObject({ agent }), response: held } },
    async ({ params: { id }, body }, reply) => {
      const task = await taskView(store, id);
      if (task === null || task.skill === null) return reply.code(404).send(unknownTask(id));
      const settled = await callCentre.release(id, body.agent);
      const refusal = refusalOf(settled, id);
      return refusal === null ? { id, state: settled.state } : reply.code(409).send(refusal);
    },
  );

  app.post(
    '/tasks/:id/complete',
    { schema: { params: taskParams, body: completeBody, response: held } },
    async ({ params: { id }, body }, reply) => {
      const { agent: reporting, ...what } = body;
      const fault = faultOf(what, served);
      if (fault !== null) return reply.code(400).send(fault);
      const task = await taskView(store, id);
      if (task === null || task.skill === null) return reply.code(404).send(unknownTask(id));
      const settled = await callCentre.complete(task, reporting, what);
      const refusal = refusalOf(settled, id);
      return refusal === null ? { id, state: settled.state } : reply.code(409).send(refusal);
    },
  );
}

function faultOf(what: Disposition, { now, callBackMax }: Served) {
  if (what.disposition !== 'call-back') return null;
  const ahead = what.callBackAt - now();
  if (ahead > 0 && ahead <= callBackMax) return null;
  return {
    error: `callBackAt is ${iso(what.callBackAt)}`,
    allowed: `an instant from now on, until ${iso(now() + callBackMax)}`,
  };
}
