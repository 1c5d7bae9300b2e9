import { clusterIdAt, redisInfo } from '@ebb/stack';
import { isAlive, type State } from './state.ts';

const answerMillisecondsMax = 5_000;

export interface Health {
  readonly name: string;
  readonly address: string;
  readonly healthy: boolean;
  /** `up`, or what is wrong. */
  readonly verdict: string;
  /** Where to look; undefined for servers that somebody else runs. */
  readonly logFile?: string;
}

/** Asks each server and service whether it can do its work. */
export function healthOfAll(state: State): Promise<Health[]> {
  const own = state.processes.map(async (running): Promise<Health> => {
    const { name, logFile, address } = running;
    const verdict = isAlive(running) ? await verdictOf(name, address) : 'has ended';
    return { name, address: address ?? '–', healthy: verdict === 'up', verdict, logFile };
  });
  const given = Object.entries(state.given).map(async ([name, address]): Promise<Health> => {
    const verdict = await verdictOf(name, address);
    return { name, address, healthy: verdict === 'up', verdict };
  });
  return Promise.all([...own, ...given]);
}

async function verdictOf(name: string, address: string | undefined): Promise<string> {
  if (address === undefined) return 'has not come up yet';
  try {
    return await (questions[name] ?? askService)(address);
  } catch (error) {
    return `does not answer (${(error as Error).message})`;
  }
}

type Question = (address: string) => Promise<string>;

const questions: Readonly<Record<string, Question>> = {
  kafka: async (brokers) => ((await clusterIdAt(brokers)) === undefined ? 'has no broker that takes records' : 'up'),
  redis: async (urls) => {
    const nodes = await Promise.all(urls.split(',').map(redisInfo));
    return nodes.every((node) => node.get('loading') === '0') ? 'up' : 'is still loading its data';
  },
  'schema-registry': async (url) => {
    const response = await get(new URL('subjects', withSlash(url)));
    return response.ok ? 'up' : `answers ${response.status}`;
  },
};

/** Services say themselves what is missing. */
const askService: Question = async (url) => {
  const response = await get(new URL('health/ready', withSlash(url)));
  return response.ok ? 'up' : `not ready: ${(await response.text()).trim()}`;
};

const get = (url: URL): Promise<Response> => fetch(url, { signal: AbortSignal.timeout(answerMillisecondsMax) });

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
