import { type Attestation, attestationSchema, type Customer, customerSchema } from '../../domain/parties/customer/state';
import { changedOfCustomer } from '../../domain/parties/customer/toldFields';
import { visibleTo } from '../../domain/parties/customer/relationship';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { agreementKey, agreementPrefix, customerKey } from '../command/commerceKeys';
import { type EventRecord, recordId, withChanged } from '../command/eventRecord';
import { type Refusal } from '../refusals';
import { allRows } from '../allRows';
import { type Stored } from '../subscription/subscriptionBook';
import { rowReader, type Readable } from '../unreadable';

export const customerRows = rowReader('Commerce', 'customer', customerSchema);
const attestationRows = rowReader('Commerce', 'agreement', attestationSchema);

/** @throws RowUnreadable. */
export const readCustomer = async (commerce: PartitionStore, customerId: string): Promise<Stored<Customer> | undefined> => {
  const row = await commerce.read(customerId, customerKey(customerId));
  return row && customerRows.readStored(row);
};

/** The customer as this partner sees it: another partner's answers like one that does not exist (PAR-3). */
export const customerOf = async (commerce: PartitionStore, customerId: string, partnerTenantId: string): Promise<Result<Stored<Customer>, Refusal>> => {
  const stored = await readCustomer(commerce, customerId);
  const visible = visibleTo(stored?.value, customerId, partnerTenantId);
  if (!visible.ok) return visible;
  return stored === undefined ? failure({ kind: 'CustomerNotFound', customerId }) : success(stored);
};

/** @param etag of the guard row that was read; absent for a new customer. */
export const customerWrite = (customer: Customer, etag?: string): Write => {
  const row = { key: customerKey(customer.id), value: { type: 'customer', ...customer } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** @param version of the customer that it made; that of a new customer if absent. */
export const attestationWrite = (partnerTenantId: string, attestation: Attestation, version = 1): Write => ({
  op: 'put',
  key: agreementKey(partnerTenantId, attestation.attestedAt, version),
  value: { type: 'agreement', ...attestation },
});

/** Every confirmation this partner made, oldest first. */
export const readableAttestations = async (commerce: PartitionStore, customerId: string, partnerTenantId: string): Promise<Readable<Attestation>> =>
  attestationRows.readable(await allRows(commerce, customerId, agreementPrefix(partnerTenantId)));

/** The same for a rule. @throws RowUnreadable where one cannot be read. */
export const listAttestations = async (commerce: PartitionStore, customerId: string, partnerTenantId: string): Promise<readonly Attestation[]> =>
  (await allRows(commerce, customerId, agreementPrefix(partnerTenantId))).map((row) => attestationRows.read(row));

/** @param before undefined: it was made just now. @param partnerId who is told. */
export const customerRecord = (customer: Customer, before: Customer | undefined, partnerId: string, at: EventRecord['at'], ...facts: EventRecord['facts']): EventRecord => ({
  id: recordId(customer.id, customer.version),
  customerId: customer.id,
  partnerId,
  subject: { kind: 'customer', id: customer.id },
  version: customer.version,
  at,
  facts,
  ...withChanged(changedOfCustomer(before, customer, partnerId)),
  deadlines: [],
});
