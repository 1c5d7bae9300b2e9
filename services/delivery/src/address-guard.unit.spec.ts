import { describe, expect, it } from 'vitest';
import { isPublic, publicLookup, refusePrivateHost } from './address-guard.ts';

describe('a webhook goes to no address of one’s own network', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback, all of it', '127.8.8.8'],
    ['this host', '0.0.0.0'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['link-local, where clouds keep their metadata', '169.254.169.254'],
    ['shared by providers (CGNAT)', '100.64.0.1'],
    ['protocols', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['loopback of IPv6', '::1'],
    ['unspecified', '::'],
    ['IPv4 in IPv6', '::ffff:10.0.0.1'],
    ['IPv4 in IPv6, in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-compatible', '::a00:1'],
    ['translated IPv4 (NAT64)', '64:ff9b::a00:1'],
    ['6to4', '2002:a00:1::'],
    ['Teredo', '2001::1'],
    ['link-local of IPv6', 'fe80::1'],
    ['unique local', 'fc00::1'],
    ['unique local, metadata', 'fd00:ec2::254'],
    ['site-local', 'fec0::1'],
    ['multicast of IPv6', 'ff02::1'],
    ['documentation of IPv6', '2001:db8::1'],
    ['no address', 'example.com'],
  ])('%s: %s', (_, address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.215.14', '::ffff:8.8.8.8', '2606:4700::1111'])('but to %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it('whether the address stands in the URL, however it is written', () => {
    for (const url of [
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://[::ffff:127.0.0.1]/',
    ]) {
      expect(() => refusePrivateHost(new URL(url).hostname)).toThrow(/no public address; allowPrivate: true/);
    }
    expect(() => refusePrivateHost('example.com')).not.toThrow();
  });

  it.each([{ all: true }, { all: false }])('or a name stands for it when it is connected to (%j)', async (options) => {
    const { promise, resolve } = Promise.withResolvers<Error | null>();
    publicLookup('localhost', options, (error) => resolve(error));
    expect((await promise)?.message).toMatch(/^localhost is (127\.0\.0\.1|::1), which is no public address/);
  });
});
