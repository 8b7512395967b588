import { failure, success, type Result } from '../../kernel/result';
import { customerRows } from '../customer/customerBook';
import { type Refusal } from '../refusals';
import { type UnreadableRow } from '../unreadable';
import { BrokenOffs, type BrokenOff } from './brokenOff';
import { checkCustomer, overdueReceipts } from './checkCustomer';
import { customerRow, lookedAtAgain, nextCustomers, waitsToBeTold, wholeCustomer, type CustomerRows } from './customerRows';
import { type Finding } from './finding';
import { readPending, type Pending } from './missingDeadlines';
import { checkOfPartners, type PartnersCheckPorts } from './ofPartners';
import { isMeant, type Projection } from './projections';

/** Receipts that are long due to be cleared away, and in no week's list. */
export interface OverdueReceipts {
  readonly what: 'receipts';
  readonly customerId: string;
  readonly receipts: number;
}

export type ProjectionFinding = Finding | OverdueReceipts;

export interface ProjectionWish {
  /** Absent: all. */
  readonly projection?: Projection;
  /** Of that one alone. */
  readonly customerId?: string;
  /** Of the customers that have, had or asked for a relationship with that partner, and of what is the partner's own. */
  readonly partnerId?: string;
  /** What a call before gave as `next`. */
  readonly from?: string;
  /** Whether what differs is put right. */
  readonly repairs: boolean;
}

/** A part of the customers, compared. */
export interface ProjectionChecked {
  readonly customers: number;
  /** Customers with events that wait to be told: what these bring comes with them, and was not compared. */
  readonly waiting: number;
  /** How many things were not as the state says. */
  readonly found: number;
  /** The first thousand of them. */
  readonly findings: readonly ProjectionFinding[];
  /** The first hundred customers, and what is none's, whose comparison broke off; absent: none. */
  readonly failed?: readonly BrokenOff[];
  /** Rows of customers that could not be read: of these nothing can be said. */
  readonly unreadable: readonly UnreadableRow[];
  /** Rows of the deadline index that nobody can read, of the parts that go over it, after all customers. They go with a rebuild. */
  readonly corrupt?: number;
  /** Where the next call goes on; absent: that was all. */
  readonly next?: string;
}

/** Of one call: see `nextCustomers` for what a step costs. */
const STEPS_AT_ONCE = 10;
const MOST_FINDINGS = 1000;
/** In `next` and `from`, before where the deadline index goes on. */
const INDEX = 'index|';
/** As the rebuild goes back. */
const MONTHS_BACK = 24;

/** The same ports, for which there is no partner but one. */
const ofPartner = (ports: PartnersCheckPorts, partnerId: string | undefined): PartnersCheckPorts => {
  if (partnerId === undefined) return ports;
  const allPartners: PartnersCheckPorts['allPartners'] = async () => {
    const { items, unreadable } = await ports.allPartners();
    return { items: items.filter(({ tenantId }) => tenantId === partnerId), unreadable };
  };
  return { ...ports, allPartners };
};

/** One that cannot be read is looked at: nobody can say that it is none of the partner's. */
const isOfPartner = (rows: CustomerRows, partnerId: string | undefined): boolean => {
  const row = customerRow(rows);
  if (partnerId === undefined || row === undefined) return true;
  const [customer] = customerRows.readable([row]).items;
  return customer === undefined || Object.entries(customer.relationships).some(([tenantId, { resellerTenantId }]) => tenantId === partnerId || resellerTenantId === partnerId);
};

/** What a call comes to, as it goes on. */
class Sums {
  customers = 0;
  waiting = 0;
  found = 0;
  readonly findings: ProjectionFinding[] = [];
  readonly unreadable: UnreadableRow[] = [];

  add(findings: readonly ProjectionFinding[]): void {
    this.found += findings.length;
    this.findings.push(...findings.slice(0, Math.max(0, MOST_FINDINGS - this.findings.length)));
  }
}

const compareOne = async (ports: PartnersCheckPorts, rows: CustomerRows, pending: Pending, only: ReadonlySet<Projection> | undefined, repairs: boolean, sums: Sums): Promise<void> => {
  sums.customers += 1;
  if (waitsToBeTold(rows)) sums.waiting += 1;
  const receipts = isMeant(only, 'receiptWeeks') ? overdueReceipts(ports, rows, ports.clock.now()).length : 0;
  sums.add(await checkCustomer(ports, rows, pending, { monthsBack: MONTHS_BACK, repairs, unreadable: sums.unreadable, ...(only && { only }) }));
  if (receipts > 0) sums.add([{ what: 'receipts', customerId: rows.customerId, receipts }]);
};

/** The deadline index itself, ten pages at a call, once all that the state asks for is there. */
const goOverIndex = async ({ deadlines }: PartnersCheckPorts, from: string | undefined, repairs: boolean): Promise<ProjectionChecked> => {
  let [corrupt, next] = [0, from];
  for (let steps = 0; steps < STEPS_AT_ONCE && (steps === 0 || next !== undefined); steps += 1) {
    const part = await deadlines.corruptOfPage(repairs, next);
    corrupt += part.count;
    next = part.next;
  }
  return { customers: 0, waiting: 0, found: 0, findings: [], unreadable: [], corrupt, ...(next !== undefined && { next: INDEX + next }) };
};

/**
 * DUE-1: compares one projection, or all, with the state, of one customer, of a partner's, or of all, a bounded number of steps at a call, and puts it right where that is wanted; otherwise nothing derived is changed. May be repeated, and may run beside commands.
 * Refused: CustomerNotFound. @throws when the store fails; what was done until then stays. A customer whose comparison breaks off is passed over, and told of.
 */
export const goOnWithProjection = async (given: PartnersCheckPorts, { projection, customerId, partnerId, from, repairs }: ProjectionWish): Promise<Result<ProjectionChecked, Refusal>> => {
  const ports = ofPartner(given, partnerId);
  if (from?.startsWith(INDEX) === true) return success(await goOverIndex(ports, from.slice(INDEX.length) || undefined, repairs));
  const only = projection === undefined ? undefined : new Set([projection]);
  const pending = await readPending(ports.deadlines, ports.clock.now());
  const sums = new Sums();
  const brokenOff = new BrokenOffs(ports.log);
  const compare = (rows: CustomerRows, of = pending): Promise<void> => brokenOff.unless(rows.customerId, () => compareOne(ports, rows, of, only, repairs, sums));
  const told = ({ customers, waiting, found, findings, unreadable }: Sums) => ({ customers, waiting, found, findings, ...brokenOff.told(), unreadable });
  if (customerId !== undefined) {
    const rows = await wholeCustomer(ports.commerce, customerId);
    if (rows.rows.length === 0) return failure({ kind: 'CustomerNotFound', customerId });
    await compare(rows);
    if (repairs) await ports.receipts.write();
    return success(told(sums));
  }
  if (from === undefined) sums.add(await checkOfPartners(ports, pending, { repairs, ...(only && { only }) }, brokenOff));
  const late: CustomerRows[] = [];
  let next = from;
  for (let steps = 0; steps < STEPS_AT_ONCE && (steps === 0 || next !== undefined); steps += 1) {
    const step = await nextCustomers(ports.commerce, next, true);
    for (const rows of step.customers) {
      if (!isOfPartner(rows, partnerId)) continue;
      if (waitsToBeTold(rows)) late.push(rows);
      else await compare(rows);
    }
    if (step.tooLarge !== undefined) brokenOff.add(step.tooLarge.customerId, step.tooLarge.cause);
    next = step.next;
  }
  const pendingByThen = late.length === 0 ? pending : await readPending(ports.deadlines, ports.clock.now());
  for await (const rows of lookedAtAgain(ports.commerce, late)) await compare(rows, pendingByThen);
  if (repairs) await ports.receipts.write();
  const goesOverIndex = next === undefined && partnerId === undefined && isMeant(only, 'deadlines');
  return success({ ...told(sums), ...(goesOverIndex && { next: INDEX }), ...(next !== undefined && { next }) });
};
