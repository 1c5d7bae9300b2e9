import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '@ebb/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kafkaSecurity } from './security.ts';

const kafkaOf = (yaml: string) => parseConfig(yaml, 'ebb.yaml', () => '').kafka;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebb-security-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('TLS and SASL of the Kafka connection', () => {
  it('are left out where the configuration has none', () => {
    expect(kafkaSecurity(kafkaOf(''), {})).toEqual({});
  });

  it('take authorities from a file and credentials from the environment, never from the configuration', () => {
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, 'PEM');
    const kafka = kafkaOf('kafka:\n  ssl: { caFileFrom: KAFKA_CA_FILE }\n  sasl: { mechanism: scram-sha-512 }\n');
    const environment = { KAFKA_CA_FILE: ca, KAFKA_USERNAME: 'ebb', KAFKA_PASSWORD: 'secret' };
    expect(kafkaSecurity(kafka, environment)).toEqual({
      ssl: { ca: 'PEM' },
      sasl: { mechanism: 'scram-sha-512', username: 'ebb', password: 'secret' },
    });
  });

  it('with nothing said of them use TLS with the authorities of the system', () => {
    expect(kafkaSecurity(kafkaOf('kafka:\n  ssl: {}\n'), {})).toEqual({ ssl: {} });
  });

  it('name every variable that is missing and every file that cannot be read', () => {
    const kafka = kafkaOf('kafka:\n  ssl: { caFileFrom: KAFKA_CA_FILE }\n  sasl: { mechanism: plain }\n');
    expect(() => kafkaSecurity(kafka, { KAFKA_CA_FILE: join(folder, 'none.pem'), KAFKA_USERNAME: 'ebb' })).toThrow(
      /none\.pem cannot be read \(ENOENT\)[^]*kafka\.sasl\.passwordFrom names the environment variable KAFKA_PASSWORD, which is not set/,
    );
  });
});
