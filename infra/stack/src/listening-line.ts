import type { Probed } from './server.ts';

/** A Node service of ours says that it is ready by one line of JSON with `"listening": "http://…"`; the answer is that URL. */
export async function listeningUrl({ output }: Pick<Probed, 'output'>): Promise<string | undefined> {
  return /^\{.*"listening"\s*:\s*"(https?:\/\/[^"]+)"/m.exec(await output())?.[1];
}
