/** Writes calibration.json beside this file. Run by hand: `node infra/cdnow/calibrate.ts`. */
import { writeFileSync } from 'node:fs';
import { readCdnow } from '../../packages/testing/src/cdnow/customers.ts';
import { fitCalibration } from '../../packages/testing/src/cdnow/fit-calibration.ts';

const target = new URL('calibration.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(fitCalibration(readCdnow()), null, 2)}\n`);
