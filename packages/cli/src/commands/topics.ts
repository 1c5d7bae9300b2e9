import { Command } from '@commander-js/extra-typings';
import { loadConfig } from '@ebb/contracts';
import { kafkaSecurity } from '@ebb/kafka';
import { addressOf } from '../running/addresses.ts';
import { configFileOf } from '../running/config-file.ts';
import { makeTopics } from '../running/topics.ts';

export const topics = () =>
  new Command('topics')
    .summary('make the topics that the configuration names, where they are missing')
    .description(
      `Makes the topics that the configuration names, where they are missing, each with as many partitions as it says; the broker's
defaults decide on replicas and retention. Those that are there stay as they are.`,
    )
    .action(async () => {
      const config = loadConfig(configFileOf(process.env));
      const made = await makeTopics(addressOf('kafka'), config, kafkaSecurity(config.kafka, process.env));
      process.stdout.write(`${made.join(', ')}: there, ${config.partitions} partitions each if they were not.\n`);
    });
