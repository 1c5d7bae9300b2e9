/** The container engine of this machine, asked through its command line. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** As in docker-compose.yml. */
export const images = { kafka: 'apache/kafka:4.3.1', redis: 'redis:7-bookworm' } as const;

/**
 * Why no container of these images can be started here, as a sentence; undefined where they can. An image that could be
 * downloaded counts as missing: tests download nothing that nobody asked for.
 */
export async function whyNoContainers(needed: readonly string[]): Promise<string | undefined> {
  const engine = await complaintOf('info', '--format', '{{.ServerVersion}}');
  if (engine !== undefined) return `no container engine answers (docker info: ${engine})`;
  for (const image of needed) {
    const missing = await complaintOf('image', 'inspect', image);
    if (missing !== undefined) return `the image ${image} is not on this machine; docker pull ${image} gets it`;
  }
  return undefined;
}

/** What `docker` says where it fails, in a line. */
async function complaintOf(...parameters: readonly string[]): Promise<string | undefined> {
  try {
    await run('docker', parameters);
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr || message).trim().split('\n').at(-1);
  }
}
