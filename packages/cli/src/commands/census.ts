import { Command } from '@commander-js/extra-typings';
import { minorDigitsOf } from '@ebb/contracts';
import { readCensus } from '@ebb/lifecycle';
import { censusText } from '../census/census-text.ts';
import { configOf } from '../running/config-file.ts';
import { reachRedis } from '../running/redis.ts';

export const census = () =>
  new Command('census')
    .summary('how many customers stand at each stage, who came and went, who was kept, what they bring')
    .description(
      `Prints, for each stage of the lifecycle, how many customers there are now, how often it was entered and left, retention, attrition
and revenue per customer in the window. Reads what the lifecycle counts in Redis within its commits; changes nothing.`,
    )
    .action(async () => {
      const config = configOf(process.env);
      const redis = await reachRedis();
      try {
        const { reportingCurrency } = config;
        const counted = await readCensus(redis, config);
        process.stdout.write(`${censusText(counted, reportingCurrency, minorDigitsOf(reportingCurrency) as number)}\n`);
      } finally {
        redis.disconnect();
      }
    });
