import { MissingPackagesError, ServerFailedError } from '@ebb/stack';
import { UserError } from './errors.ts';
import { ebb } from './program.ts';

try {
  await ebb().parseAsync();
} catch (error) {
  const expected = error instanceof UserError || error instanceof MissingPackagesError || error instanceof ServerFailedError;
  process.stderr.write(`ebb: ${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
