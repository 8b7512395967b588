import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { MemoryPartitionStore } from '../../adapters/memory/memoryPartitionStore';
import { CatalogueBook } from '../../app/catalogue/catalogueBook';
import { importCatalogue, type CatalogueImport } from '../../app/catalogue/importCatalogue';
import { derivedOrderId } from '../../app/command/ids';
import { type RowProblem, type SourceFile } from '../../domain/catalogue/csvRows';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { partnerSchema, type Partner } from '../../domain/parties/partner/state';
import { type PolicyBook } from '../../domain/policy/policy';
import { judgePortfolios, type OwnedPortfolio } from '../../domain/portfolio/judgePortfolios';
import { readPortfolio } from '../../domain/portfolio/readPortfolio';
import { parseInstant, toMillis, type Instant } from '../../kernel/instant';
import { type PreparedWorld } from '../contracts';
import { errorCode } from '../errorCode';
import { readSampleCatalogue, readSampleWorld } from '../sampleFiles';
import { SandboxProblem } from '../sandboxProblem';
import { customerOf, type World } from '../sampleWorld';
import { worldRefused, type FileProblem } from './fileProblem';
import { readWorldFile } from './readWorldFile';
import { type WorldFile } from './worldSchema';

/** A world's files, read and well formed, and not yet judged. */
export interface ReadFiles {
  /** As the user wrote it. */
  readonly file: string;
  readonly world: WorldFile;
  readonly catalogue: CatalogueImport;
  readonly portfolios: readonly SourceFile[];
  /** Of all that is in them. */
  readonly digest: string;
}

const LARGEST_MEGABYTES = 64;

/** @throws SandboxProblem for a file that cannot be read, or is too large to be one. */
const textOf = async (path: string, name: string): Promise<string> => {
  try {
    if ((await stat(path)).size > LARGEST_MEGABYTES * 1024 * 1024) throw new SandboxProblem(`${name} is larger than ${LARGEST_MEGABYTES} MB.`);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof SandboxProblem) throw error;
    const code = errorCode(error);
    throw new SandboxProblem(`${name} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(error)}.`);
  }
};

const extrasOf = (name: string, text: string): { readonly name: string; readonly value: unknown } => {
  try {
    return { name, value: JSON.parse(text) };
  } catch (error) {
    throw new SandboxProblem(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
};

/**
 * Reads a world file and every file that it names.
 * @param file absolute. @param root of the app. @throws SandboxProblem for files that cannot be read, and for all that is wrong with the form of the world file.
 */
export const readWorldFiles = async (file: string, root: string): Promise<ReadFiles> => {
  const name = basename(file);
  const sample = await readSampleWorld(root);
  const read = readWorldFile(name, await textOf(file, file), sample.operatorTenantId);
  if (!read.ok) throw worldRefused(read.problems);
  const { world } = read;
  const source = async (named: string): Promise<SourceFile> => ({ name: named, text: await textOf(resolve(dirname(file), named), named) });
  const sources = (names: readonly string[]): Promise<readonly SourceFile[]> => Promise.all(names.map(source));
  const { priceSheets = [], offerMatrices = [], extras } = world.catalogue ?? {};
  const [sheets, matrices, portfolios, extrasText] = await Promise.all([sources(priceSheets), sources(offerMatrices), sources(world.portfolios.map((portfolio) => portfolio.file)), extras === undefined ? undefined : source(extras)]);
  const own: CatalogueImport = { priceSheets: sheets, offerMatrices: matrices, ...(extrasText !== undefined && { extras: extrasOf(extrasText.name, extrasText.text) }) };
  const digest = createHash('sha256').update(JSON.stringify([world, sheets, matrices, portfolios, extrasText])).digest('hex');
  return { file: name, world, catalogue: world.catalogue === undefined ? await readSampleCatalogue(root, sample) : own, portfolios, digest };
};

/** Where the world's clock begins, in ms since 1970; undefined: the file does not say. */
export const startOf = ({ world }: ReadFiles): number | undefined => {
  const start = world.start === undefined ? undefined : parseInstant(world.start);
  return start && toMillis(start);
};

const partnersOf = ({ partners }: WorldFile): readonly Partner[] =>
  partners.map((partner) => partnerSchema.parse({ ...partner, version: 1, tenantId: partner.tenantId.toLowerCase(), resellers: partner.resellers.map((reseller) => ({ ...reseller, tenantId: reseller.tenantId.toLowerCase() })) }));

const customersOf = ({ customers }: WorldFile): World['customers'] =>
  customers.map(({ legacyAzure, ...customer }) => ({
    ...customer,
    tenantId: customer.tenantId.toLowerCase(),
    agreements: customer.agreements.map(({ partner, dateAgreed }) => ({ partner, dateAgreed: parseInstant(dateAgreed) ?? dateAgreed })),
    ...(legacyAzure && { legacyAzure: { ...legacyAzure, since: parseInstant(legacyAzure.since) ?? legacyAzure.since } }),
  }));

/** What will be sold, found out without a store; or what is wrong with its files. */
const cataloguesOf = async (catalogue: CatalogueImport, markets: ReadonlySet<string>, now: Instant): Promise<ReadonlyMap<string, Catalogue> | readonly RowProblem[]> => {
  const store = new MemoryPartitionStore();
  const imported = await importCatalogue({ store, clock: { now: () => now }, newId: randomUUID }, catalogue, () => undefined);
  if (!imported.ok) return imported.error.kind === 'FilesNotReadable' ? imported.error.problems : [{ file: catalogue.priceSheets[0]?.name ?? '', line: 1, column: '', reason: 'names no market' }];
  const book = new CatalogueBook(
    store,
    () => 0,
    () => Promise.resolve(),
  );
  const sold = imported.value.map(({ market }) => market).filter((market) => markets.has(market));
  return new Map(await Promise.all(sold.map(async (market) => [market, await book.load(market)] as const)));
};

const ownedBy = ({ world, portfolios }: ReadFiles, partners: readonly Partner[], customers: ReadonlyMap<string, Customer>, problems: RowProblem[]): readonly OwnedPortfolio[] =>
  world.portfolios.flatMap(({ partner: slug, customer }, index) => {
    const [source, partner] = [portfolios[index], partners.find((each) => each.slug === slug)];
    if (source === undefined || partner === undefined) return [];
    const customerId = customer === undefined ? undefined : customers.get(customer.toLowerCase())?.id;
    const { tenantId, kind, resellers, currency } = partner;
    return [{ portfolio: readPortfolio(source, problems), seller: { tenantId, kind, resellers, others: new Map() }, currency, ...(customerId !== undefined && { customerId }) }];
  });

/**
 * Judges all files of a world together, before anything is stored.
 * @param now where its clock begins. @throws SandboxProblem with all that is wrong.
 */
export const prepareWorld = async (read: ReadFiles, policies: PolicyBook, now: Instant): Promise<PreparedWorld> => {
  const partners = partnersOf(read.world);
  const samples = customersOf(read.world);
  const made = samples.map((sample) => customerOf(sample, { partners }, now));
  const customers = new Map(made.flatMap((customer) => [[customer.id, customer] as const, [customer.domain, customer] as const]));
  const problems: RowProblem[] = [];
  const owned = ownedBy(read, partners, customers, problems);
  const catalogues = await cataloguesOf(read.catalogue, new Set(made.map(({ country }) => country)), now);
  const { priceSheets, offerMatrices, extras } = read.catalogue;
  const files = [...priceSheets, ...offerMatrices, ...(extras === undefined ? [] : [extras]), ...read.portfolios].map(({ name }) => name);
  const refused = (all: readonly FileProblem[]): never => {
    throw worldRefused(all, files);
  };
  if (!(catalogues instanceof Map)) return refused([...(catalogues as readonly RowProblem[]), ...problems]);
  const brought = judgePortfolios(owned, { customers, catalogues, policies, now, orderId: (subscriptionId) => derivedOrderId('portfolio', subscriptionId) }, problems);
  if (problems.length > 0) return refused(problems);
  return { world: { name: `the world of ${read.file}`, partners, customers: samples, catalogue: read.catalogue, brought }, ended: owned.reduce((sum, { portfolio }) => sum + portfolio.ended, 0) };
};
