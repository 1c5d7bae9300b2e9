import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const outputBytesMax = 64 * 1024 * 1024;

/**
 * Runs a command while Debian's packages may not start services: where nobody has set a policy (policy-rc.d), one that forbids it
 * stands meanwhile. What is installed is run by hand, on ports of its own.
 */
const withoutServices = `policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
"$@"`;

/** Packages are missing that only the machine's administrator can install. */
export class MissingPackagesError extends Error {
  override readonly name = 'MissingPackagesError';
}

/**
 * Installs Debian packages as root or with a sudo that asks for no password.
 * @throws {MissingPackagesError} neither is possible, or apt failed; the message says what to type.
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const asRoot = await prefixToBeRoot();
  if (asRoot === undefined || !(await isThere('apt-get'))) throw new MissingPackagesError(byHand(packages));
  const apt = (...parameters: string[]) => {
    // The lock is for our own starts side by side: apt waits for nobody when it reads the package lists.
    const aptGet = ['apt-get', '--quiet', '--yes', '-o', 'DPkg::Lock::Timeout=300', ...parameters];
    const command = ['flock', '/var/lib/dpkg', 'sh', '-c', withoutServices, 'sh', ...aptGet];
    const [program, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
    return run(program as string, rest, { maxBuffer: outputBytesMax });
  };
  try {
    await apt('update');
    await apt('install', '--no-install-recommends', ...packages);
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
