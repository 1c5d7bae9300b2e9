/**
 * Keeps webhooks out of one's own network. The address is judged when it is connected to, after the name has been looked up: a name
 * that changes what it stands for (DNS rebinding) gains nothing.
 */
import { lookup as lookupOfDns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The address is not one of the public internet. */
class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';

  constructor(host: string, address: string) {
    const what = host === address ? address : `${host} is ${address}, which`;
    super(`${what} is no public address; allowPrivate: true of the target would allow it`);
  }
}

/** Whether an IP address belongs to the public internet: not private, loopback, link-local, shared, reserved, multicast … */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  // What only carries an IPv4 address (NAT64, 6to4, Teredo) has ranges of its own: none of them is `unicast`.
  return parsed.range() === 'unicast' && !isCompatible(parsed);
}

/** ::a.b.c.d, long deprecated, which some systems still send to a.b.c.d. */
const isCompatible = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address instanceof ipaddr.IPv6 && address.parts.slice(0, 6).every((part) => part === 0);

/** A look-up that gives public addresses only. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookupOfDns(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const refused = addresses.find(({ address }) => !isPublic(address));
    if (refused !== undefined) return callback(new PrivateAddress(host, refused.address), '', 0);
    if (options.all === true) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first?.address ?? '', first?.family ?? 0);
  });
};

/** A host that is an address is never looked up: it is judged here. @throws {PrivateAddress} */
export function refusePrivateHost(hostname: string): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.isValid(address) && !isPublic(address)) throw new PrivateAddress(address, address);
}
