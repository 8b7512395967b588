import { join } from 'node:path';
import { type PreparedWorld } from '../../../src/sandbox/contracts';
import { prepareWorld, readWorldFiles } from '../../../src/sandbox/world/prepareWorld';
import { newCommerce, policyBook } from '../../../src/domain/policy/policy';
import { instant } from '../../../src/kernel/instant';
import { writeTree } from '../../support/temporaryFolder';

const root = join(__dirname, '..', '..', '..');

export const ZON = '5a3c1f60-9d1b-4c0e-8f53-0b6b0c2f7a11';
export const EIK = '8e0d7c52-1f7a-4d2b-9a44-3c5d6e7f8a22';

const customer = (name: string, tenantId: string, country: string, relationships: string, agreements: string): string => `
  - name: ${name}
    tenantId: ${tenantId}
    domain: ${name.toLowerCase()}.onmicrosoft.com
    country: ${country}
    contact: {firstName: Ida, lastName: Kok, email: ida@${name.toLowerCase()}.example, phoneNumber: "0201234567"}
    address: {addressLine1: Dorpsstraat 1, city: Utrecht, postalCode: "3511 AA", country: ${country}}
    relationships: ${relationships}
    agreements: ${agreements}`;

/** A direct partner in NL, an indirect provider with two resellers, of whom one signed; two customers. */
export const WORLD = `start: 2026-01-01T00:00:00Z
partners:
  - slug: acme
    name: Acme Cloud
    tenantId: 11111111-1111-4111-8111-111111111111
    partnerId: "5550001"
    country: NL
    currency: EUR
  - slug: depot
    name: Depot
    tenantId: 22222222-2222-4222-8222-222222222222
    partnerId: "5550002"
    kind: indirect_provider
    country: NL
    currency: EUR
    resellers:
      - {name: Waterland, partnerId: "6120045", tenantId: 33333333-3333-4333-8333-333333333333, country: NL, agreementSigned: true}
      - {name: Duinrand, partnerId: "6120046", tenantId: 44444444-4444-4444-8444-444444444444, country: NL, agreementSigned: false}
customers:${customer('Zon', ZON, 'NL', '{acme: accepted, depot: accepted}', '[{partner: acme, dateAgreed: 2024-01-01}, {partner: depot, dateAgreed: 2024-01-01T00:00:00Z}]')}${customer('Eik', EIK, 'NL', '{acme: accepted, depot: pending}', '[]')}
`;

export const HEADER = 'SubscriptionId,CustomerId,ProductId,SkuId,LicensesPurchased,TermDuration,BillingCycle,TermEndDate,AutoRenew,Promotion,Reseller,UnitPrice,Currency,Market';

/** Id of the nth subscription of a test. */
export const subscriptionId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let worlds = 0;

/** Writes a world of one's own. @param portfolios by partner: lines of a file, the header included. @returns its file. */
export const writeWorld = (folder: string, { world = WORLD, portfolios = {} }: { readonly world?: string; readonly portfolios?: Readonly<Record<string, readonly string[]>> } = {}): string => {
  const own = join(folder, String((worlds += 1)));
  const named = Object.keys(portfolios).map((partner) => `\n  - {file: ${partner}.csv, partner: ${partner}}`);
  writeTree(own, { 'world.yaml': `${world}${named.length === 0 ? '' : `portfolios:${named.join('')}\n`}`, ...Object.fromEntries(Object.entries(portfolios).map(([partner, lines]) => [`${partner}.csv`, lines.join('\n')])) });
  return join(own, 'world.yaml');
};

/** @throws SandboxProblem with all that is wrong. */
export const prepared = async (file: string, now = '2026-01-01T00:00:00Z'): Promise<PreparedWorld> => prepareWorld(await readWorldFiles(file, root), policyBook([{ ...newCommerce, subscriptionsPerCustomer: 6 }]), instant(now));

/** What the user is told. */
export const refusalOf = async (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => ['loaded'],
    (error: unknown) => (error instanceof Error ? error.message.split('\n') : [String(error)]),
  );
