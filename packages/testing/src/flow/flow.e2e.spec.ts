import { fileURLToPath } from 'node:url';
import { readEffects } from '@ebb/actions';
import type { Records, SourceName } from '@ebb/contracts';
import {
  type Census,
  type CensusStanding,
  effectCounts,
  effectFigures,
  effectFlow,
  type Fact,
  type Stage,
  sumOfCensuses,
} from '@ebb/domain';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Arrival,
  cdnowEnd,
  disordered,
  purchaseRecord,
  readCdnow,
  readCdnowCalibration,
  type SourceEvent,
} from '../cdnow/index.ts';
import { actionsOracle, type Verdict } from '../oracle/index.ts';
import {
  compared,
  factsOf,
  judgeLifecycle,
  type Outcome,
  Pipeline,
  readOutcome,
  type SourceRecord,
  until,
  verdictsOn,
} from '../pipeline/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { synthetic } from '../synthetic/index.ts';
import { answerTo } from './answers.ts';
import { readCensuses, readEngagements } from './read-back.ts';
import { Receiver } from './receiver.ts';
import { type ServiceName, Services, serviceNames } from './services.ts';

const customers = 1_500;
const seed = 1_998;
const partitions = 3;
const hour = 3_600_000;
const week = 7 * 24 * hour;
/** After all deadlines of the last day, and what came of them. */
const end = cdnowEnd + hour;
const killsOfEach = 4;
const target = 'crm';

const random = seededRandom(seed);
const receiver = new Receiver(() => random() < 0.05);

const config = {
  reportingCurrency: 'USD',
  calibration: fileURLToPath(new URL('../../../../infra/cdnow/calibration.json', import.meta.url)),
  // What is done because of the first day of a week comes back when the last one has been read.
  latenessMax: '10d',
  batch: { recordsMax: 400 },
  cacheCustomersMax: 200,
  censusIntervalMin: '100ms',
  kafka: { sessionTimeout: '1s' },
};

const deliveryTo = (url: string) => ({
  targets: [
    {
      name: target,
      kind: 'webhook',
      url,
      secretFrom: 'CRM_SECRET',
      timeout: '1s',
      retries: ['10ms', '100ms', '1s', '1s', '1s'],
      requestsPerSecondMax: 10_000,
      concurrencyMax: 20,
      allowPrivate: true,
      allowHttp: true,
      actionAgeMax: null,
    },
  ],
  callCentre: { channels: [] },
  caps: { perCustomer: null },
  quietHours: null,
});

/** Purchases of real customers, and all else made up for them. */
function events(): SourceEvent[] {
  const histories = new Map([...readCdnow()].slice(0, customers));
  const { supportContacts, profileChanges, engagements, categories } = synthetic(histories, {
    seed,
    calibrations: [readCdnowCalibration()],
    plantedShare: 0.5,
  });
  const purchases = [...histories].flatMap(([customerId, bought]) =>
    bought.map((purchase) =>
      purchaseRecord(customerId, { ...purchase, categories: categories.get(purchase.id) ?? purchase.categories }),
    ),
  );
  return [
    ...eventsOf('purchases', purchases),
    ...eventsOf('supportContacts', supportContacts),
    ...eventsOf('profiles', profileChanges),
    ...eventsOf('engagements', engagements),
  ];
}

const eventsOf = (source: SourceName, records: readonly SourceEvent['record'][]): SourceEvent[] =>
  records.map((record) => ({ source, record }));

/** At which look of which week each service is to be killed. */
function plannedKills(weeks: number): Map<string, ServiceName> {
  const kills = new Map<string, ServiceName>();
  for (const name of serviceNames) {
    for (let kill = 0; kill < killsOfEach; kill += 1) {
      kills.set(`${Math.floor(random() * weeks)} ${1 + Math.floor(random() * 4)}`, name);
    }
  }
  return kills;
}

let pipeline: Pipeline;
let services: Services;
let killed = 0;
let answeredUpTo = 0;

/**
 * Week by week. What is done to a customer comes back as an engagement at the time of its cause; so the engagements are the last to be
 * complete, when nothing that follows from the week is under way any more.
 */
async function live(arrivals: readonly Arrival[]): Promise<void> {
  const weeks = [...Map.groupBy(arrivals, ({ arrivesAt }) => Math.floor(arrivesAt / week))];
  const kills = plannedKills(weeks.length);
  for (const [index, [number, arrived]] of weeks.entries()) {
    for (const [source, some] of Map.groupBy(arrived, (arrival) => arrival.source)) {
      await pipeline.writer.write(
        source,
        some.map(({ record }) => record as SourceRecord<typeof source>),
      );
    }
    let look = 0;
    await settleTo(Math.min((number + 1) * week - 1, end), async () => {
      look += 1;
      const name = kills.get(`${index} ${look}`);
      if (name === undefined) return;
      killed += 1;
      await services.kill(name);
    });
  }
  await settleTo(end, async () => undefined);
  await pipeline.completeTo(end);
  await pipeline.completeTo(end, 'actions');
  await settleTo(end, async () => undefined);
}

async function settleTo(watermark: number, onLook: () => Promise<void>): Promise<void> {
  await services.settle(watermark, ['purchases', 'supportContacts', 'profiles'], onLook);
  while (await answer()) await services.settle(watermark, [], onLook);
  await services.settle(watermark, ['engagements'], onLook);
}

/** Customers answer what has come since they last did; false where nothing has. */
async function answer(): Promise<boolean> {
  const come = receiver.received.slice(answeredUpTo);
  answeredUpTo += come.length;
  const answers = come.map(answerTo).filter((each) => each !== null);
  await pipeline.writer.write('engagements', answers);
  return answers.length > 0;
}

const happened = events();
let alerts: Outcome;
let actions: Outcome;
let engagements: readonly Records['Engagement'][];
let histories: ReadonlyMap<string, readonly Fact[]>;
let verdicts: ReadonlyMap<string, Verdict>;

beforeAll(async () => {
  await receiver.listen();
  const servers = {
    kafkaBrokers: inject('kafkaBrokers'),
    redisUrl: inject('redisUrl'),
    schemaRegistryUrl: inject('schemaRegistryUrl'),
  };
  const delivery = deliveryTo(receiver.url);
  pipeline = await Pipeline.open({ servers, partitions, database: 15, config: { ...config, delivery } });
  services = await Services.start(pipeline, { CRM_SECRET: receiver.secret });
  await live(disordered(happened, { delayMax: 46 * hour, repeats: 0.05, seed }));

  const { customerAlerts, retentionActions, deadLetters } = pipeline.config.outputs;
  alerts = await readOutcome(pipeline.kafka, { customerAlerts, deadLetters });
  actions = await readOutcome(pipeline.kafka, { customerAlerts: retentionActions, deadLetters });
  const cameBack = await readEngagements(pipeline);
  engagements = cameBack.map(({ record }) => record);
  histories = factsOf([...happened.filter(({ source }) => source !== 'engagements'), ...cameBack]);
  const { lifecycle: rules, calibration } = pipeline.config;
  if (calibration === null) throw new Error('the oracle needs the calibration');
  verdicts = verdictsOn(histories, { rules, calibrations: [calibration], asOf: end });
});

afterAll(async () => {
  await services.stop();
  await pipeline.close();
  receiver.close();
});

describe(`the whole flow over ${customers} customers, each service killed ${killsOfEach} times`, () => {
  it('says of each customer what the oracle says, given what really came back', async () => {
    expect(killed).toBeGreaterThan(killsOfEach * 2);
    const judged = judgeLifecycle(alerts, await pipeline.states(), verdicts, pipeline.config.lifecycle);
    expect(judged).toEqual({ equal: histories.size, differences: [] });
  });

  it('does about each customer what follows from that', () => {
    const { actions: rules } = pipeline.config;
    const settings = { rules, salt: rules.holdOut.salt, asOf: end };
    const expected = [...verdicts].map(([id, { outputs }]) => [id, actionsOracle(id, outputs, settings)] as const);
    const actual = [...verdicts.keys()].map((id) => [id, actions.standing.get(id) ?? []] as const);
    const judged = compared(new Map(expected), new Map([...actions.standing, ...actual]));
    expect(judged).toEqual({ equal: histories.size, differences: [] });
    const types = new Set([...actions.standing.values()].flat().map(({ type }) => type));
    expect([...types].toSorted()).toEqual([
      'ActionCalledOff',
      'ActionWithheld',
      'ContactabilityChanged',
      'EffectMeasured',
      'RetentionAction',
    ]);
  });

  it('counts what became of those acted on and held out once each, as the oracle does', async () => {
    const { actions: rules } = pipeline.config;
    const settings = { rules, salt: rules.holdOut.salt, asOf: end };
    const outputs = [...verdicts].flatMap(([id, verdict]) => actionsOracle(id, verdict.outputs, settings));
    const effects = outputs.map(effectFlow).filter((flow) => flow !== '');
    const expected = [...Map.groupBy(effects, (flow) => flow)].map(([flow, some]) => [flow, some.length]);
    const counted = await readEffects(pipeline.redis, partitions);
    expect(effects.length).toBeGreaterThan(10);
    expect(effectFigures(counted)).toEqual(effectFigures(effectCounts(Object.fromEntries(expected))));
  });

  it('loses nothing on the way and drops what was sent twice', () => {
    expect([...alerts.faults, ...actions.faults]).toEqual([]);
    expect(alerts.deadLetters).toEqual([]);
    expect(alerts.retractions).toBeGreaterThan(0);
  });

  it('tells the receiver of each action that was sent, never under two ids, always signed', () => {
    const ids = Map.groupBy(receiver.received, ({ actionId }) => actionId);
    expect(receiver.refused).toBe(0);
    expect([...ids].filter(([, webhooks]) => new Set(webhooks.map(({ id }) => id)).size > 1)).toEqual([]);
    const sent = engagements.filter(({ what }) => what === 'action-sent').map(({ actionId }) => actionId as string);
    expect(sent.length).toBeGreaterThan(100);
    expect(sent.filter((actionId) => !ids.has(actionId))).toEqual([]);
  });

  it('leaves no action without an answer: sent, suppressed, or called off before', () => {
    const answered = new Set(engagements.map(({ actionId }) => actionId));
    const standing = [...actions.standing.values()].flat();
    const calledOff = new Set(standing.filter(({ type }) => type === 'ActionCalledOff').map((record) => record['actionId']));
    const open = standing.filter(({ type, recordId }) => type === 'RetentionAction' && !calledOff.has(recordId));
    expect(open.filter(({ recordId }) => !answered.has(recordId))).toEqual([]);
  });

  it('counts the customers of each stage, what they bring, and where they went, as the oracle does', async () => {
    const censuses = await until('each partition has counted to the end', async () => {
      const last = await readCensuses(pipeline);
      return last.length === partitions && last.every(({ at }) => at >= end) && last;
    });
    expect(inOrder(sumOfCensuses(censuses as unknown as readonly Census[]))).toEqual(inOrder(censusOf([...verdicts.values()])));
  });
});

function censusOf(all: readonly Verdict[]): Census {
  const known = all.filter(({ state }) => state.stage !== 'none');
  const standings: CensusStanding[] = known.map(({ state }) => ({ group: state.stage, amount: state.monetaryMinor }));
  const stages = [...Map.groupBy(standings, ({ group }) => group)].map(([stage, some]) => ({
    stage,
    customers: some.length,
    revenueMinor: some.reduce((sum, { amount }) => sum + amount, 0),
  }));
  const moves = all
    .flatMap(({ outputs }) => outputs)
    .filter((output) => output.type === 'LifecycleTransition')
    .filter(({ fromStage, toStage }) => fromStage !== toStage);
  const flows = [...Map.groupBy(moves, ({ fromStage, toStage }) => `${fromStage}>${toStage}`)].map(([flow, some]) => {
    const [fromStage, toStage] = flow.split('>') as [Stage, Stage];
    return { fromStage, toStage, count: some.length };
  });
  return { stages, flows };
}

/** A count of nothing is no count. */
const inOrder = ({ stages, flows }: Census) => ({
  stages: stages.filter(({ customers: here }) => here > 0).toSorted((a, b) => (a.stage < b.stage ? -1 : 1)),
  flows: flows
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => (`${a.fromStage}>${a.toStage}` < `${b.fromStage}>${b.toStage}` ? -1 : 1)),
});
