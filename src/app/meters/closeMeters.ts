import { meterLines, unpricedUse, type MeterLine, type MeterMonth } from '../../domain/usage/meters/meterMonth';
import { type Deadline } from '../due/deadline';
import { calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { holderId } from '../../domain/usage/meters/holder';
import { closesAt } from '../../domain/usage/overage/callReport';
import { planChangeWrites, readAzure, type StoredAzure } from '../azurePlan/azureBook';
import { dimensionLineKey, meterLineKey } from '../command/commerceKeys';
import { CHANGED } from '../command/contention';
import { recordId, type EventRecord } from '../command/eventRecord';
import { derivedGuid } from '../command/ids';
import { recordOnce } from '../command/recordOnce';
import { type StoredEvents } from '../command/storedEvents';
import { readCustomer } from '../customer/customerBook';
import { ratesOf, saasOf, withExchange } from './meterRates';
import { METER_MONTH_KEY, meterPartition, readMeterMonth } from './meters';
import { bringUsageOf } from '../ledger/bringUsage';
import { closesAfterDays, type ClosePorts } from '../usage/closing';

/** Lines of one transaction, beside the partners' events. */
const linesAtOnce = 80;

/** The rows of the plans whose subscriptions used something, written as they are. @returns false where one was changed since it was read. */
const keptPlans = async (commerce: PartitionStore, customerId: string, azure: StoredAzure, { used }: MeterMonth): Promise<boolean> => {
  const holders = new Set(used.map(holderId));
  const planIds = new Set(azure.subscriptions.filter(({ id }) => holders.has(id)).map(({ planId }) => planId));
  const writes = azure.plans.filter(({ id }) => planIds.has(id)).flatMap((plan) => planChangeWrites({ plan }, azure.etags.get(plan.id)));
  return writes.length === 0 || (await commerce.commit(customerId, writes)).ok;
};

/** Closed for good: nothing is taken from here on, and prices and relationships are what they are. Undefined: nothing was reported, or it is not due. */
const closed = async ({ usage, commerce, contention, catalogueOf, payerByTenant, exchangeRate, clock, policies }: ClosePorts, customerId: string, month: MeterMonth['month']): Promise<MeterMonth | undefined> => {
  const partition = meterPartition(customerId, month);
  return contention.insist(partition, partition, async () => {
    const stored = await readMeterMonth(usage, partition);
    if (stored === undefined || stored.value.closedAt !== undefined) return stored?.value;
    const now = clock.now();
    if (now < closesAt(month, closesAfterDays({ policies })(month))) return undefined;
    const customer = await readCustomer(commerce, customerId);
    if (customer === undefined) throw new Error(`There is no customer ${customerId}`);
    const [azure, saas, catalogue] = await Promise.all([readAzure(commerce, customerId), saasOf(commerce, stored.value), catalogueOf(customer.value.country)]);
    const rates = ratesOf(stored.value, customer.value, azure, saas, catalogue);
    const unpriced = unpricedUse(stored.value, rates);
    if (unpriced !== undefined) throw new Error(`The price list of ${customer.value.country} has no price of the meter ${unpriced.meterId} on ${unpriced.date}: the month is not closed without it`);
    // What was said of access before the month closed is stored against the plan's row: whoever said so and has not stored it yet is refused now, as too late.
    if (!(await keptPlans(commerce, customerId, azure, stored.value))) return CHANGED;
    const next: MeterMonth = { ...stored.value, closedAt: now, rates: await withExchange({ payerByTenant, exchangeRate }, rates, month) };
    if ((await usage.commit(partition, [{ op: 'update', key: METER_MONTH_KEY, value: { type: 'meterMonth', ...next }, etag: stored.etag }])).ok) return next;
    return CHANGED;
  });
};

/** What the event of a month's closing is about: a partner's use of Azure. */
export const meterClosing = (customerId: string, month: CalendarDate, partnerId: string): string => derivedGuid('meters', customerId, month, partnerId);
/** And the use of one subscription to metered SaaS. */
export const dimensionClosing = (customerId: string, month: CalendarDate, subscriptionId: string): string => derivedGuid('dimensions', customerId, month, subscriptionId);

/** One record for each partner that is charged for what its Azure subscriptions used. */
const azureRecords = (customerId: string, month: CalendarDate, lines: readonly MeterLine[], at: Instant): EventRecord[] =>
  [...groupBy(lines, ({ partnerId }) => partnerId)].map(([partnerId, own]) => {
    const id = meterClosing(customerId, month, partnerId);
    return { id: recordId(id, 1), customerId, partnerId, subject: { kind: 'usage', id }, version: 1, at, facts: [{ type: 'AzureUsageCharged', month: month.slice(0, 7), lines: own.length }], cause: { command: 'usageClose' }, deadlines: [] };
  });

/** One record for each subscription to metered SaaS that is charged. */
const saasRecords = (customerId: string, month: CalendarDate, lines: readonly MeterLine[], at: Instant): EventRecord[] =>
  [...groupBy(lines, ({ subscriptionId }) => subscriptionId ?? '')].flatMap(([subscriptionId, own]) => {
    const id = dimensionClosing(customerId, month, subscriptionId);
    const [first] = own;
    return first === undefined ? [] : [{ id: recordId(id, 1), customerId, partnerId: first.partnerId, subject: { kind: 'usage', id }, version: 1, at, facts: [{ type: 'SaasUsageCharged', subscriptionId, month: month.slice(0, 7), lines: own.length }], cause: { command: 'usageClose' }, deadlines: [] }];
  });

const isOfSaas = ({ subscriptionId }: MeterLine): boolean => subscriptionId !== undefined;

const writeOf = (month: string, line: MeterLine): Write =>
  line.subscriptionId === undefined
    ? { op: 'put', key: meterLineKey(month, line.id), value: { type: 'azureCharge', ...line } }
    : { op: 'put', key: dimensionLineKey(line.subscriptionId, month, line.id), value: { type: 'saasCharge', ...line } };

/** What is there already is these very lines: each is made from the closed month. @returns what is stored of each event by this attempt; undefined: by one before. @throws when the store refuses them and they are not there. */
const writeLines = async ({ commerce }: ClosePorts, customerId: string, month: CalendarDate, lines: readonly MeterLine[], at: Instant): Promise<readonly (StoredEvents | undefined)[]> => {
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const part = lines.slice(start, start + linesAtOnce);
    const committed = await commerce.commit(customerId, part.map((line) => writeOf(month, line)));
    if (!committed.ok) throw new Error(`The lines of ${month} could not be written: ${committed.conflict.key}`);
  }
  const records = [...azureRecords(customerId, month, lines.filter((line) => !isOfSaas(line)), at), ...saasRecords(customerId, month, lines.filter(isOfSaas), at)];
  const stored: (StoredEvents | undefined)[] = [];
  for (const record of records) stored.push(await recordOnce(commerce, record));
  return stored;
};

/**
 * AZP-4: closes a month of meters, once: first the month's own row, with the prices and relationships of that moment; then its lines and their events, made from that row alone. Killed in between, the
 * deadline stays and the sweep writes the same again. @throws when the store fails.
 */
export const closeMeters = async (ports: ClosePorts, { customerId, subject }: Deadline): Promise<void> => {
  const month = calendarDate(`${subject.split('|')[1] ?? ''}-01`);
  const metered = await closed(ports, customerId, month);
  if (metered?.closedAt !== undefined && metered.rates !== undefined) {
    const stored = await writeLines(ports, customerId, month, meterLines(metered, metered.rates, metered.closedAt), metered.closedAt);
    await bringUsageOf(ports, customerId, month, 'meter');
    await ports.publishing.bringOutOrLookFor(customerId, stored);
  }
};
