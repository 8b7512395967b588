import { createHash } from 'node:crypto';
import { type Client } from './clients';
import { type Organisation } from './organisations';

/** A person. */
export interface User {
  /** `sales_agent@havn.example`. */
  readonly signInName: string;
  readonly objectId: string;
}

/** Whom tokens are for: an application alone, or with a user. */
export interface Grantee extends Client {
  readonly user?: User;
}

/** The same GUID for the same text every time, as Entra ID's object ids are. */
const stableId = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};

/**
 * A user of an organisation. One of a role is the same person however it signs in; one with a name of its own is another.
 * @param signInName absent: the one user of that role.
 */
export const userOf = ({ kind, tenantId, slug, domains }: Organisation, role: string, signInName?: string): User => {
  const usual = `${role}@${domains[0]}`;
  const given = signInName?.toLowerCase();
  if (given === undefined || domains.some((domain) => given === `${role}@${domain}`)) {
    return { signInName: usual, objectId: stableId(`user|${tenantId}|${kind === 'partner' ? `${slug}-${role}` : kind}`) };
  }
  return { signInName: given, objectId: stableId(`user|${tenantId}|${given}`) };
};

/** What stands in the `oid` of an application's own token. */
export const appObjectId = ({ organisation, clientId }: Client): string => stableId(`app|${organisation.tenantId}|${clientId}`);
