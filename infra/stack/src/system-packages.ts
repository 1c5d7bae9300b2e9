import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const outputBytesMax = 64 * 1024 * 1024;

/** Packages are missing that only the machine's administrator can install. */
export class MissingPackagesError extends Error {
  override readonly name = 'MissingPackagesError';
}

/**
 * Installs Debian packages as root or with a sudo that asks for no password.
 * @throws {MissingPackagesError} neither is possible, or apt failed; the message says what to type.
 */
export const installPackages = (packages: readonly string[]): Promise<void> =>
  asRootWithApt(packages, async (apt) => {
    await apt('update');
    await apt('install', '--no-install-recommends', ...packages);
  });

/**
 * Reads the lists of packages anew, so that those named can be downloaded.
 * @throws {MissingPackagesError} as `installPackages`
 */
export const updatePackageLists = (packages: readonly string[]): Promise<void> =>
  asRootWithApt(packages, async (apt) => {
    await apt('update');
  });

type Apt = (...parameters: string[]) => Promise<unknown>;

async function asRootWithApt(packages: readonly string[], work: (apt: Apt) => Promise<void>): Promise<void> {
  const asRoot = await prefixToBeRoot();
  if (asRoot === undefined || !(await isThere('apt-get'))) throw new MissingPackagesError(byHand(packages));
  const apt: Apt = (...parameters) => {
    // The lock is for our own starts side by side: apt waits for nobody when it reads the package lists.
    const command = ['flock', '/var/lib/dpkg', 'apt-get', '--quiet', '--yes', '-o', 'DPkg::Lock::Timeout=300', ...parameters];
    const [program, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
    return run(program as string, rest, { maxBuffer: outputBytesMax });
  };
  try {
    await work(apt);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new MissingPackagesError(`${byHand(packages)}\napt-get said:\n${stderr || message}`);
  }
}

/** What to put before a command so that root runs it; undefined when that cannot be had without a password. */
async function prefixToBeRoot(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  try {
    await run('sudo', ['--non-interactive', 'true']);
    return ['sudo', '--non-interactive'];
  } catch {
    return undefined;
  }
}

async function isThere(program: string): Promise<boolean> {
  try {
    await run('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}

function byHand(packages: readonly string[]): string {
  return `Ebb needs Java 17 or later, Maven and Redis 7 or later to start Kafka and Redis itself, and Prometheus for some tests. Type
  sudo apt-get update && sudo apt-get install --yes ${packages.join(' ')}
(or install the like with your own package manager), or point Ebb at servers of yours with KAFKA_BROKERS and REDIS_URL.`;
}
