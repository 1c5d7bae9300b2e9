/** Composition root: the only place that reads the environment. */
import { runService } from '@ebb/service';
import { service } from './program.ts';
import { startLifecycle } from './service.ts';

await runService(service, process.env, startLifecycle);
