import { randomUUID } from 'node:crypto';
import { legacyAzureWrite } from '../app/azurePlan/azureBook';
import { attestationWrite, customerRecord, customerWrite } from '../app/customer/customerBook';
import { claimExisting } from '../app/customer/domainClaims';
import { derivedGuid } from '../app/command/ids';
import { importCatalogue } from '../app/catalogue/importCatalogue';
import { putPartner } from '../app/partner/putPartner';
import { causedBy } from '../app/command/eventRecord';
import { eventWrites } from '../app/command/publishing';
import { eventsAlone } from '../app/command/storedEvents';
import { type WiredApp } from '../wiring/wiring';
import { customerAgreement, templatesOfType } from '../domain/parties/customer/agreements';
import { type Attestation, type Customer } from '../domain/parties/customer/state';
import { instant, type Instant } from '../kernel/instant';
import { type Write } from '../kernel/partitionStore';
import { wishesOf } from '../domain/parties/partner/nestedResellers';
import { type Partner } from '../domain/parties/partner/state';
import { readSampleCatalogue, readSampleWorld, type SampleCustomer, type SampleWorld } from './sampleFiles';

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

const customerOf = (sample: SampleCustomer, world: SampleWorld, now: Instant): Customer => {
  const tenantOf = (slug: string): string => {
    const partner = world.partners.find((candidate) => candidate.slug === slug);
    if (partner === undefined) throw new Error(`world.json: customer ${sample.name} names an unknown partner ${slug}`);
    return partner.tenantId;
  };
  const reseller = world.partners.flatMap((partner: Partner) => partner.resellers).find(({ partnerId }) => partnerId === sample.resellerPartnerId);
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
      Object.entries(sample.relationships).map(([slug, status]) => [
        tenantOf(slug),
        { status, since: now, ...(reseller !== undefined && { resellerTenantId: reseller.tenantId }) },
      ]),
    ),
    attestations: attestationsOf(sample, tenantOf),
  };
};

const legacyOf = ({ tenantId, legacyAzure }: SampleCustomer, world: SampleWorld): Write[] => {
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

const isLoaded = async (app: WiredApp): Promise<boolean> => (await app.partners.all()).length > 0 && (await app.stores.Partners.read(LOADING.partition, LOADING.key)) === undefined;

/** As an operator makes them. @throws where one is refused: the file is wrong. */
const makePartners = async (app: WiredApp, partners: readonly Partner[]): Promise<void> => {
  await app.stores.Partners.commit(LOADING.partition, [{ op: 'put', key: LOADING.key, value: { type: 'loading' } }]);
  for (const wish of wishesOf(partners)) {
    const made = await putPartner(app, wish);
    if (!made.ok) throw new Error(`The partner ${wish.name} cannot be made: ${JSON.stringify(made.error)}`);
  }
  await app.stores.Partners.commit(LOADING.partition, [{ op: 'delete', key: LOADING.key }]);
};

/**
 * Fills an empty store with the sample's catalogue, partners and customers; one that holds partners is left alone. They are written last, so that a
 * start that was interrupted is taken up again by the next one.
 */
export const loadSampleWorld = async (app: WiredApp, root: string, print: (line: string) => void): Promise<void> => {
  if (await isLoaded(app)) return;
  print('Loading the sample world …');
  const world = await readSampleWorld(root);
  const imported = await importCatalogue({ store: app.stores.Catalogue, clock: app.clock, newId: randomUUID }, await readSampleCatalogue(root, world), () => undefined);
  if (!imported.ok) throw new Error(`The sample catalogue cannot be loaded: ${JSON.stringify(imported.error)}`);
  app.catalogues.forget();
  const now = app.clock.now();
  for (const sample of world.customers) await storeCustomer(app, customerOf(sample, world, now), legacyOf(sample, world));
  await makePartners(app, world.partners);
  const lines = imported.value.reduce((sum, market) => sum + market.priceLines, 0);
  print(`  ${world.partners.length} partners, ${world.customers.length} customers, ${lines} price lines in ${imported.value.length} markets`);
};

/** The partners alone, without customers and catalogue (`--no-sample`): the development tokens are theirs. A store that holds partners is left alone. */
export const loadPartners = async (app: WiredApp, root: string): Promise<void> => {
  if (await isLoaded(app)) return;
  await makePartners(app, (await readSampleWorld(root)).partners);
};
