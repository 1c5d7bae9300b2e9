import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { ConfigError, loadConfig } from '@ebb/contracts';
import { type BadRow, IntakeError, parseColumns, RejectedRows, type ReplayProgress, replayFile } from '@ebb/intake';
import { kafkaSecurity } from '@ebb/kafka';
import { ebbFolder } from '@ebb/stack';
import { UserError } from '../errors.ts';
import { Interruption } from '../interruption.ts';
import { addressOf } from '../running/addresses.ts';
import { configFileOf } from '../running/config-file.ts';
import { parseSpeed } from '../speed.ts';

const badRowsNamedMax = 20;
const sayEveryMilliseconds = 2_000;
const interruptedExitCode = 130;

interface ReplaySettings {
  readonly map: string;
  readonly currency?: string | undefined;
  readonly speed?: number | undefined;
}

export const replay = () =>
  new Command('replay')
    .summary("bring in purchases from one's own CSV or NDJSON file")
    .description(
      `Sends the purchases of a file to Kafka by event time, as if they happened now, faster. The name ends with .csv (with a line of
column names), .ndjson or .jsonl (a JSON object on each line), or one of these and .gz. What runs after ./ebb up takes them in.

Times are ISO dates, ISO date-times or milliseconds since 1970; without an offset they are of the business time zone.
Amounts are decimals, such as 12.50. Rows that are bad are named, kept in .ebb/rejected, and left out. A file that is not
in time order is sorted, up to a million rows.`,
    )
    .argument('<file>', 'the file')
    .requiredOption(
      '--map <columns>',
      'which column holds what: customer=COL,at=COL,amount=COL[,id=COL][,currency=COL][,category=COL][,order=COL][,kind=COL]',
    )
    .option('--currency <code>', 'of rows without a currency of their own (the reporting currency, unless given)')
    .addOption(new Option('--speed <days>', 'event days per second (as fast as it goes, unless given)').argParser(parseSpeed))
    .addOption(new Option('--source <name>', 'what the rows are').choices(['purchases'] as const).default('purchases' as const))
    .action(async (file, settings) => {
      try {
        await replayPurchases(file, settings);
      } catch (error) {
        if (error instanceof IntakeError || error instanceof ConfigError) throw new UserError(error.message, { cause: error });
        throw error;
      }
    });

async function replayPurchases(path: string, { map, currency, speed }: ReplaySettings): Promise<void> {
  const columns = parseColumns(map);
  const config = loadConfig(configFileOf(process.env));
  const addresses = {
    kafkaBrokers: addressOf('kafka').split(','),
    kafkaSecurity: kafkaSecurity(config.kafka, process.env),
    schemaRegistryUrl: addressOf('schema-registry'),
  };
  const interruption = new Interruption();
  const bad = new BadRows(path);
  try {
    const sent = await replayFile({
      path,
      columns,
      currency: currency?.toUpperCase() ?? config.reportingCurrency,
      speed: speed ?? null,
      config,
      addresses,
      signal: interruption.signal,
      onBadRow: bad.add,
      onSurveyed: ({ purchases }) => bad.sayHowMany(purchases),
      onProgress: progressLines(),
      log: { info: () => {}, warn: say, error: say },
    });
    process.stdout.write(`${sent.events} purchases sent, the last of ${new Date(sent.eventTime).toISOString()}.\n`);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    process.stderr.write('Stopped; what was sent stays.\n');
    process.exit(interruptedExitCode);
  } finally {
    bad.close();
    interruption.stopListening();
  }
}

/** Names the first bad rows; all are kept in a file. */
class BadRows {
  readonly #path: string;
  readonly #rejected: RejectedRows;
  #count = 0;

  constructor(path: string) {
    this.#path = path;
    this.#rejected = new RejectedRows(join(ebbFolder, 'rejected'), path);
  }

  readonly add = (bad: BadRow): void => {
    this.#rejected.add(bad);
    this.#count += 1;
    if (this.#count <= badRowsNamedMax) process.stderr.write(`${this.#path}:${bad.line}: ${bad.reason}\n`);
  };

  sayHowMany(purchases: number): void {
    const where = this.#count === 0 ? '' : `; ${this.#count} bad ones are left out and kept in ${this.#rejected.path}`;
    process.stderr.write(`${purchases} purchases${where}\n`);
  }

  close(): void {
    this.#rejected.close();
  }
}

function progressLines(): (progress: ReplayProgress) => void {
  let last = performance.now();
  return ({ events, eventTime }) => {
    if (performance.now() - last < sayEveryMilliseconds) return;
    last = performance.now();
    process.stderr.write(`${new Date(eventTime).toISOString().slice(0, 10)}  ${events} sent\n`);
  };
}

function say(fields: object, message: string): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}
