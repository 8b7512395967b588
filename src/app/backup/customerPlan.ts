import { type Instant } from '../../kernel/instant';
import { type Row, type Write } from '../../kernel/partitionStore';
import { chargeRows } from '../subscription/subscriptionBook';
import { customerCharges, customerEvents, customerKey, dimensionLinePrefix, meterLinePrefix, outboxPrefix, overageLinePrefix, receiptPrefix, subscriptionPrefix } from '../command/commerceKeys';
import { recordId, type EventRecord } from '../command/eventRecord';
import { eventWrites } from '../command/publishing';
import { type ChargeLine } from '../../domain/billing/chargeLine';
import { type BackedUpRow } from './bucket';

/**
 * What happened, happened: what was told of a customer, and what was used and closed, stays, whatever it is taken back to. From a back-up comes only what is missing of it.
 * A month's usage was reported by others and does not go with a subscription's state.
 */
const HISTORY = [customerEvents, 'windownews|', meterLinePrefix, dimensionLinePrefix('').slice(0, -1), overageLinePrefix];
/** What an account says of a partition where there are several: see `app/shards`. */
const OF_STORAGE = 'place|';

/** Of a receipt of something that was undone: no request has it, so whoever repeats that request is told that its id was used. */
const UNDONE = 'undone by a restore';

/** One customer's rows, as they are and as they should be. */
export interface CustomerPlan {
  /** A thing with what is told of it, each to be stored in one transaction: a version that is stored and not told would be told by nobody. Rows that are as they should be are not among them; one that was changed since it was read refuses its transaction. */
  readonly changes: readonly (readonly Write[])[];
  /** Charges that are undone, and are to leave the ledger. */
  readonly undone: readonly ChargeLine[];
  readonly counts: { readonly put: number; readonly deleted: number; readonly kept: number; readonly receipts: number };
  /** Subscriptions that were made since, and are no more. */
  readonly vanishing: readonly string[];
  /** Rows that nobody can read, in the back-up: they stay as they are now. */
  readonly unreadable: readonly string[];
}

type Value = Record<string, unknown>;

const versionOf = ({ version }: Value): number => (typeof version === 'number' ? version : 0);
const idOf = ({ id }: Value): string => (typeof id === 'string' ? id : '');
const subjectOf = ({ subject }: Value): string => (typeof subject === 'object' && subject !== null && 'id' in subject && typeof subject.id === 'string' ? subject.id : '');

/** The highest version that each thing of a customer's had, by its id: as it is, as it was, and as it was told of. */
const highestVersions = (now: ReadonlyMap<string, Value>, past: ReadonlyMap<string, Value>): ReadonlyMap<string, number> => {
  const highest = new Map<string, number>();
  for (const [key, value] of [...past, ...now]) {
    const id = key.startsWith(customerEvents) ? subjectOf(value) : idOf(value);
    highest.set(id, Math.max(highest.get(id) ?? 0, versionOf(value)));
  }
  return highest;
};

/** What is told of a subscription that is taken back, or was made since and is no more. */
const restoredEvent = ({ id, customerId, partnerId }: Value, version: number, { at, asOf }: RestoredAt, isGone: boolean): EventRecord => ({
  id: recordId(String(id), version),
  customerId: String(customerId),
  partnerId: String(partnerId),
  subject: { kind: 'subscription', id: String(id) },
  version,
  at,
  facts: [{ type: 'SubscriptionRestored', asOf, ...(isGone && { isGone }) }],
  cause: { command: 'restoreCustomer' },
  deadlines: [],
});

/** When. */
export interface RestoredAt {
  /** By the installation's clock. */
  readonly at: Instant;
  /** By the same, when the back-up began. */
  readonly asOf: Instant;
}

const isHistory = (key: string): boolean => HISTORY.some((prefix) => key.startsWith(prefix));

/** What was stored and not told is told, as having happened; that it has consequences is not. */
const toldOnly = (value: Value): Value => {
  const bare = ({ ahead: _ahead, charged: _charged, ...record }: Value): Value => ({ ...record, deadlines: [] });
  return Array.isArray(value['records']) ? { ...value, records: (value['records'] as Value[]).map(bare) } : bare(value);
};

/** Over the row as it was read. */
const over = (key: string, value: object, present: Row | undefined): Write => (present === undefined ? { op: 'create', key, value } : { op: 'update', key, value, etag: present.etag });

/** The same thing at the version of another: what differs in its version alone is what it should be. */
const inVersionOf = ({ version }: Value, value: Value): Value => ('version' in value ? { ...value, version } : value);

const same = (a: object | undefined, b: object): boolean => a !== undefined && JSON.stringify(a) === JSON.stringify(b);

/**
 * What is to be written so that a customer is what it was. What differs gets the version behind the last that it had, and of a subscription that is told: no event ever has the id of another, and none is missing.
 * Pure. Asked again after a part of it was written, it says what is left.
 */
export const customerPlan = (customerId: string, now: readonly Row[], then: readonly BackedUpRow[], when: RestoredAt): CustomerPlan => {
  const rows = new Map(now.filter(({ key }) => !key.startsWith(OF_STORAGE)).map((row) => [row.key, row]));
  const current = new Map([...rows].map(([key, { value }]) => [key, value]));
  const past = new Map(then.filter(({ key }) => !key.startsWith(OF_STORAGE)).map(({ key, text }) => [key, JSON.parse(text) as Value]));
  const changes: Write[][] = [];
  const unreadable: string[] = [];
  let [kept, receipts] = [0, 0];
  const highest = highestVersions(current, past);
  const next = (value: Value): number => (highest.get(idOf(value)) ?? versionOf(value)) + 1;
  const raised = (value: Value): Value => (typeof value['version'] === 'number' ? { ...value, version: next(value) } : value);
  const write = (key: string, value: Value): Write => over(key, value, rows.get(key));
  const tell = (key: string, value: Value, isGone: boolean): readonly Write[] => (key.startsWith(subscriptionPrefix) ? eventWrites([restoredEvent(value, next(value), when, isGone)]) : []);
  for (const [key, value] of past) {
    const stored = current.get(key);
    if (typeof value['unreadable'] === 'string') unreadable.push(key);
    else if (key.startsWith(outboxPrefix)) continue;
    else if (isHistory(key)) {
      if (stored === undefined) changes.push([write(key, value)]);
      else kept += 1;
    } else if (key.startsWith(receiptPrefix)) {
      // One that has aged since is not missed.
      if (stored !== undefined && !same(stored, value)) changes.push([write(key, value)]);
    } else if (stored === undefined || !same(stored, inVersionOf(stored, value))) changes.push([write(key, raised(value)), ...tell(key, value, false)]);
  }
  for (const [key, { value, etag }] of rows) {
    if (past.has(key) && !key.startsWith(outboxPrefix)) continue;
    if (key.startsWith(outboxPrefix)) {
      const told = toldOnly(value);
      if (!same(value, told)) changes.push([write(key, told)]);
    } else if (isHistory(key)) kept += 1;
    else if (key.startsWith(receiptPrefix)) {
      receipts += 1;
      if (value['fingerprint'] !== UNDONE) changes.push([write(key, { ...value, fingerprint: UNDONE })]);
    } else changes.push([{ op: 'delete', key, etag }, ...tell(key, value, true)]);
  }
  const writes = changes.flat();
  const charges = now.filter(({ key }) => key.startsWith(customerCharges) && !same(past.get(key), current.get(key) ?? {}));
  return {
    changes: changes.toSorted(([a], [b]) => Number(a?.key === customerKey(customerId)) - Number(b?.key === customerKey(customerId))),
    undone: chargeRows.readable(charges).items,
    counts: { put: writes.filter(({ op }) => op !== 'delete').length, deleted: writes.filter(({ op }) => op === 'delete').length, kept, receipts },
    vanishing: [...current.keys()].filter((key) => key.startsWith(subscriptionPrefix) && !past.has(key)).map((key) => key.slice(subscriptionPrefix.length)),
    unreadable,
  };
};
