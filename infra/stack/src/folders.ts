import { resolve } from 'node:path';

/** The checkout that this file belongs to. */
export const repository = resolve(import.meta.dirname, '../../..');

/** Everything that Ebb fetches, builds or keeps on this machine; ignored by git, safe to delete when nothing runs. */
export const ebbFolder = resolve(repository, '.ebb');

export const kafkaVersion = '4.3.1';

/** Where the broker's jars are, once they have been fetched. */
export const kafkaFolder = resolve(ebbFolder, `kafka-${kafkaVersion}`);
