/** Composition root: the only place that reads the environment. */
import { runService } from '@ebb/service';
import { service, startCalibration } from './service.ts';

await runService(service, process.env, startCalibration);
