import { z } from 'zod';
import { targetQueue } from '../keys.ts';
import { taskView } from '../task-view.ts';
import { failure, targetAnswer, taskAnswer, toAll, toBodies } from './schemas.ts';
import type { App } from './server.ts';
import { answerOf, iso, type Served, unknownTask } from './tasks.ts';

export interface Operated {
  readonly targets: readonly { readonly name: string; readonly url: string }[];
  /** A target has tasks to be sent at once. */
  readonly wake: (target: string) => void;
}

const listedMax = 100;

/** What operators do: look at targets and dead letters, and set them going again. */
export function addTargets(app: App, { store, targets, wake }: Served & Operated): void {
  app.get('/targets', { schema: { response: { ...toAll, 200: z.array(targetAnswer) } } }, () =>
    Promise.all(
      targets.map(async ({ name, url }) => {
        const [{ tasks, underWay, dueSince }, state] = await Promise.all([store.depth(targetQueue(name)), store.target(name)]);
        const pausedUntil = Number(state['pausedUntil'] ?? 0);
        return {
          name,
          url,
          tasks,
          underWay,
          dueSince: dueSince === null ? null : iso(dueSince),
          disabled: state['disabled'] ?? null,
          pausedUntil: pausedUntil === 0 ? null : iso(pausedUntil),
        };
      }),
    ),
  );

  app.post(
    '/targets/:name/enable',
    {
      schema: {
        params: z.object({ name: z.string() }),
        response: { ...toBodies, 200: z.object({ name: z.string(), waiting: z.number() }), 404: failure },
      },
    },
    async ({ params: { name } }, reply) => {
      const names = targets.map((target) => target.name);
      if (!names.includes(name)) return reply.code(404).send({ error: `there is no target ${name}`, allowed: names.join(', ') });
      const waiting = await store.enable(name);
      wake(name);
      return { name, waiting };
    },
  );

  app.get(
    '/dead-letters',
    { schema: { response: { ...toAll, 200: z.object({ count: z.number(), newest: z.array(taskAnswer) }) } } },
    async () => {
      const [count, ids] = await Promise.all([store.deadCount(), store.deadIds(listedMax)]);
      const tasks = await Promise.all(ids.map((id) => taskView(store, id)));
      return { count, newest: tasks.filter((task) => task !== null).map(answerOf) };
    },
  );

  app.post(
    '/dead-letters/:id/redrive',
    {
      schema: {
        params: z.object({ id: z.string().max(64) }),
        response: { ...toBodies, 200: z.object({ id: z.string() }), 404: failure, 409: failure },
      },
    },
    async ({ params: { id } }, reply) => {
      const result = await store.redrive(id);
      if (result === 'UNKNOWN') return reply.code(404).send(unknownTask(id));
      if (result !== 'OK') return reply.code(409).send({ error: `task ${id} is ${result}`, allowed: 'tasks that are dead' });
      const task = await store.task(id);
      wake(task?.['target'] ?? '');
      return { id };
    },
  );
}
