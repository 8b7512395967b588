import { plusDays, dayOf, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { instantFromMillis, toMillis, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { isCustomerId, type AuditRecord } from '../../domain/audit/state';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { readCustomer } from '../customer/customerBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { RowUnreadable, type Page } from '../unreadable';
import { listAudit, readAudit } from './auditBook';

export interface AuditFilter {
  /** `SubscriptionId`: what was done with that subscription, or asked for in its name. */
  readonly field: 'CompanyName' | 'CustomerId' | 'ResourceType' | 'SubscriptionId';
  /** Compared without regard to letter case; of a name, any part of it. */
  readonly value: string;
}

/** A record with its customer's name as the books have it now. */
export interface NamedRecord {
  readonly record: AuditRecord;
  readonly customerName?: string | undefined;
}

/** How far back the log can be asked for, and how far it goes where nobody says. */
const DAYS_BACK = { most: 90, unsaid: 30 } as const;

/** Whose log is read, by whom of it. */
export interface AuditReader {
  readonly tenantId: string;
  readonly kind: 'partner' | 'customer' | 'operator';
}

/**
 * A record is shown without the name of a customer whose row cannot be read, and of one that its reader does not see (PAR-3): whoever was refused what it tried with another's customer is not told by its own log whose id that was.
 */
const nameOf = async (commerce: App['commerce'], { tenantId, kind }: AuditReader, customerId: string): Promise<string | undefined> => {
  try {
    const customer = (await readCustomer(commerce, customerId))?.value;
    const isSeen = kind === 'operator' || customerId === tenantId || visibleTo(customer, customerId, tenantId).ok;
    return isSeen ? customer?.name : undefined;
  } catch (error) {
    if (error instanceof RowUnreadable) return undefined;
    throw error;
  }
};

/** Customers' names, each read once. */
const namesIn = ({ commerce }: App, reader: AuditReader) => {
  const known = new Map<string, Promise<string | undefined>>();
  return (customerId: string | undefined): Promise<string | undefined> => {
    if (!isCustomerId(customerId)) return Promise.resolve(undefined);
    const found = known.get(customerId) ?? nameOf(commerce, reader, customerId);
    known.set(customerId, found);
    return found;
  };
};

/** The last moment of a day: what happened at the midnight after it is of the next. */
const endOfDay = (day: CalendarDate): Instant => instantFromMillis(toMillis(startOfDay(plusDays(day, 1))) - 1);

const has = (text: string | undefined, part: string): boolean => text?.toLowerCase().includes(part.toLowerCase()) === true;
const is = (text: string | undefined, other: string): boolean => text?.toLowerCase() === other.toLowerCase();

/** The days that are asked for, both included; a day that is ahead ends now. */
export interface AuditDays {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

/** AUD-1: a page of the tenant's own log, the oldest first. Refused: InputInvalid for what lies more than 90 days back, or ends before it begins. */
export const auditPages = (app: App, reader: AuditReader, { from, to }: AuditDays, filter: AuditFilter | undefined): Result<(limit: number, continuation?: string) => Promise<Page<NamedRecord>>, Refusal> => {
  const now: Instant = app.clock.now();
  const today = dayOf(now);
  const first = from ?? plusDays(today, -DAYS_BACK.unsaid);
  if (first < plusDays(today, -DAYS_BACK.most)) return failure({ kind: 'InputInvalid', problems: [`startDate: must be ${plusDays(today, -DAYS_BACK.most)} or later, ${DAYS_BACK.most} days ago`] });
  if (to !== undefined && to < first) return failure({ kind: 'InputInvalid', problems: ['endDate: must not be before startDate'] });
  const end = to === undefined || to >= today ? now : endOfDay(to);
  const nameOf = namesIn(app, reader);
  const fits = async ({ customerId, resourceType, subjects }: AuditRecord): Promise<boolean> => {
    if (filter === undefined) return true;
    if (filter.field === 'CustomerId') return is(customerId, filter.value);
    if (filter.field === 'SubscriptionId') return is(subjects['subscriptionId'], filter.value);
    return filter.field === 'ResourceType' ? is(resourceType, filter.value) : has(await nameOf(customerId), filter.value);
  };
  return success(async (limit, continuation) => {
    const page = await listAudit(app, reader.tenantId, { from: startOfDay(first), to: end }, fits, limit, continuation);
    const items: NamedRecord[] = [];
    for (const record of page.items) items.push({ record, customerName: await nameOf(record.customerId) });
    return { ...page, items };
  });
};

/** One record of the tenant's own log; undefined if there is none of that id. */
export const auditRecordOf = async (app: App, reader: AuditReader, id: string): Promise<NamedRecord | undefined> => {
  const record = await readAudit(app, reader.tenantId, id);
  return record && { record, customerName: await namesIn(app, reader)(record.customerId) };
};
