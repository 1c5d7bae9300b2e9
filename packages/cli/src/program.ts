import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { bench } from './commands/bench.ts';
import { calibrate } from './commands/calibrate.ts';
import { census } from './commands/census.ts';
import { check } from './commands/check.ts';
import { customer } from './commands/customer.ts';
import { demo } from './commands/demo.ts';
import { down } from './commands/down.ts';
import { effects } from './commands/effects.ts';
import { evaluate } from './commands/evaluate.ts';
import { replay } from './commands/replay.ts';
import { status } from './commands/status.ts';
import { test } from './commands/test.ts';
import { topics } from './commands/topics.ts';
import { up } from './commands/up.ts';

/** The command line. A command is a file of `commands/` that returns it, whole; it is listed here. */
export function ebb(): Command {
  const program = new Command('./ebb')
    .description('Ebb notices, as it happens, that a customer is leaving.')
    .usage('<command> [options]')
    .helpCommand(false)
    .addHelpText('after', environmentHelp);
  const commands = [
    demo(),
    up(),
    status(),
    down(),
    topics(),
    customer(),
    census(),
    effects(),
    calibrate(),
    evaluate(),
    bench(),
    replay(),
    test(),
    check(),
  ];
  for (const command of commands) program.addCommand(command.configureHelp({ commandDescription: inParagraphs }));
  return program;
}

/** Where the code ends a line, the text goes on; the terminal breaks it by its own width. */
const inParagraphs = (command: CommandUnknownOpts): string => command.description().replaceAll(/(?<!\n)\n(?!\n)/g, ' ');

const environmentHelp = `
Environment:
  KAFKA_BROKERS        host:port,… of a Kafka to use instead of starting one
  REDIS_URL            redis://… or rediss://… of a Redis to use instead of starting one
  SCHEMA_REGISTRY_URL  http://… of a schema registry to use instead of starting one
  EBB_CONFIG           the configuration file (ebb.yaml)

Each command explains itself: ./ebb <command> --help`;
