import { Command, Option } from '@commander-js/extra-typings';
import { lookUpActions } from '@ebb/actions';
import { type Config, minorDigitsOf } from '@ebb/contracts';
import { connectKafka, kafkaSecurity, Schemas } from '@ebb/kafka';
import { lookUp } from '@ebb/lifecycle';
import { knownCalibrations } from '@ebb/service';
import type { Kafka } from 'kafkajs';
import { customerText } from '../customer/customer-text.ts';
import { UserError } from '../errors.ts';
import { addressOf } from '../running/addresses.ts';
import { alertPartitions } from '../running/alert-partitions.ts';
import { configOf } from '../running/config-file.ts';
import { reachRedis } from '../running/redis.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export const customer = () =>
  new Command('customer')
    .summary('everything about one customer: what happened, what was decided and why, what comes next')
    .description(
      `Prints where a customer stands, the whole journey with every decision and its reason, and what will happen next and when if
nothing more comes. Reads what runs after ./ebb up, or the Redis that REDIS_URL names; changes nothing.`,
    )
    .argument('<id>', 'the customer id')
    .addOption(
      new Option('--language <tag>', 'of the explanations of what lies ahead; the journey is kept in English')
        .choices(['en', 'fr'] as const)
        .default('en' as const),
    )
    .action(async (id, { language }) => {
      const config = configOf(process.env);
      const redis = await reachRedis();
      const kafka = kafkaOf(config);
      try {
        const calibrations = await knownCalibrations(kafka, new Schemas(addressOf('schema-registry'), quiet), config, quiet);
        const found = await lookUp(redis, config, calibrations, id);
        if (found === null) throw new UserError(`nothing is known of a customer ${id}`);
        const decided = await lookUpActions(redis, config, id, await alertPartitions(config));
        const currency = config.reportingCurrency;
        const minorDigits = minorDigitsOf(currency) as number;
        const showing = { currency, minorDigits, timeZone: config.businessTimeZone, french: language === 'fr' };
        process.stdout.write(`${customerText(found, decided, showing)}\n`);
      } finally {
        redis.disconnect();
      }
    });

function kafkaOf({ kafka }: Config): Kafka {
  const brokers = addressOf('kafka').split(',');
  return connectKafka({ brokers, clientId: kafka.clientId, ...kafkaSecurity(kafka, process.env) }, quiet);
}
