import { Command } from '@commander-js/extra-typings';
import { effectsText, readEffects } from '@ebb/actions';
import { effectFigures } from '@ebb/domain';
import { alertPartitions } from '../running/alert-partitions.ts';
import { configOf } from '../running/config-file.ts';
import { reachRedis } from '../running/redis.ts';

export const effects = () =>
  new Command('effects')
    .summary('what actions do: how many came back of those acted on, and of the hold-out')
    .description(
      `Prints, for each kind of action that has a hold-out and each stage, how many customers were watched for 180 days after an alert,
how many of them came back, and the difference to those who were left alone, with its 95 % interval. What reaches over 0 may be
chance. Reads what the actions count in Redis within their commits; changes nothing.`,
    )
    .action(async () => {
      const config = configOf(process.env);
      const redis = await reachRedis();
      try {
        const counts = await readEffects(redis, await alertPartitions(config));
        process.stdout.write(`${effectsText(effectFigures(counts))}\n`);
      } finally {
        redis.disconnect();
      }
    });
