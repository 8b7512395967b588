import { randomUUID } from 'node:crypto';
import { legacyAzureWrite } from '../app/azurePlan/azureBook';
import { attestationWrite, customerRecord, customerWrite } from '../app/customer/customerBook';
import { claimExisting } from '../app/customer/domainClaims';
import { derivedGuid } from '../app/command/ids';
import { importCatalogue, type CatalogueImport } from '../app/catalogue/importCatalogue';
import { withBound } from '../app/due/withBound';
import { putPartner } from '../app/partner/putPartner';
import { storePortfolio } from '../app/portfolio/storePortfolio';
import { causedBy } from '../app/command/eventRecord';
import { eventWrites } from '../app/command/publishing';
import { eventsAlone } from '../app/command/storedEvents';
import { type WiredApp } from '../wiring/wiring';
import { customerAgreement, templatesOfType } from '../domain/parties/customer/agreements';
import { type Attestation, type Customer } from '../domain/parties/customer/state';
import { instant, type Instant } from '../kernel/instant';
import { ANY_ETAG, type Write } from '../kernel/partitionStore';
import { wishesOf } from '../domain/parties/partner/nestedResellers';
import { type Partner } from '../domain/parties/partner/state';
import { type Brought } from '../domain/portfolio/broughtSubscription';
import { readSampleCatalogue, readSampleWorld, type SampleCustomer } from './sampleFiles';

const CUSTOMERS_AT_ONCE = 8;

const attestationsOf = (sample: SampleCustomer, tenantOf: (slug: string) => string): Record<string, Attestation> => {
  const [template] = templatesOfType(customerAgreement);
  if (template === undefined) throw new Error('There is no template of the customer agreement');
  return Object.fromEntries(
    sample.agreements.map(({ partner, dateAgreed }) => [
      tenantOf(partner),
      {
        agreementType: customerAgreement,
        templateId: template.templateId,
        dateAgreed: instant(dateAgreed),
        primaryContact: sample.contact,
        userId: derivedGuid('sample user', partner),
        attestedAt: instant(dateAgreed),
      },
    ]),
  );
};

/** @throws where it names a partner that the world does not have. */
export const customerOf = (sample: SampleCustomer, world: Pick<World, 'partners'>, now: Instant): Customer => {
  const partnerOf = (slug: string): Partner => {
    const partner = world.partners.find((candidate) => candidate.slug === slug);
    if (partner === undefined) throw new Error(`The customer ${sample.name} names an unknown partner ${slug}`);
    return partner;
  };
  const tenantOf = (slug: string): string => partnerOf(slug).tenantId;
  const { contact } = sample;
  return {
    id: sample.tenantId,
    commerceId: derivedGuid('commerce', sample.tenantId),
    version: 1,
    name: sample.name,
    domain: sample.domain,
    country: sample.country,
    segment: sample.segment,
    billingProfile: {
      id: derivedGuid('billingProfile', sample.tenantId),
      email: contact.email,
      culture: sample.culture,
      language: sample.language,
      companyName: sample.name,
      defaultAddress: { ...sample.address, firstName: contact.firstName, lastName: contact.lastName, phoneNumber: contact.phoneNumber },
    },
    createdAt: now,
    relationships: Object.fromEntries(
      Object.entries(sample.relationships).map(([slug, status]) => {
        const { tenantId, resellers } = partnerOf(slug);
        // Another partner sells to the customer without it.
        const reseller = resellers.find(({ partnerId }) => partnerId === sample.resellerPartnerId);
        return [tenantId, { status, since: now, ...(reseller !== undefined && { resellerTenantId: reseller.tenantId }) }];
      }),
    ),
    attestations: attestationsOf(sample, tenantOf),
  };
};

const legacyOf = ({ tenantId, legacyAzure }: SampleCustomer, world: Pick<World, 'partners'>): Write[] => {
  if (legacyAzure === undefined) return [];
  const { subscriptionId: id, offerId, since, partner, azureSubscriptions } = legacyAzure;
  const partnerId = world.partners.find(({ slug }) => slug === partner)?.tenantId ?? '';
  return [legacyAzureWrite({ id, customerId: tenantId, partnerId, offerId, since: instant(since), azureSubscriptions: azureSubscriptions.map((each) => ({ id: each.id, friendlyName: each.name })) })];
};

const storeCustomer = async (app: WiredApp, customer: Customer, besides: readonly Write[]): Promise<void> => {
  const [seller = ''] = Object.keys(customer.relationships);
  const records = causedBy({ command: 'sample' }, [customerRecord(customer, undefined, seller, customer.createdAt, { type: 'CustomerCreated', name: customer.name, country: customer.country })]);
  const committed = await app.commerce.commit(customer.id, [
    customerWrite(customer),
    ...Object.entries(customer.attestations).map(([partner, attestation]) => attestationWrite(partner, attestation)),
    ...besides,
    ...eventWrites(records),
  ]);
  await claimExisting(app.stores.Directory, customer);
  // A customer that is there already came with an earlier start that did not get to the end.
  if (committed.ok) await app.publishing.afterCommit([eventsAlone(records)], []);
};

/** A row of the `Partners` table that stands while partners are being made: a start that was interrupted is taken up again by the next one. */
const LOADING = { partition: 'sample', key: 'loading' } as const;

const isLoaded = async (app: WiredApp): Promise<boolean> => {
  const { items, unreadable } = await app.partners.readable();
  return items.length + unreadable.length > 0 && (await app.stores.Partners.read(LOADING.partition, LOADING.key)) === undefined;
};

/** As an operator makes them. @throws where one is refused: the file is wrong. */
const makePartners = async (app: WiredApp, partners: readonly Partner[]): Promise<void> => {
  await app.stores.Partners.commit(LOADING.partition, [{ op: 'put', key: LOADING.key, value: { type: 'loading' } }]);
  for (const wish of wishesOf(partners)) {
    const made = await putPartner(app, wish);
    if (!made.ok) throw new Error(`The partner ${wish.name} cannot be made: ${JSON.stringify(made.error)}`);
  }
  await app.stores.Partners.commit(LOADING.partition, [{ op: 'delete', key: LOADING.key, etag: ANY_ETAG }]);
};

/** What an installation begins with. */
export interface World {
  /** As a line calls it: `the sample world`. */
  readonly name: string;
  readonly partners: readonly Partner[];
  readonly customers: readonly SampleCustomer[];
  readonly catalogue: CatalogueImport;
  /** What runs already, of all customers. */
  readonly brought: readonly Brought[];
}

const TOLD_EVERY = 1000;

const counted = (count: number): string => count.toLocaleString('en-US');

const storeBrought = async (app: WiredApp, brought: readonly Brought[], print: (line: string) => void): Promise<void> => {
  let told = 0;
  await storePortfolio(app, brought, (stored) => {
    if (stored - told < TOLD_EVERY) return;
    told = stored;
    print(`  ${counted(stored)} of ${counted(brought.length)} subscriptions`);
  });
};

/**
 * Fills an empty store with a world: catalogue, customers, what they have, partners; one that holds partners is left alone. They are written last, so that a
 * start that was interrupted is taken up again by the next one.
 */
export const loadWorld = async (app: WiredApp, world: World, print: (line: string) => void): Promise<void> => {
  if (await isLoaded(app)) return;
  print(`Loading ${world.name} …`);
  const imported = await importCatalogue({ store: app.stores.Catalogue, clock: app.clock, newId: randomUUID }, world.catalogue, () => undefined);
  if (!imported.ok) throw new Error(`The catalogue of ${world.name} cannot be loaded: ${JSON.stringify(imported.error)}`);
  app.catalogues.forget();
  const now = app.clock.now();
  await withBound(CUSTOMERS_AT_ONCE, world.customers, (sample) => storeCustomer(app, customerOf(sample, world, now), legacyOf(sample, world)));
  await storeBrought(app, world.brought, print);
  await makePartners(app, world.partners);
  const lines = imported.value.reduce((sum, market) => sum + market.priceLines, 0);
  const subscriptions = world.brought.length === 0 ? '' : `, ${counted(world.brought.length)} subscriptions`;
  print(`  ${counted(world.partners.length)} partners, ${counted(world.customers.length)} customers${subscriptions}, ${lines} price lines in ${imported.value.length} markets`);
};

/** {@link loadWorld} of the sample. */
export const loadSampleWorld = async (app: WiredApp, root: string, print: (line: string) => void): Promise<void> => {
  const { partners, customers, catalogue } = await readSampleWorld(root);
  await loadWorld(app, { name: 'the sample world', partners, customers, catalogue: await readSampleCatalogue(root, { catalogue }), brought: [] }, print);
};

/** The partners alone, without customers and catalogue (`--no-sample`): the development tokens are theirs. A store that holds partners is left alone. */
export const loadPartners = async (app: WiredApp, root: string): Promise<void> => {
  if (await isLoaded(app)) return;
  await makePartners(app, (await readSampleWorld(root)).partners);
};
