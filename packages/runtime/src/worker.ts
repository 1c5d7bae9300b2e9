/** Runs a task for each partition that the group assigns, and replaces those that lost theirs. */
import { randomUUID } from 'node:crypto';
import { type CensusCounts, countsIn } from './census.ts';
import type { TypedEmission } from './customer.ts';
import { OwnershipLost, TaskStopped } from './errors.ts';
import type { Input, Log, Output, RawBatch, StateStore } from './ports.ts';
import type { Fact } from './processor.ts';
import type { Program, TaskLimits } from './program.ts';
import { Relay } from './relay.ts';
import { Task, type TaskEvents } from './task.ts';

export interface WorkerEnvironment {
  readonly store: StateStore;
  readonly input: Input;
  readonly output: Output;
  readonly log: Log;
}

/** What a worker tells as it goes. */
export interface WorkerEvents<Out> extends TaskEvents<Out> {
  readonly onOwnershipLost: (error: OwnershipLost) => void;
  /** The group has assigned partitions, the same ones or others. */
  readonly onRebalance: () => void;
}

const endsIntervalMilliseconds = 1_000;
/** Kafka counts as away when it has not told the ends for so long. */
const endsMillisecondsMax = 3_000;
const relayFlushMilliseconds = 5_000;
const rejoinMilliseconds = 5_000;
/** Another may claim a partition just before the group tells us that it is no longer ours: then there is nothing to join anew for. */
const fencedMilliseconds = 1_000;

export class Worker<State, F extends Fact, Out extends TypedEmission> {
  readonly #program: Program<State, F, Out>;
  readonly #limits: TaskLimits;
  readonly #environment: WorkerEnvironment;
  readonly #events: WorkerEvents<Out>;
  readonly #relay: Relay;
  readonly #token = randomUUID();
  readonly #tasks = new Map<number, Task<State, F, Out>>();
  /** Partitions that can't be worked on, and why. */
  readonly #stopped = new Map<number, string>();
  /** Of each source. */
  #partitions = 0;
  /** Why no partition can be worked on any more. */
  #misfit: TaskStopped | null = null;
  #endsTimer: NodeJS.Timeout | null = null;
  #fencedTimer: NodeJS.Timeout | null = null;
  #kafkaIsAway = false;
  #joined = false;
  #rejoining = false;
  #stopping = false;

  constructor(program: Program<State, F, Out>, limits: TaskLimits, environment: WorkerEnvironment, events: WorkerEvents<Out>) {
    this.#program = program;
    this.#limits = limits;
    this.#environment = environment;
    this.#events = events;
    this.#relay = new Relay(environment.output, program.service, environment.log);
  }

  /** Joins the group; resolves once consuming has begun. Rejects with `TaskStopped` where the sources do not fit each other. */
  async start(): Promise<void> {
    await this.#checkSources();
    this.#relay.start();
    await this.#environment.input.start({
      assigned: (partitions) => this.#assigned(partitions),
      batch: (source, partition, batch) => this.#offer(source, partition, batch),
      ended: (error) => this.#inputEnded(error),
    });
    this.#watchEnds();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of [this.#endsTimer, this.#fencedTimer]) if (timer !== null) clearTimeout(timer);
    const tasks = [...this.#tasks.values()];
    await Promise.all(tasks.map((task) => task.stop()));
    // Before the partitions go to others, who would send the same again.
    await this.#relay.stop(relayFlushMilliseconds);
    await this.#environment.input.stop();
  }

  status() {
    return {
      joined: this.#joined,
      tasks: [...this.#tasks.values()].map((task) => task.status()),
      stopped: [...this.#stopped].map(([partition, why]) => ({ partition, why })),
    };
  }

  /** Counts of the partitions that are worked on here, together. */
  census(): CensusCounts {
    const sums = new Map<string, number>();
    for (const task of this.#tasks.values()) {
      for (const [field, value] of task.census) sums.set(field, (sums.get(field) ?? 0) + value);
    }
    return countsIn(sums);
  }

  async #checkSources(): Promise<void> {
    const { input } = this.#environment;
    const found = this.#program.sources.map(async (source, index) =>
      source === null ? [] : [{ topic: source.topic, count: (await input.ends(index)).size }],
    );
    const sources = (await Promise.all(found)).flat();
    const counts = sources.map(({ topic, count }) => `${topic} ${count}`);
    if (new Set(sources.map(({ count }) => count)).size > 1) {
      throw new TaskStopped(
        'partition-count-changed',
        `The sources must have the same number of partitions: ${counts.join(', ')}`,
      );
    }
    this.#partitions = sources[0]?.count ?? 0;
  }

  #assigned(partitions: readonly number[]): void {
    if (this.#stopping) return;
    this.#events.onRebalance();
    this.#joined = true;
    this.#stopped.clear();
    if (this.#fencedTimer !== null) clearTimeout(this.#fencedTimer);
    this.#fencedTimer = null;
    for (const [partition, task] of this.#tasks) {
      if (partitions.includes(partition)) task.seekAll();
      else this.#end(partition, task);
    }
    for (const partition of partitions) {
      if (!this.#tasks.has(partition)) this.#begin(partition);
    }
  }

  #offer(source: number, partition: number, batch: RawBatch): void {
    const task = this.#tasks.get(partition);
    // Nobody takes it: the partition has been stopped. Whoever claims it next resumes it.
    if (task === undefined) this.#environment.input.pause(source, partition);
    else task.offer(source, batch);
  }

  #begin(partition: number): void {
    if (this.#misfit !== null) {
      this.#stopped.set(partition, this.#misfit.message);
      return;
    }
    const { store, input, log } = this.#environment;
    const environment = { store, input, relay: this.#relay, log, now: Date.now };
    const task = new Task(partition, this.#program, this.#limits, environment, this.#events);
    this.#tasks.set(partition, task);
    task
      .claim(this.#token)
      .then(() => task.run())
      .catch((error: unknown) => this.#failed(partition, task, error));
  }

  #end(partition: number, task: Task<State, F, Out>): void {
    this.#tasks.delete(partition);
    void task.stop().then(() => this.#relay.drop(task));
  }

  #failed(partition: number, task: Task<State, F, Out>, error: unknown): void {
    if (this.#tasks.get(partition) !== task || this.#stopping) return;
    this.#end(partition, task);
    if (error instanceof OwnershipLost) {
      this.#environment.log.warn({ partition, result: error.result }, `${error.message}; dropping what is in memory of it`);
      this.#events.onOwnershipLost(error);
      if (error.result === 'FENCED') this.#fencedTimer ??= setTimeout(() => this.#rejoin(), fencedMilliseconds);
      else this.#rejoin();
      return;
    }
    const why = error instanceof Error ? error.message : String(error);
    this.#stopped.set(partition, why);
    this.#environment.log.error({ partition, stack: error instanceof TaskStopped ? undefined : (error as Error).stack }, why);
  }

  /** Someone has to mend what ended it (a permission, say); until then it is tried again, and the worker is not ready. */
  #inputEnded(error: Error): void {
    this.#joined = false;
    this.#environment.log.error({ error: error.message }, 'consuming has ended; joining the group anew until it goes on');
    this.#rejoinLater();
  }

  #rejoin(): void {
    if (this.#rejoining || this.#stopping) return;
    this.#rejoining = true;
    this.#joined = false;
    this.#environment.input
      .rejoin()
      .catch((error: unknown) => {
        this.#environment.log.warn({ error: String(error) }, 'joining the group anew failed; trying again');
        this.#rejoinLater();
      })
      .finally(() => {
        this.#rejoining = false;
      });
  }

  #rejoinLater(): void {
    setTimeout(() => this.#rejoin(), rejoinMilliseconds).unref();
  }

  /** Reads the ends of all partitions once a second: for completeness, lag, and to see offsets and topics that are gone. */
  #watchEnds(): void {
    this.#endsTimer = setTimeout(() => {
      void this.#readEnds().finally(() => {
        if (!this.#stopping) this.#watchEnds();
      });
    }, endsIntervalMilliseconds);
  }

  async #readEnds(): Promise<void> {
    const { input } = this.#environment;
    const at = Date.now();
    const asked = [...this.#tasks.values()].map((task) => ({ task, expected: task.expectedOffsets() }));
    const overdue = setTimeout(() => this.#kafkaAway('no answer yet'), endsMillisecondsMax);
    try {
      const [ids, ...ends] = await Promise.all([
        input.topicIds(),
        ...this.#program.sources.map((source, index) => (source === null ? null : input.ends(index))),
      ]);
      this.#kafkaBack();
      this.#checkCounts(ends.map((partitions) => partitions?.size ?? null));
      for (const { task, expected } of asked) {
        ends.forEach((partitions, source) => {
          const end = partitions?.get(task.partition);
          const offset = expected[source];
          if (end !== undefined && offset !== undefined) task.endSeen(source, ids[source] ?? '', end, { at, expected: offset });
        });
      }
    } catch (error) {
      // Nothing is known of the ends, so that time stands still.
      this.#kafkaAway(String(error));
    } finally {
      clearTimeout(overdue);
    }
  }

  #kafkaAway(error: string): void {
    if (!this.#kafkaIsAway && !this.#stopping) this.#environment.log.warn({ error }, 'Kafka is away; waiting for it');
    this.#kafkaIsAway = true;
  }

  #kafkaBack(): void {
    if (this.#kafkaIsAway) this.#environment.log.info({}, 'Kafka is back');
    this.#kafkaIsAway = false;
  }

  /** With another number of partitions keys lie elsewhere, away from their state: nothing more is read. */
  #checkCounts(counts: readonly (number | null)[]): void {
    const source = counts.findIndex((count) => count !== null && count !== this.#partitions);
    if (source < 0 || this.#misfit !== null) return;
    const what = `${this.#program.sources[source]?.topic} now has ${counts[source]} partitions, and had ${this.#partitions}`;
    this.#misfit = new TaskStopped('partition-count-changed', what);
    for (const [partition, task] of this.#tasks) this.#failed(partition, task, this.#misfit);
  }
}
