import { type ChargeLine } from '../../domain/billing/chargeLine';
import { holderId } from '../../domain/usage/meters/holder';
import { calendarDate, dayOf, plusMonths } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { ANY_ETAG, type PartitionStore, type Row } from '../../kernel/partitionStore';
import { azureSubscriptionPrefix } from '../azurePlan/azureBook';
import { checkCustomer, type CheckPorts } from '../check/checkCustomer';
import { type Finding } from '../check/finding';
import { readPending } from '../check/missingDeadlines';
import { expectedRequests } from '../check/requestListCheck';
import { customerKey, eventKey, outboxPrefix, subscriptionPrefix, transferPrefix } from '../command/commerceKeys';
import { readableOutbox } from '../command/outbox';
import { publishDeadline } from '../command/publishing';
import { customerRows } from '../customer/customerBook';
import { entriesOf } from '../customer/directoryEntry';
import { unlistCustomer } from '../customer/directoryProjection';
import { subjectsOfCustomer } from '../deadlineList/subjectsOfCustomer';
import { billedCustomer, chargedLine } from '../ledger/chargedLines';
import { type LedgerLine } from '../ledger/ledgerLine';
import { meterPartition, readMeterMonth } from '../meters/meters';
import { requestKey } from '../requestList/listedRequest';
import { subscriptionRows } from '../subscription/subscriptionBook';
import { transferRows } from '../transfer/transferBook';
import { BackupDamaged, type BackupManifest } from './backupForm';
import { asRow, type BackedUpRow } from './bucket';
import { customerPlan, type CustomerPlan, type RestoredAt } from './customerPlan';
import { allManifests, BucketReader, indexOf, readManifest, type ReadPorts } from './readBackup';
import { RestoreRefused, transactionsOf } from './restoreAll';
import { changeMark, endMark, isSameMark, readMark, withdrawMark, writeMark, type RestoreMark } from './restoreMarks';
import { FENCE_MILLIS } from './restoringFence';
import { rowsOfPartition } from './tablePartitions';
import { knownParts } from './verifyBackup';

/** Longer than a commit that was begun before takes, all retries included. */
const COMMIT_MILLIS = 120_000;
/** Until nobody writes any more who does not know of the mark. */
export const QUIET_MILLIS = FENCE_MILLIS + COMMIT_MILLIS;

/** What others wrote until the last moment is seen by the next look. */
const MOST_LOOKS = 5;
/** What one repair brings about another looks at. */
const CHECK_ROUNDS = 3;
/** Of usage that was never closed, as the rebuild has it. */
const MONTHS_BACK = 24;

export interface RestoreCustomerPorts extends ReadPorts {
  /** The app over the same tables, which no mark keeps out. */
  readonly app: CheckPorts & { readonly clock: { readonly now: () => Instant } };
  /** The `Commerce` table itself: what stands on sheets comes with the back-up, and is compared with its rows afterwards. */
  readonly commerce: PartitionStore;
  /** The `Partners` table, which holds the mark. */
  readonly partners: PartitionStore;
  /** Of partitions, as the store has them. */
  readonly order: (a: string, b: string) => number;
  /** Real time. */
  readonly now: () => Instant;
  /** Waits so many milliseconds of real time. */
  readonly pause: (millis: number) => Promise<void>;
}

const COMMERCE = 'Commerce';

/** @throws RestoreRefused where the back-up has no such customer, or not of one moment. */
const rowsThen = async (ports: RestoreCustomerPorts, manifest: BackupManifest, customerId: string): Promise<readonly BackedUpRow[]> => {
  const reader = new BucketReader(ports, knownParts((await allManifests(ports)).manifests));
  const rows: BackedUpRow[] = [];
  for (const table of manifest.accounts.flatMap(({ tables }) => tables).filter((each) => each.table === COMMERCE)) {
    if (table.unsettled.includes(customerId)) throw new RestoreRefused(`In ${manifest.id} customer ${customerId} is not of one moment: take another back-up.`);
    for await (const entry of indexOf(ports, table, { partition: customerId, order: ports.order })) rows.push(...(await reader.read(entry)));
  }
  if (rows.length === 0) throw new RestoreRefused(`The back-up ${manifest.id} has no customer ${customerId}.`);
  return rows;
};

const rowsNow = async ({ app }: RestoreCustomerPorts, customerId: string): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of rowsOfPartition(app.commerce, customerId)) rows.push(row);
  return rows;
};

/** What undone charges are in the ledger. */
const linesOf = async ({ app }: RestoreCustomerPorts, now: readonly Row[], undone: readonly ChargeLine[]): Promise<readonly LedgerLine[]> => {
  const [customer] = customerRows.readable(now.filter(({ key }) => key.startsWith('customer|'))).items;
  const catalogue = await app.catalogueOf(customer?.country ?? '');
  const sold = new Map(subscriptionRows.readable(now.filter(({ key }) => key.startsWith(subscriptionPrefix))).items.map((each) => [each.id, each]));
  return undone.map((line) => chargedLine(line, customer === undefined ? { id: now[0]?.partition ?? '', name: '', domain: '', country: '' } : billedCustomer(customer), sold.get(line.subscriptionId), catalogue));
};

/** What partners' lists say of things that are no more, or no more theirs, is taken back, whatever it is by now: nobody else brings news of a customer that is marked. */
const unlist = async ({ app }: RestoreCustomerPorts, customerId: string, now: readonly Row[], then: readonly Row[]): Promise<void> => {
  const at = app.clock.now();
  const listed = (rows: readonly Row[]) => {
    const under = (prefix: string): readonly Row[] => rows.filter(({ key }) => key.startsWith(prefix));
    return subjectsOfCustomer(subscriptionRows.readable(under(subscriptionPrefix)).items, transferRows.readable(under(transferPrefix)).items, at);
  };
  const past = listed(then);
  for (const [partnerId, subjects] of listed(now)) {
    const kept = new Set((past.get(partnerId) ?? []).map(({ subjectId }) => subjectId));
    const gone = subjects.filter(({ subjectId }) => !kept.has(subjectId)).map((subject) => ({ ...subject, coming: [] }));
    if (gone.length > 0) await app.deadlineLists.bring(partnerId, gone, true);
  }
  const entries = (rows: readonly Row[]) => new Map(customerRows.readable(rows.filter(({ key }) => key === customerKey(customerId))).items.flatMap((customer) => [...entriesOf(customer)]));
  const staying = entries(then);
  for (const [tenantId, entry] of entries(now)) if (!staying.has(tenantId)) await unlistCustomer(app.directory, tenantId, entry);
  const standing = new Set(expectedRequests({ customerId, rows: then }).items.map(({ id }) => id));
  for (const request of expectedRequests({ customerId, rows: now }).items.filter(({ id }) => !standing.has(id))) {
    for (const list of request.lists) await app.directory.commit(list, [{ op: 'delete', key: requestKey('open', request), etag: ANY_ETAG }, { op: 'delete', key: requestKey('request', request), etag: ANY_ETAG }]);
  }
};

const restoredAt = ({ app }: RestoreCustomerPorts, { clockAt }: BackupManifest): RestoredAt => ({ at: app.clock.now(), asOf: clockAt });

/** What would be done, or was. */
export interface CustomerRestored extends Pick<CustomerPlan, 'counts' | 'undone' | 'vanishing' | 'unreadable'> {
  /** Charges that are undone and were billed by then: they stay on their invoice. */
  readonly billed: readonly string[];
  /** What is derived and is still not as the state says. */
  readonly findings: readonly Finding[];
}

/** @throws RestoreRefused where undone charges were billed: what is charged again would be billed twice. */
const judgeBilled = async (ports: RestoreCustomerPorts, now: readonly Row[], plan: CustomerPlan): Promise<void> => {
  const billed: string[] = [];
  for (const line of await linesOf(ports, now, plan.undone)) if (await ports.app.ledger.isBilled(line)) billed.push(`${line.lineId} of ${line.month.slice(0, 7)}`);
  if (billed.length > 0) throw new RestoreRefused(`${billed.length} of the charges that would be undone were billed (${billed.slice(0, 5).join(', ')}${billed.length > 5 ? ', …' : ''}), and would be charged, and billed, again. Take a back-up from after that.`);
};

/** Ids of things that were made since, and would be no more. */
const goneUnder = (prefix: string, now: readonly Row[], then: readonly BackedUpRow[]): readonly string[] => {
  const kept = new Set(then.map(({ key }) => key));
  return now.filter(({ key }) => key.startsWith(prefix) && !kept.has(key)).map(({ key }) => key.slice(prefix.length));
};

/** @throws RestoreRefused where something that would be no more has use that is not closed yet: it stays, as others reported it, and nobody could be charged for it. */
const judgeUsed = async ({ app }: RestoreCustomerPorts, customerId: string, now: readonly Row[], then: readonly BackedUpRow[], { at, asOf }: RestoredAt): Promise<void> => {
  const gone = new Set([subscriptionPrefix, azureSubscriptionPrefix].flatMap((prefix) => goneUnder(prefix, now, then)));
  if (gone.size === 0) return;
  // A month takes reports until some days after its end.
  for (let month = plusMonths(calendarDate(`${asOf.slice(0, 7)}-01`), -1); month <= dayOf(at); month = plusMonths(month, 1)) {
    const stored = await readMeterMonth(app.usage, meterPartition(customerId, month));
    if (stored === undefined || stored.value.closedAt !== undefined) continue;
    const used = stored.value.used.map(holderId).find((id) => gone.has(id));
    if (used !== undefined) throw new RestoreRefused(`${month.slice(0, 7)} has use of ${used}, which was made since and would be no more: it would be charged to nobody. Wait until that month is closed, or take a back-up from after that.`);
  }
};

/** What restoring a customer would do; nothing is written. @throws RestoreRefused; BackupDamaged; when the store fails. */
export const previewCustomer = async (ports: RestoreCustomerPorts, manifest: BackupManifest, customerId: string): Promise<CustomerRestored> => {
  const [then, now] = [await rowsThen(ports, manifest, customerId), await rowsNow(ports, customerId)];
  const when = restoredAt(ports, manifest);
  const plan = customerPlan(customerId, now, then, when);
  await judgeBilled(ports, now, plan);
  await judgeUsed(ports, customerId, now, then, when);
  const { changes: _, ...told } = plan;
  return { ...told, billed: [], findings: [] };
};

/** Whether a back-up still has all of the customer's rows. */
const hasRows = async (ports: RestoreCustomerPorts, backupId: string, customerId: string): Promise<boolean> => {
  try {
    const manifest = await readManifest(ports, backupId);
    return manifest !== undefined && (await rowsThen(ports, manifest, customerId)).length > 0;
  } catch (error) {
    if (error instanceof BackupDamaged) return false;
    throw error;
  }
};

/** The mark that is there already. @throws RestoreRefused where it is of another back-up, which can still be gone on with. */
const standing = async (ports: RestoreCustomerPorts, manifest: BackupManifest, customerId: string): Promise<RestoreMark | undefined> => {
  const before = await readMark(ports.partners, customerId);
  if (before !== undefined && before.backupId !== manifest.id && (await hasRows(ports, before.backupId, customerId))) throw new RestoreRefused(`Customer ${customerId} is being restored from ${before.backupId}: finish that first, with --backup ${before.backupId}.`);
  return before;
};

/** The mark that was there before, or a new one. Where the back-up that it was begun with is no more, or cannot be read, this one takes its place. @throws RestoreRefused. */
const begin = async (ports: RestoreCustomerPorts, manifest: BackupManifest, customerId: string, before: RestoreMark | undefined): Promise<RestoreMark> => {
  if (before?.backupId === manifest.id) return before;
  await previewCustomer(ports, manifest, customerId);
  if (before !== undefined) {
    if (!(await changeMark(ports.partners, customerId, before, { backupId: manifest.id }))) throw new RestoreRefused(`Another restore of customer ${customerId} began at the same moment.`);
    return { ...before, backupId: manifest.id };
  }
  const mark: RestoreMark = { backupId: manifest.id, startedAt: ports.now() };
  if (!(await writeMark(ports.partners, customerId, mark))) throw new RestoreRefused(`Another restore of customer ${customerId} began at the same moment.`);
  return mark;
};

/** What is written to the customer since then is not to be undone. */
const isOver = (customerId: string): Error => new Error(`Customer ${customerId} is marked no more: another process has finished restoring it`);

/** Until nobody else writes. @throws RestoreRefused, with the mark taken away, where what would be undone was billed meanwhile. */
const quiet = async (ports: RestoreCustomerPorts, mark: RestoreMark, manifest: BackupManifest, customerId: string): Promise<void> => {
  if (mark.isQuiet === true) return;
  await ports.pause(QUIET_MILLIS);
  try {
    await previewCustomer(ports, manifest, customerId);
  } catch (error) {
    if (error instanceof RestoreRefused) await withdrawMark(ports.partners, customerId);
    throw error;
  }
  if (!(await changeMark(ports.partners, customerId, mark, { isQuiet: true }))) throw isOver(customerId);
};

const rebuilt = async ({ app }: RestoreCustomerPorts, customerId: string, read: () => Promise<readonly Row[]>): Promise<readonly Finding[]> => {
  for (let round = 1; ; round += 1) {
    const all = await read();
    // What waits to be told says nothing of lists and ledger any more: they are looked at all the same. That it is told is the sweep's.
    const waiting = new Set(readableOutbox(all.filter(({ key }) => key.startsWith(outboxPrefix))).items.flatMap(({ records }) => records.map(({ subject, version }) => eventKey(subject.id, version))));
    const rows = all.filter(({ key }) => !key.startsWith(outboxPrefix) && !waiting.has(key));
    const repairs = round <= CHECK_ROUNDS;
    const findings = await checkCustomer(app, { customerId, rows }, await readPending(app.deadlines, app.clock.now()), { monthsBack: MONTHS_BACK, repairs });
    if (findings.length === 0 || !repairs) return findings;
  }
};

/**
 * Puts one customer of a running installation back to what it was in a back-up: its partition of `Commerce` and all that is derived from it. It is marked first; from then on commands of it are refused and its due work waits, and
 * after {@link QUIET_MILLIS} nobody writes who does not know. Killed anywhere it is finished by calling it again with the same back-up, and stays marked until then.
 * @param progress what is being done, in words.
 * @throws RestoreRefused, and nothing was changed; BackupDamaged, before anything is; when the store fails.
 */
export const restoreCustomer = async (ports: RestoreCustomerPorts, manifest: BackupManifest, customerId: string, progress: (what: string) => void): Promise<CustomerRestored> => {
  const { app, partners } = ports;
  const before = await standing(ports, manifest, customerId);
  const then = await rowsThen(ports, manifest, customerId);
  const mark = await begin(ports, manifest, customerId, before);
  progress(mark.isQuiet === undefined ? `marked: its commands are refused; waiting ${QUIET_MILLIS / 1000} seconds for those that began before` : 'going on with what was begun');
  await quiet(ports, mark, manifest, customerId);
  const when = restoredAt(ports, manifest);
  await app.deadlines.put([publishDeadline(customerId, 'restore', when.at)]);
  const billed = new Set<string>();
  let told: CustomerPlan | undefined;
  for (let look = 1; ; look += 1) {
    const now = await rowsNow(ports, customerId);
    if (!isSameMark(await readMark(partners, customerId), mark)) throw isOver(customerId);
    const plan = customerPlan(customerId, now, then, when);
    told ??= plan;
    if (plan.changes.length === 0) break;
    if (look === MOST_LOOKS) throw new Error(`Customer ${customerId} was written to in each of ${MOST_LOOKS} looks, though it is marked; it stays marked`);
    progress(`${plan.counts.put} rows to write, ${plan.counts.deleted} to delete`);
    for (const line of await linesOf(ports, now, plan.undone)) if (await app.ledger.takeBack(line)) billed.add(line.lineId);
    await unlist(ports, customerId, now, then.map((row) => asRow(customerId, row)));
    // What was changed since it was read is found by the next look.
    for (const part of transactionsOf(plan.changes, (write) => ('value' in write ? JSON.stringify(write.value).length : 0))) await ports.commerce.commit(customerId, part);
  }
  progress('making anew what is derived');
  const findings = await rebuilt(ports, customerId, () => rowsNow(ports, customerId));
  await endMark(partners, customerId, mark);
  const { counts, undone, vanishing, unreadable } = told;
  return { counts, undone, vanishing, unreadable, billed: [...billed], findings };
};
