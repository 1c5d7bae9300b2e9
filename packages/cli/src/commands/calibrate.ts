import { Command } from '@commander-js/extra-typings';
import { type CalibrationServers, calibrateNow, openServers, wouldCalibrate } from '@ebb/calibration';
import type { Config } from '@ebb/contracts';
import { kafkaSecurity } from '@ebb/kafka';
import { TaskStopped } from '@ebb/runtime';
import { calibrationText } from '../calibration/calibration-text.ts';
import { UserError } from '../errors.ts';
import { addressOf } from '../running/addresses.ts';
import { configOf } from '../running/config-file.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export const calibrate = () =>
  new Command('calibrate')
    .summary('fit rhythm, spend and segments to the customers as they are now, and publish the result')
    .description(
      `Fits the models and edges to the customers in Redis while the stream goes on, shows what would change, and publishes a new version
on the topic calibrations. A fit that fails or moves beyond the bounds of the configuration is refused, and the last good one stays.`,
    )
    .option('--dry-run', 'show what would change, publish nothing', false)
    .option('--force', 'publish also what moves beyond the bounds', false)
    .action(async ({ dryRun, force }) => {
      const config = configOf(process.env);
      const servers = await connect(config);
      try {
        const judged = dryRun ? await wouldCalibrate(config, servers) : await calibrateNow(config, servers, { force });
        if (judged === null) throw new UserError('nothing has been read yet: there are no customers to fit anything to');
        process.stdout.write(`${calibrationText(judged, config.reportingCurrency)}\n`);
        if (!dryRun && judged.verdict.kind === 'refused' && !force) process.exitCode = 1;
      } finally {
        servers.redis.disconnect();
      }
    });

async function connect(config: Config): Promise<CalibrationServers> {
  const addresses = {
    kafkaBrokers: addressOf('kafka').split(','),
    kafkaSecurity: kafkaSecurity(config.kafka, process.env),
    redisUrl: addressOf('redis'),
    schemaRegistryUrl: addressOf('schema-registry'),
  };
  try {
    return await openServers(config, addresses, quiet);
  } catch (error) {
    if (error instanceof TaskStopped) throw new UserError(error.message, { cause: error });
    throw error;
  }
}
