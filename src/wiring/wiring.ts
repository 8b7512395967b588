import { hostClock } from '../adapters/clock/hostClock';
import { hostPatience } from '../adapters/clock/hostPatience';
import { type ConsoleSignIn } from '../adapters/http/console/signIn';
import { createAuthenticate } from '../adapters/http/authenticate';
import { exportedLines } from '../adapters/http/resources/exportedLines';
import { type RouteDeps } from '../adapters/http/serveRoute';
import { createThrottle } from '../adapters/http/throttle';
import { openMail } from '../adapters/mail/openMail';
import { invocationLog } from '../adapters/log/invocationLog';
import { InProcessEventLog } from '../adapters/memory/eventLog';
import { type ServiceBus } from '../adapters/servicebus/serviceBus';
import { httpSender } from '../adapters/webhooks/httpSender';
import { ownBody } from '../adapters/webhooks/ownBody';
import { selfSignedKey } from '../adapters/webhooks/selfSignedKey';
import { DeadlineIndex } from '../app/due/deadlineIndex';
import { type Clock } from '../kernel/clock';
import { type PartitionStore } from '../kernel/partitionStore';
import { extendedServiceTerm, newCommerce, policyBook, type Policy, type PolicyBook } from '../domain/policy/policy';
import { writeAudit } from '../app/audit/auditBook';
import { fenced, fencedWhole, RestoringFence } from '../app/backup/restoringFence';
import { SealedLog } from '../app/audit/seals/sealedLog';
import { PartyAudit } from '../app/audit/partyAudit';
import { tellOverdue } from '../app/check/overdueRefusal';
import { CatalogueBook } from '../app/catalogue/catalogueBook';
import { SettingsWrong } from '../app/settingsWrong';
import { checkSettings, type Config, readConfig } from './config';
import { openSpreadStores } from './openStores';
import { type Stores, tableNames } from './tables';
import { theTelemetry } from './telemetry';
import { exchangeRateIn } from '../app/exchangeRates';
import { Covers } from '../app/command/covers';
import { Contention, type Patience } from '../app/command/contention';
import { ReadTrail } from '../app/command/readTrail';
import { readCustomer } from '../app/customer/customerBook';
import { DirectoryProjection } from '../app/customer/directoryProjection';
import { DeadlineLists } from '../app/deadlineList/deadlineLists';
import { DeadlineListProjection } from '../app/deadlineList/listProjection';
import { type ExportFiles } from '../app/export/exportFiles';
import { type Bus } from '../app/bus/bus';
import { type BusDeadLetters } from '../app/bus/deadLetters';
import { Dispatcher } from '../app/bus/dispatcher';
import { WithoutBus } from '../app/bus/withoutBus';
import { type Consumer } from '../app/consume/consumer';
import { Consumers } from '../app/consume/consumers';
import { PartnerFeeds } from '../app/feed/partnerFeeds';
import { Ledger } from '../app/ledger/ledger';
import { LedgerProjection } from '../app/ledger/ledgerProjection';
import { type Log } from '../app/log';
import { aboutWork } from '../app/logOfWork';
import { measuredBus } from '../app/measures/measuredBus';
import { measuredMail } from '../app/measures/measuredMail';
import { measuredSender } from '../app/measures/measuredSender';
import { measuredStore } from '../app/measures/measuredStore';
import { type Measures, noMeasures } from '../app/measures/measures';
import { NotificationConsumer } from '../app/notification/notificationConsumer';
import { type MailSender, type NotificationPorts } from '../app/notification/notificationPorts';
import { PartnerBook } from '../app/partnerBook';
import { type App } from '../app/ports';
import { RequestListProjection } from '../app/requestList/requestListProjection';
import { Publishing } from '../app/command/publishing';
import { ReceiptWeeks } from '../app/command/receiptWeeks';
import { RememberedRows } from '../app/command/rememberedRows';
import { KeptSheets } from '../app/subscription/sheets';
import { CallCounts } from '../app/throttle/callCounts';
import { RememberedCustomers } from '../app/customer/rememberedCustomers';
import { InstallationHealth } from '../app/operations/installationHealth';
import { StartedProcesses } from '../app/operations/startedProcesses';
import { SweepControlBook } from '../app/operations/sweepControl';
import { UnreadableRows } from '../app/operations/unreadableRows';
import { notReadable } from '../app/unreadable';
import { WebhookPublisher } from '../app/webhook/accept';
import { EndpointBook } from '../app/webhook/endpointBook';
import { type SendPorts } from '../app/webhook/send';
import { replaceSigningKey, signingKeyOf, type SigningKey } from '../app/webhook/signingKey';
import { type WebhookSender } from '../app/webhook/webhookPorts';

export { tableNames, type Stores } from './tables';

/** Of an export: some 2 MB compressed, and 20 queries. */
const LINES_OF_A_PART = 20_000;
/** Answers are buffered: the host and the worker hold some six times what is sent. Compressed, so many lines are two thirds of it. */
const WHOLE_FILE = { lines: 100_000, bytes: 16 * 1024 * 1024 };

/** The app with what only its edges use. */
export interface WiredApp extends App {
  readonly stores: Stores;
  readonly catalogues: CatalogueBook;
  readonly partners: PartnerBook;
  /** The `Partners` table. */
  readonly partnerRows: PartitionStore;
  readonly operatorTenantId: string;
  /** Goes on with customers whose move between storage accounts was broken off; absent where there is one account. */
  readonly carryOnMoves?: () => Promise<void>;
  /** Addresses that weaknesses of this installation are told at. */
  readonly securityContacts: readonly string[];
  readonly consoleSignIn: ConsoleSignIn;
  readonly events: InProcessEventLog;
  readonly routeDeps: RouteDeps;
  /** Absent: there is no bus. */
  readonly busDeadLetters?: BusDeadLetters;
  /** Another key for the contract's form; every process signs with it within a minute. */
  readonly rotateSigningKey: () => Promise<SigningKey>;
}

export interface Outside {
  /** Absent: there is no bus. */
  readonly bus?: Bus;
  /** Absent: there is no bus. */
  readonly busDeadLetters?: BusDeadLetters;
  readonly config: Config;
  readonly stores: Stores;
  /** A table of each storage account but the main one; absent: there is one. */
  readonly furtherAccounts?: readonly PartitionStore[];
  readonly exportFiles: ExportFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent: nobody listens. */
  readonly measures?: Measures;
  /** For tests: milliseconds of real time since any fixed moment; the process's own measure if absent. */
  readonly elapsed?: () => number;
  /** For tests; the process's own time and chance if absent. */
  readonly patience?: Patience;
  /** For tests; the platform's `fetch` if absent. */
  readonly fetchKeys?: typeof fetch;
  /** For tests: where mail goes, if settings say that it is sent. */
  readonly mailSender?: MailSender;
  /** For tests: whoever works behind the bus. */
  readonly consumersOf?: (stores: Stores) => readonly Consumer[];
  /** For tests; HTTP if absent. */
  readonly sender?: WebhookSender;
  /** For tests: what the clocks of others say; the machine's if absent. */
  readonly realTime?: () => Date;
}

/** A policy that is not in force stays in the book: terms that began under it keep it. */
export const policiesOf = ({ rounding, subscriptionsPerCustomer, overageSetUp, extendedServiceTerm: isOn }: Config): PolicyBook => {
  const configured = (policy: Policy): Policy => ({ ...policy, rounding, overageSetUp, ...(subscriptionsPerCustomer !== undefined && { subscriptionsPerCustomer }) });
  const [plain, extended] = [configured(newCommerce), configured(extendedServiceTerm)];
  return isOn ? policyBook([plain, extended]) : policyBook([plain], [extended]);
};

/** Of a mail address. */
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const KEPT_MILLIS = 60_000;

/** What is read at most once a minute; a failure is tried again at the next use. @param elapsed milliseconds. */
const keptForAMinute = <T>(elapsed: () => number, read: () => Promise<T>): (() => Promise<T>) => {
  let kept: { readonly value: T; readonly at: number } | undefined;
  return async () => {
    if (kept === undefined || elapsed() - kept.at >= KEPT_MILLIS) kept = { value: await read(), at: elapsed() };
    return kept.value;
  };
};

const measuredStores = (stores: Stores, measures: Measures): Stores => Object.fromEntries(tableNames.map((name) => [name, measuredStore(stores[name], measures)])) as Stores;

/** Every adapter built once, by hand. */
export const wire = ({ config, stores: rawStores, furtherAccounts = [], exportFiles, bus, busDeadLetters, clock, log: rawLog, measures = noMeasures, fetchKeys, consumersOf, mailSender, elapsed = () => performance.now(), patience = hostPatience, realTime = () => new Date(), sender = httpSender({ allowsPrivate: config.webhookAllowsPrivate, elapsed }) }: Outside): WiredApp => {
  const log = aboutWork(rawLog);
  const stores = measuredStores(rawStores, measures);
  const unreadable = new UnreadableRows({ directory: stores.Directory, clock, log });
  const sweepControl = new SweepControlBook({ directory: stores.Directory, clock, unreadable });
  const audit = new SealedLog(stores.Audit, clock);
  const deadlines = new DeadlineIndex(stores.Deadlines, { onCorrupt: (row, reason) => unreadable.raise([notReadable('Deadlines', 'deadline', row, reason)]) });
  const events = new InProcessEventLog();
  const reads = new ReadTrail(stores.Commerce);
  const remembered = new RememberedRows(reads, elapsed);
  const customers = new RememberedCustomers(remembered.store);
  // Outermost, so that what is remembered of a row is what is stored of it.
  const commerce = new KeptSheets(customers.store);
  const contention = new Contention(patience);
  const deadlineLists = new DeadlineLists(stores.Commerce, stores.Directory);
  const ledger = new Ledger(stores.Ledger, clock);
  const catalogues = new CatalogueBook(stores.Catalogue, elapsed, (rows) => unreadable.raise(rows));
  const feeds = new PartnerFeeds(stores.Events);
  const webhook: SendPorts = {
    webhooks: stores.Webhooks,
    ownBody,
    endpoints: new EndpointBook(stores.Webhooks, elapsed),
    sender: measuredSender(sender, measures),
    commerce: stores.Commerce,
    feeds,
    eventRows: stores.Events,
    deadlines,
    clock,
    log,
    unreadable,
    webhookSettings: { allowsPrivate: config.webhookAllowsPrivate, publicUrl: config.publicUrl },
    realTime,
    elapsed,
    signingKey: keptForAMinute(elapsed, () => signingKeyOf(stores.Webhooks, selfSignedKey)),
    sweepControl,
  };
  const billing = new LedgerProjection(customers, (market) => catalogues.load(market), ledger, new WebhookPublisher(webhook, events));
  const listing = new DeadlineListProjection(stores.Commerce, deadlineLists, billing);
  const requests = new RequestListProjection(stores.Commerce, stores.Directory, new DirectoryProjection(stores.Commerce, stores.Directory, listing));
  const publisher = new PartyAudit({ commerce: stores.Commerce, audit, operatorTenantId: config.operatorTenantId }, requests);
  const partners = new PartnerBook(stores.Partners, clock);
  const notifications: NotificationPorts = {
    notifications: stores.Notifications,
    commerce: stores.Commerce,
    invoices: stores.Invoices,
    ...(config.mail !== undefined && { mail: { sender: measuredMail(mailSender ?? openMail(config.mail, { elapsed, log }), measures), domain: domainOf(config.mail.address) } }),
    keptDays: config.mailDays,
    partnerByTenant: (tenantId) => partners.byTenant(tenantId),
    deadlines,
    clock,
    log,
    unreadable,
    elapsed,
  };
  const behindBus = consumersOf?.(stores) ?? (config.mail === undefined ? [] : [new NotificationConsumer(notifications)]);
  const consumers = new Consumers({ commerce: stores.Commerce, eventRows: stores.Events, directory: stores.Directory, deadlines, unreadable, clock, log }, behindBus);
  const dispatcher = new Dispatcher(measuredBus(bus ?? new WithoutBus(consumers), measures), clock, log);
  const publishing = new Publishing({ commerce: stores.Commerce, deadlines, publisher, feeds, dispatcher, clock, log, audit, listed: ({ partnerId, customerId, subject, version }) => deadlineLists.recall(partnerId, { customerId, subjectId: subject.id }, version) });
  const covers = new Covers({ deadlines, clock, patience, log });
  const receipts = new ReceiptWeeks({ directory: stores.Directory, patience, log });
  const authenticate = createAuthenticate({
    tokens: { issuers: [config.tokenIssuer], audiences: config.tokenAudiences, jwksUri: config.jwksUri, clockToleranceSeconds: 60 },
    whoIs: async (tenantId) => {
      if (tenantId === config.operatorTenantId) return { kind: 'operator' };
      const partner = await partners.byTenant(tenantId);
      if (partner !== undefined) return { kind: 'partner', partner };
      return (await readCustomer(stores.Commerce, tenantId)) === undefined ? undefined : { kind: 'customer' };
    },
    realTime,
    ...(fetchKeys !== undefined && { fetchKeys }),
  });
  return {
    clock,
    commerce,
    tellOverdue: (...asked) => tellOverdue({ commerce, deadlines, directory: stores.Directory, log }, ...asked),
    reads,
    contention,
    customers,
    remembered,
    deadlines,
    deadlineLists,
    directory: stores.Directory,
    usage: stores.Usage,
    ledger,
    ledgerRows: stores.Ledger,
    invoices: stores.Invoices,
    eventRows: stores.Events,
    feeds,
    dispatcher,
    consumers,
    invoicing: { day: config.invoiceDay, taxPercent: config.taxPercent, issuer: config.invoiceIssuer },
    exportFiles,
    exporting: { days: config.exportDays, linesOfAPart: LINES_OF_A_PART, wholeFile: WHOLE_FILE, ...exportedLines },
    allPartners: () => partners.readable(),
    publishing,
    covers,
    receipts,
    sweepControl,
    health: new InstallationHealth({ clock, deadlines, directory: stores.Directory, sweepControl, furtherAccounts, elapsed, patience, measures, log }),
    startedProcesses: new StartedProcesses({ directory: stores.Directory, clock }),
    receiptDays: config.receiptDays,
    log,
    measures,
    policies: policiesOf(config),
    patchReplaces: config.patch === 'replace',
    catalogueOf: (market) => catalogues.load(market),
    publicUrl: config.publicUrl,
    partnerOf: (partnerId) => partners.byPartnerId(partnerId),
    partnerByTenant: (tenantId) => partners.byTenant(tenantId),
    payerByTenant: (tenantId) => partners.payer(tenantId),
    partnerByDomain: (domain) => partners.byDomain(domain),
    webhook,
    ...(busDeadLetters !== undefined && { busDeadLetters }),
    rotateSigningKey: () => replaceSigningKey(stores.Webhooks, selfSignedKey),
    notifications,
    exchangeRates: stores.Catalogue,
    exchangeRate: (from, to, month) => exchangeRateIn(stores.Catalogue, from, to, month),
    markets: () => catalogues.markets(),
    stores,
    catalogues,
    partners,
    partnerRows: stores.Partners,
    operatorTenantId: config.operatorTenantId,
    securityContacts: config.securityContacts,
    consoleSignIn: config.consoleSignIn,
    events,
    audit,
    routeDeps: { authenticate, audit: { write: (record) => writeAudit(audit, record) }, unreadable, clock, log: rawLog, measures, logsCalls: config.logsCalls, allowedOrigins: config.allowedOrigins, throttle: createThrottle(config.throttling, new CallCounts({ store: stores.Throttle, realTime, log })) },
    unreadable,
  };
};

/** Sends nothing yet: whoever exports nothing needs no blobs. @throws SettingsWrong where the storage library makes nothing of the setting; not in its own words, which may show the setting. */
const openExportFiles = async ({ exportStorage }: Config): Promise<ExportFiles> => {
  const { blobExportFiles } = await import('../adapters/blobs/blobExportFiles.js');
  try {
    return blobExportFiles(exportStorage.startsWith('https://') ? { accountUrl: exportStorage } : { connectionString: exportStorage }, { realTime: () => new Date() });
  } catch {
    throw new SettingsWrong([{ setting: 'NEXTTERM_EXPORT_STORAGE', problem: 'is nothing that the storage library can open; where it is empty NEXTTERM_STORAGE is' }]);
  }
};

/** One for the process. Sends nothing. @throws SettingsWrong where the library makes nothing of the setting; not in its own words, which may show the setting. */
const openBus = async ({ bus: account }: Config): Promise<ServiceBus | undefined> => {
  if (account === undefined) return undefined;
  const { ServiceBus } = await import('../adapters/servicebus/serviceBus.js');
  try {
    return new ServiceBus(account);
  } catch {
    throw new SettingsWrong([{ setting: 'connectionString' in account ? 'ServiceBusConnection' : 'ServiceBusConnection__fullyQualifiedNamespace', problem: 'is nothing that the Service Bus library can open' }]);
  }
};

/** Wrong settings are in the log as one record that names them all, once a minute however often they are met. */
const told = (error: unknown): unknown => {
  if (error instanceof SettingsWrong) invocationLog.error(error.message);
  return error;
};

/** Whether the settings of this process are right as far as reading them tells; it says nothing in the log. */
export const areSettingsRight = (): boolean => checkSettings(process.env).ok;

/** The settings of this process, for what needs no more than them to be right. @throws SettingsWrong */
export const theConfig = (): Config => {
  try {
    return readConfig(process.env);
  } catch (error) {
    throw told(error);
  }
};

let wired: Promise<WiredApp> | undefined;
let bus: ServiceBus | undefined;

/** Ends what this process keeps open, when the host ends. */
export const closeApp = async (): Promise<void> => {
  const open = bus;
  bus = undefined;
  await open?.close();
};

/** All tables, to which nothing is written of what is being restored from a back-up. */
const fencedStores = (stores: Stores, fence: RestoringFence): Stores => ({
  ...(Object.fromEntries(tableNames.map((table) => [table, fencedWhole(stores[table], fence)])) as Record<keyof Stores, PartitionStore>),
  Commerce: fenced(stores.Commerce, fence),
  Usage: fenced(stores.Usage, fence),
});

/**
 * The one app of this process, built at its first use from the environment; consumers are there from then on, by the clock of whoever runs it: a local runtime brings its own before. A start that failed is tried again at the next use.
 * @throws SettingsWrong, which is logged already; StoreUnavailable
 */
export const theApp = (): Promise<WiredApp> => {
  wired ??= (async () => {
    const config = readConfig(process.env);
    const { measures } = (await theTelemetry()) ?? { measures: noMeasures };
    const { stores: opened, furtherAccounts, carryOnMoves } = await openSpreadStores(config, measures);
    const stores = fencedStores(opened, new RestoringFence(opened.Partners, () => performance.now()));
    bus ??= await openBus(config);
    const app = wire({ config, stores, ...(furtherAccounts && { furtherAccounts }), exportFiles: await openExportFiles(config), ...(bus !== undefined && { bus, busDeadLetters: bus.deadLetters }), clock: hostClock, log: invocationLog, measures });
    await app.consumers.begin();
    if (carryOnMoves === undefined) return app;
    return { ...app, carryOnMoves: () => carryOnMoves().catch((error: unknown) => invocationLog.error('A move of customers between storage accounts could not be gone on with; it is tried again', error)) };
  })().catch((error: unknown) => {
    wired = undefined;
    throw told(error);
  });
  return wired;
};

/** The app, for what nobody waits for: undefined while settings are wrong. A timer or an activity that throws may be done again and again, and nothing it could say would put a setting right. @throws StoreUnavailable */
export const theAppIfSet = async (): Promise<WiredApp | undefined> => {
  try {
    return await theApp();
  } catch (error) {
    if (error instanceof SettingsWrong) return undefined;
    throw error;
  }
};
