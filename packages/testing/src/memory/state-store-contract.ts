/** What every state store promises the runtime, as tests to run over each. */
import {
  type Commit,
  type CommitResult,
  type Cursor,
  dayMilliseconds,
  dayOf,
  type OutboxEntry,
  type Owner,
  type StateStore,
} from '@ebb/runtime';
import { beforeEach, describe, expect, it } from 'vitest';

export interface OpenStore {
  readonly store: StateStore;
  /** Loses everything, as a server does that lost its files. */
  forgetAll(): Promise<void>;
  journey(partition: number, customerId: string): Promise<Buffer | null>;
}

/** Of the store that is opened: the bound at which the tests look. */
export const contractJourneyBytesMax = 30;

const partition = 3;

export const cursorAt = (offset: number): Cursor => ({
  sources: [
    { topicId: 'topic-a', offset, watermark: Number.MIN_SAFE_INTEGER, lastEventAt: null, lastBrokerAt: null },
    { topicId: 'topic-b', offset: 2 * offset, watermark: 867_196_800_000, lastEventAt: 867_196_800_000, lastBrokerAt: 1 },
  ],
  completeTo: offset,
  timersTo: [offset, Number.MIN_SAFE_INTEGER],
  sequences: { 'alerts/0': offset, 'alerts/1': 7 },
});

export const entry = (sequence: number): OutboxEntry => ({
  topic: 'alerts',
  partition: 0,
  key: Buffer.from([0, 255, sequence & 0xff]),
  value: Buffer.from(`value ${sequence}`),
  epoch: 1,
  sequence,
  recordType: 'MainDefectorAlert',
  recordId: `purchase-${sequence}/alert`,
  revision: 0,
});

/** A commit that changes nothing but the cursor, except for what is given. */
export const commitBy = (owner: Owner, after: number, changes: Partial<Commit> = {}): Commit => ({
  owner,
  after,
  cursor: cursorAt(after + 1),
  states: [],
  timers: [],
  daysPassed: [],
  outbox: [],
  sent: 0,
  journey: [],
  census: {},
  ...changes,
});

/** An entry of a journey, framed. */
export const framed = (text: string): Buffer => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)]);

/** Something of everything. */
const fullCommit = (owner: Owner, after: number): Commit =>
  commitBy(owner, after, {
    states: [{ customerId: 'ann', bytes: Buffer.from([0, 1, 255]) }],
    timers: [{ source: 0, customerId: 'ann', dueAt: 100 }],
    outbox: [entry(1)],
    journey: [{ customerId: 'ann', bytes: framed('bought') }],
    census: { 'customers:core': 1, 'amount:core': 4_200 },
  });

/** @param open a store that holds nothing, with journeys bounded at `contractJourneyBytesMax` */
export function keepsWhatTheRuntimeCommits(open: () => Promise<OpenStore>): void {
  let opened: OpenStore;
  let store: StateStore;
  beforeEach(async () => {
    opened = await open();
    ({ store } = opened);
  });

  const claim = async (token: string, epochAtLeast = 0): Promise<Owner> => {
    const { epoch } = await store.claim(partition, token, epochAtLeast);
    return { token, epoch };
  };

  const commits = async (owner: Owner, after: number, changes: Partial<Commit>) => {
    expect(await store.commit(partition, commitBy(owner, after, changes))).toBe('OK');
  };

  /** All timers of a source, as `<due> <customer>`, by day. */
  const timersOf = async (source: number) => {
    const days = (await store.timerDays(partition, source)).toSorted((a, b) => a - b);
    const lists = days.map(async (day) => {
      const timers = await store.timersOf(partition, source, [day]);
      return [day, timers.map(({ customerId, dueAt }) => `${dueAt} ${customerId}`).toSorted()] as const;
    });
    return Object.fromEntries(await Promise.all(lists));
  };

  /** All that the store shows of the partition. */
  const everything = async () => ({
    state: await store.load(partition, ['ann', 'bob']),
    timers: [await timersOf(0), await timersOf(1)],
    journey: await opened.journey(partition, 'ann'),
  });

  describe('a claim', () => {
    it('finds nothing where nothing has been committed', async () => {
      expect(await store.claim(partition, 'a', 0)).toEqual({ epoch: 1, commit: 0, cursor: null, outbox: [], census: {} });
    });

    it('raises the epoch by one above the greater of what the store has and what is given', async () => {
      expect((await claim('a', 0)).epoch).toBe(1);
      expect((await claim('b', 0)).epoch).toBe(2);
      expect((await claim('c', 41)).epoch).toBe(42);
      expect((await claim('d', 5)).epoch).toBe(43);
    });

    it('hands over the cursor, the number of commits and the outbox, oldest first', async () => {
      const owner = await claim('a');
      await store.commit(partition, commitBy(owner, 0, { outbox: [entry(1), entry(2)] }));
      await store.commit(partition, commitBy(owner, 1, { outbox: [entry(3)] }));
      expect(await store.claim(partition, 'b', 0)).toEqual({
        epoch: 2,
        commit: 2,
        cursor: cursorAt(2),
        outbox: [entry(1), entry(2), entry(3)],
        census: {},
      });
    });

    it('hands over the census, each field as it was last set', async () => {
      const owner = await claim('a');
      const greatest = 2 ** 53 - 1;
      await store.commit(partition, commitBy(owner, 0, { census: { 'customers:core': 2, 'amount:core': greatest } }));
      await store.commit(partition, commitBy(owner, 1, { census: { 'customers:core': 1, 'flow:core>inactive': -1 } }));
      await store.commit(partition, commitBy(owner, 2));
      expect((await store.claim(partition, 'b', 0)).census).toEqual({
        'customers:core': 1,
        'amount:core': greatest,
        'flow:core>inactive': -1,
      });
    });

    it('of one partition leaves the others alone', async () => {
      const owner = await claim('a');
      await store.claim(partition + 1, 'b', 10);
      expect(await store.commit(partition, fullCommit(owner, 0))).toBe('OK');
      expect(await store.load(partition + 1, ['ann'])).toEqual([null]);
    });
  });

  describe('a commit', () => {
    it('is there as a whole once it is answered', async () => {
      const owner = await claim('a');
      expect(await store.commit(partition, fullCommit(owner, 0))).toBe('OK');
      expect(await everything()).toEqual({
        state: [Buffer.from([0, 1, 255]), null],
        timers: [{ 0: ['100 ann'] }, {}],
        journey: framed('bought'),
      });
      expect((await store.claim(partition, 'b', 0)).census).toEqual({ 'customers:core': 1, 'amount:core': 4_200 });
    });

    const refused: [CommitResult, string, (owner: Owner) => Promise<Commit>][] = [
      ['ALREADY', 'that is a repeat of the last one', async (owner) => fullCommit(owner, 0)],
      [
        'FENCED',
        'of an owner whose partition was claimed by another',
        async (owner) => {
          await claim('b');
          return fullCommit(owner, 1);
        },
      ],
      [
        'FENCED',
        'of the same worker in a former epoch',
        async (owner) => {
          await claim(owner.token);
          return fullCommit(owner, 1);
        },
      ],
      [
        'FENCED',
        'that is older than the last one',
        async (owner) => {
          await store.commit(partition, commitBy(owner, 1));
          return fullCommit(owner, 0);
        },
      ],
      ['ROLLED_BACK', 'of an owner who saw more acknowledged than there is', async (owner) => fullCommit(owner, 2)],
    ];
    it.each(refused)('answers %s to one %s, and writes nothing', async (answer, _, prepare) => {
      const owner = await claim('a');
      await store.commit(
        partition,
        commitBy(owner, 0, {
          states: [{ customerId: 'bob', bytes: Buffer.from('as it was') }],
          outbox: [entry(9)],
          census: { 'customers:core': 7 },
        }),
      );
      const commit = await prepare(owner);
      const before = await everything();
      expect(await store.commit(partition, commit)).toBe(answer);
      expect(await everything()).toEqual(before);
      expect(await store.claim(partition, 'last', 0)).toMatchObject({ outbox: [entry(9)], census: { 'customers:core': 7 } });
    });

    it('answers ROLLED_BACK where everything is lost, and writes nothing', async () => {
      const owner = await claim('a');
      await store.commit(partition, fullCommit(owner, 0));
      await opened.forgetAll();
      expect(await store.commit(partition, fullCommit(owner, 1))).toBe('ROLLED_BACK');
      expect(await store.claim(partition, 'b', 0)).toEqual({ epoch: 1, commit: 0, cursor: null, outbox: [], census: {} });
      expect(await store.load(partition, ['ann'])).toEqual([null]);
    });

    it('takes what was sent off the head of the outbox, and adds at its end', async () => {
      const owner = await claim('a');
      await store.commit(partition, commitBy(owner, 0, { outbox: [entry(1), entry(2), entry(3)] }));
      await store.commit(partition, commitBy(owner, 1, { sent: 2, outbox: [entry(4)] }));
      expect((await store.claim(partition, 'b', 0)).outbox).toEqual([entry(3), entry(4)]);
    });

    it('may take off all of the outbox', async () => {
      const owner = await claim('a');
      await store.commit(partition, commitBy(owner, 0, { outbox: [entry(1), entry(2)] }));
      await store.commit(partition, commitBy(owner, 1, { sent: 2 }));
      expect((await store.claim(partition, 'b', 0)).outbox).toEqual([]);
    });

    it('replaces what was stored of a customer', async () => {
      const owner = await claim('a');
      for (const [after, text] of ['first', 'second'].entries()) {
        await store.commit(partition, commitBy(owner, after, { states: [{ customerId: 'ann', bytes: Buffer.from(text) }] }));
      }
      expect(await store.load(partition, ['ann'])).toEqual([Buffer.from('second')]);
    });

    it('cuts a journey that grows too long at whole entries, the oldest first', async () => {
      const owner = await claim('a');
      for (const [after, text] of ['0123456789', 'abcdefghij', 'ABCDEFGHIJ'].entries()) {
        await store.commit(partition, commitBy(owner, after, { journey: [{ customerId: 'ann', bytes: framed(text) }] }));
      }
      expect(await opened.journey(partition, 'ann')).toEqual(Buffer.concat([framed('abcdefghij'), framed('ABCDEFGHIJ')]));
    });

    it('keeps nothing of a journey whose last entry alone is too long', async () => {
      const owner = await claim('a');
      const bytes = Buffer.concat([framed('short'), framed('x'.repeat(contractJourneyBytesMax))]);
      await store.commit(partition, commitBy(owner, 0, { journey: [{ customerId: 'ann', bytes }] }));
      expect((await opened.journey(partition, 'ann'))?.length).toBe(0);
    });
  });

  describe('a load', () => {
    it('answers in the order asked for, null for who is unknown', async () => {
      const owner = await claim('a');
      const states = ['ann', 'bob', 'cid'].map((customerId) => ({ customerId, bytes: Buffer.from(customerId) }));
      await store.commit(partition, commitBy(owner, 0, { states }));
      const loaded = await store.load(partition, ['cid', 'nobody', 'ann', 'bob', 'cid']);
      expect(loaded.map((bytes) => bytes?.toString())).toEqual(['cid', undefined, 'ann', 'bob', 'cid']);
    });
  });

  describe('timers', () => {
    const may = 867_196_800_000;

    it('lie with those of their day, by source', async () => {
      const owner = await claim('a');
      await commits(owner, 0, {
        timers: [
          { source: 0, customerId: 'late', dueAt: may },
          { source: 0, customerId: 'soon', dueAt: may - 1 },
          { source: 0, customerId: 'an id of words', dueAt: may + dayMilliseconds - 1 },
          { source: 1, customerId: 'soon', dueAt: may },
        ],
      });
      expect(await timersOf(0)).toEqual({
        [dayOf(may) - 1]: [`${may - 1} soon`],
        [dayOf(may)]: [`${may} late`, `${may + dayMilliseconds - 1} an id of words`],
      });
      expect(await timersOf(1)).toEqual({ [dayOf(may)]: [`${may} soon`] });
    });

    it('are added to those that are there', async () => {
      const owner = await claim('a');
      await commits(owner, 0, { timers: [{ source: 0, customerId: 'ann', dueAt: may }] });
      await commits(owner, 1, { timers: [{ source: 0, customerId: 'ann', dueAt: may + 1 }] });
      expect(await timersOf(0)).toEqual({ [dayOf(may)]: [`${may} ann`, `${may + 1} ann`] });
    });

    it('are gone with the days that have passed', async () => {
      const owner = await claim('a');
      await commits(owner, 0, {
        timers: [may, may + 1, may + dayMilliseconds].map((dueAt) => ({ source: 0, customerId: 'ann', dueAt })),
      });
      await commits(owner, 1, { daysPassed: [{ source: 0, day: dayOf(may) }] });
      expect(await timersOf(0)).toEqual({ [dayOf(may) + 1]: [`${may + dayMilliseconds} ann`] });
    });

    it('are there where their day passes and is set anew by the same commit', async () => {
      const owner = await claim('a');
      await commits(owner, 0, { timers: [{ source: 0, customerId: 'ann', dueAt: may }] });
      await commits(owner, 1, {
        daysPassed: [{ source: 0, day: dayOf(may) }],
        timers: [{ source: 0, customerId: 'bob', dueAt: may + 1 }],
      });
      expect(await timersOf(0)).toEqual({ [dayOf(may)]: [`${may + 1} bob`] });
    });

    it('may lie before 1970, at the first and the last moment of a day', async () => {
      const owner = await claim('a');
      await commits(owner, 0, {
        timers: [-1, -dayMilliseconds].map((dueAt) => ({ source: 0, customerId: 'ann', dueAt })),
      });
      expect(await timersOf(0)).toEqual({ [-1]: ['-1 ann', `${-dayMilliseconds} ann`] });
    });

    it('are read of several days together, though one has none', async () => {
      const owner = await claim('a');
      await commits(owner, 0, {
        timers: [1, 3, 4].map((day) => ({ source: 0, customerId: 'ann', dueAt: day * dayMilliseconds })),
      });
      expect(await store.timersOf(partition, 0, [1, 2, 3])).toEqual([
        { customerId: 'ann', dueAt: dayMilliseconds },
        { customerId: 'ann', dueAt: 3 * dayMilliseconds },
      ]);
      expect(await store.timersOf(partition, 0, [])).toEqual([]);
    });
  });
}
