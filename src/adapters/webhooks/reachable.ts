import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';

/** WHK-6: whether an address is one of the public internet's: none of this machine, its network, its provider's, a group, or another protocol's in disguise. */
export const isPublicAddress = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

/** As a connection asks for it: one address, or all of them. */
type LookupFunction = (hostname: string, options: LookupOptions, callback: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void) => void;

/** What a name that stands for such an address fails with. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';

  constructor(host: string) {
    super(`${host} is an address inside a private network, which is not delivered to`);
  }
}

/**
 * WHK-6: looks a name up for the connection that is about to be made, so that the address that was checked is the one that is connected to, whatever the name stands for a moment later. Fails with AddressNotAllowed where any of its addresses is
 * not public.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) return callback(new AddressNotAllowed(hostname), '', 0);
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });

/** A host that is written as an address is connected to without being looked up. */
export const literalAddress = ({ hostname }: URL): string | undefined => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : undefined;
};
