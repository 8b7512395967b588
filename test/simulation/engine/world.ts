import { MemoryExportFiles } from '../../../src/adapters/memory/memoryExportFiles';
import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { type Caller } from '../../../src/adapters/http/caller';
import { customerRows } from '../../../src/app/customer/customerBook';
import { offerOf } from '../../../src/domain/catalogue/findOffer';
import { skuKey, type Catalogue } from '../../../src/domain/catalogue/state';
import { type Customer } from '../../../src/domain/parties/customer/state';
import { type Partner } from '../../../src/domain/parties/partner/state';
import { readSampleCatalogue, readSampleWorld } from '../../../src/sandbox/sampleFiles';
import { loadWorld as loadInto } from '../../../src/sandbox/sampleWorld';
import { tableNames, type Stores } from '../../../src/wiring/tables';
import { wire } from '../../../src/wiring/wiring';
import { readConfig, type Config } from '../../../src/wiring/config';
import { FixedClock } from '../../support/fixedClock';
import { testEnvironment } from '../../support/worldConfig';
import { simulatedCatalogue, type SimulatedCatalogue } from './catalogue';
import { callerOf } from './client';
import { rowsOf } from '../../support/rowsOf';
import { rowValue } from './rowValues';
import { cedarHollow, potomac } from './unitedStates';

/** What every life begins with: the sample's partners and customers, some in the United States too, who hold nothing yet, and its catalogue with prices that change and offers that end. */
export interface World extends Pick<SimulatedCatalogue, 'sheets' | 'extras'> {
  readonly stores: Stores;
  readonly config: Config;
  /** The same settings but for mail, which is not sent. */
  readonly withoutMail: Config;
  readonly partners: readonly Partner[];
  readonly customers: readonly Customer[];
  readonly catalogues: ReadonlyMap<string, Catalogue>;
}

const SETTINGS = { ...testEnvironment, NEXTTERM_TAX_PERCENT: 'NL=21,SE=25' };
const MAIL = { NEXTTERM_MAIL: 'file:///mail', NEXTTERM_MAIL_FROM: 'no-reply@nextterm.example' };

/** Reads the sample, once for a worker. @param root of the repository. */
export const loadWorld = async (root: string): Promise<World> => {
  const config = readConfig({ ...SETTINGS, ...MAIL });
  const stores = Object.fromEntries(tableNames.map((table) => [table, new MemoryPartitionStore(rowValue)])) as unknown as Stores;
  const refuse = (message: string, cause?: unknown): never => {
    throw new Error(message, { cause });
  };
  const app = wire({ config, stores, exportFiles: new MemoryExportFiles(), clock: new FixedClock('2021-01-01T00:00:00Z'), log: { info: () => undefined, warn: refuse, error: refuse } });
  await app.consumers.begin();
  const { partners, customers: sampled, catalogue } = await readSampleWorld(root);
  const [allPartners, allCustomers] = [[...partners, potomac], [...sampled, cedarHollow]];
  const { toImport, sheets, extras } = simulatedCatalogue(await readSampleCatalogue(root, { catalogue }));
  await loadInto(app, { name: 'the simulated world', partners: allPartners, customers: allCustomers, catalogue: toImport, brought: [] }, () => undefined);
  const customers = (await rowsOf(stores.Commerce)).filter(({ key }) => key.startsWith('customer|')).map((row) => customerRows.read(row));
  const markets = [...new Set(customers.map(({ country }) => country))];
  return { stores, config, withoutMail: readConfig(SETTINGS), sheets, extras, partners: await app.partners.all(), customers, catalogues: new Map(await Promise.all(markets.map(async (market) => [market, await app.catalogueOf(market)] as const))) };
};

/** @throws Error where the sample has no such partner. */
export const partnerOf = ({ partners }: World, slug: string): Partner => {
  const found = partners.find((partner) => partner.slug === slug);
  if (found === undefined) throw new Error(`The sample has no partner ${slug}`);
  return found;
};

/** A user of a partner with those roles. */
export const userOf = (partner: Partner, roles: readonly string[] = ['admin_agent'], userId = 'Noor'): Caller => callerOf({ tenantId: partner.tenantId, kind: 'partner', partner }, roles, userId);

/** The catalogueItemId of a SKU (`NCBUSSTAND01:0001`) as the customer may buy it; undefined: it is not sold there. */
export const itemFor = ({ catalogues }: World, customer: Customer, sku: string): string | undefined => {
  const catalogue = catalogues.get(customer.country);
  const [productId = '', skuId = ''] = sku.split(':');
  const found = catalogue?.items.get(skuKey(productId, skuId));
  return catalogue && found && offerOf(catalogue, found, customer.segment).catalogItemId;
};
