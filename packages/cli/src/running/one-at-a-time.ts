import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { repository } from '@ebb/stack';
import { UserError } from '../errors.ts';

/**
 * Runs the work while no other `./ebb up` or `./ebb down` of this checkout is at work. The lock is a name in Linux's abstract
 * socket space: the kernel gives it to one process only and takes it back when that ends, however it ends.
 * @throws {UserError} another one is at work
 */
export async function oneAtATime(work: () => Promise<void>, folder = repository): Promise<void> {
  const lock = createServer();
  lock.listen(`\0ebb/${createHash('sha256').update(folder).digest('hex')}`);
  try {
    await once(lock, 'listening');
  } catch (cause) {
    throw new UserError(`another ./ebb up or ./ebb down is at work in ${folder}; wait for it to end`, { cause });
  }
  try {
    await work();
  } finally {
    lock.close();
  }
}
