/** A copy of the repository in which docker-compose.yml runs apart from everything else on this machine. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, repository, whyNoContainers } from '@ebb/stack';

const run = promisify(execFile);
const outputBytesMax = 64 << 20;
const grafana = /^grafana\//;

/** Published ports, by the variable that says which. */
const portNames = ['KAFKA', 'REDIS', 'SCHEMA_REGISTRY', 'DELIVERY', 'EVENTS', 'PROMETHEUS', 'ALERTMANAGER', 'GRAFANA'] as const;
type Ports = Readonly<Record<(typeof portNames)[number], number>>;

/** The images that the compose file and the image of Ebb are made of. */
async function imagesNeeded(): Promise<string[]> {
  const texts = await Promise.all(['docker-compose.yml', 'Dockerfile'].map((file) => readFile(join(repository, file), 'utf8')));
  return [...new Set([...texts.join('\n').matchAll(/^(?: +image: |FROM )([^\s$]+)/gm)].map(([, image]) => image as string))];
}

/** Why nothing of this can run here, as a sentence; undefined where it can. Grafana may be missing, and is left out then. */
export async function whyNoCompose(): Promise<string | undefined> {
  const why = await whyNoContainers((await imagesNeeded()).filter((image) => !grafana.test(image)));
  if (why !== undefined) return why;
  return (await composeCommand()) === undefined ? 'there is neither docker compose nor docker-compose' : undefined;
}

async function composeCommand(): Promise<string | undefined> {
  for (const command of ['docker compose', 'docker-compose']) {
    try {
      await run('sh', ['-c', `${command} version`]);
      return command;
    } catch {
      // The other one may be there.
    }
  }
  return undefined;
}

export class Checkout {
  readonly directory: string;
  readonly ports: Ports;
  readonly #compose: string;
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(directory: string, ports: Ports, compose: string, environment: NodeJS.ProcessEnv) {
    this.directory = directory;
    this.ports = ports;
    this.#compose = compose;
    this.#environment = environment;
  }

  static async make(): Promise<Checkout> {
    const directory = await mkdtemp(join(tmpdir(), 'ebb-containers-'));
    await run(
      'sh',
      ['-c', `git ls-files -z --cached --others --exclude-standard | tar -c --null -T - | tar -x -C ${directory}`],
      {
        cwd: repository,
      },
    );
    const home = join(directory, 'home');
    await mkdir(home);
    const ports = {} as Record<(typeof portNames)[number], number>;
    for (const name of portNames) ports[name] = await freePort();
    const environment = {
      ...process.env,
      ...Object.fromEntries(portNames.map((name) => [`EBB_${name}_PORT`, String(ports[name])])),
      HOME: home,
      DOCKER_CONFIG: process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'),
      COMPOSE_PROJECT_NAME: `ebb-spec-${process.pid}`,
      EBB_IMAGE: 'ebb:spec',
      EXTRA_CA_CERTIFICATES: await authoritiesOfThisMachine(),
    };
    const checkout = new Checkout(directory, ports, (await composeCommand()) as string, environment);
    await checkout.#leaveOutWhatIsNotHere();
    return checkout;
  }

  /** Runs a script as somebody would type it; resolves with all that it has printed. */
  async run(script: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const lines = script.replaceAll('docker compose', this.#compose);
    const { stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', lines], {
      cwd: this.directory,
      env: { ...this.#environment, ...environment },
      maxBuffer: outputBytesMax,
    });
    return `${stdout}${stderr}`;
  }

  /** What a script that has to fail says. */
  async complaint(script: string, environment: Readonly<Record<string, string>>): Promise<string> {
    const ran = await this.run(script, environment).then(
      (said) => ({ said, failed: false }),
      (error: { stdout: string; stderr: string }) => ({ said: `${error.stdout}${error.stderr}`, failed: true }),
    );
    if (!ran.failed) throw new Error(`this should have failed: ${script}\n${ran.said}`);
    return ran.said;
  }

  /** Ids of what is there of the project. */
  async ids(what: 'container' | 'volume'): Promise<string[]> {
    const project = `label=com.docker.compose.project=${this.#environment['COMPOSE_PROJECT_NAME']}`;
    const all = what === 'container' ? '--all' : '';
    const { stdout } = await run('sh', ['-c', `docker ${what} ls ${all} --quiet --filter ${project}`]);
    return stdout.split('\n').filter((line) => line !== '');
  }

  async remove(): Promise<void> {
    await this.run('docker compose --profile full --profile demo --profile grafana down --volumes --remove-orphans --timeout 5');
    await rm(this.directory, { recursive: true, force: true });
  }

  async #leaveOutWhatIsNotHere(): Promise<void> {
    const missing = await whyNoContainers((await imagesNeeded()).filter((image) => grafana.test(image)));
    if (missing === undefined) return;
    const file = join(this.directory, '.env');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(/^COMPOSE_PROFILES=.*$/m, (line) => line.replace('grafana,', '')),
    );
  }
}

/** What Debian's machines keep where their administrator adds authorities: a proxy that opens TLS has one. */
async function authoritiesOfThisMachine(): Promise<string> {
  const { stdout } = await run('sh', ['-c', 'cat /usr/local/share/ca-certificates/*.crt 2>/dev/null || true']);
  return stdout;
}
