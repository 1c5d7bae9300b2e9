import { randomBytes } from 'node:crypto';
import { ConfigError, parseConfig } from '@ebb/contracts';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signatureHeaders, webhookSecrets } from './signature.ts';

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;
const config = parseConfig(
  'delivery: { targets: [{ name: crm, kind: webhook, url: "https://crm.example.com", secretFrom: CRM_SECRET }] }',
  'ebb.yaml',
  () => '',
);
const secretsIn = (text: string | undefined) => webhookSecrets(config.delivery, { CRM_SECRET: text }).get('crm') ?? [];

describe('a signature', () => {
  it('is right for the public library of Standard Webhooks', () => {
    const own = secret();
    const body = '{"type":"ebb.retention-action","data":{"customerId":"zoë"}}';
    const headers = signatureHeaders('task_1', Date.now(), body, secretsIn(own));
    expect(new Webhook(own).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(own).verify(`${body} `, headers)).toThrow(/signature/i);
  });

  it('is right for both secrets while one is changed for another', () => {
    const [before, after] = [secret(), secret()];
    const headers = signatureHeaders('task_1', Date.now(), '{}', secretsIn(`${after} ${before}`));
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const one of [before, after]) expect(new Webhook(one).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(secret()).verify('{}', headers)).toThrow(/signature/i);
  });
});

describe('a secret that cannot be used is refused at start', () => {
  it.each([
    [undefined, 'names the environment variable CRM_SECRET, which is not set'],
    ['', 'which is not set'],
    ['hunter2', 'does not hold whsec_ and 24 to 64 bytes in base64'],
    [`whsec_${randomBytes(16).toString('base64')}`, 'does not hold whsec_ and 24 to 64 bytes'],
    [`whsec_${randomBytes(65).toString('base64')}`, 'does not hold whsec_ and 24 to 64 bytes'],
    [`${secret()} nonsense`, 'does not hold whsec_'],
  ])('%s', (text, problem) => {
    expect(() => secretsIn(text)).toThrow(ConfigError);
    expect(() => secretsIn(text)).toThrow(problem);
  });
});
