import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type TransferChange } from '../../transfer/request';
import { transferSchema, type Transfer } from '../../transfer/state';
import { allRows } from '../allRows';
import { transferKey, transferPrefix } from '../command/commerceKeys';
import { recordId, type EventRecord } from '../command/eventRecord';
import { type Stored } from '../subscription/subscriptionBook';

export const readTransfer = async (commerce: PartitionStore, customerId: string, transferId: string): Promise<Stored<Transfer> | undefined> => {
  const row = await commerce.read(customerId, transferKey(transferId));
  return row === undefined ? undefined : { value: transferSchema.parse(row.value), etag: row.etag };
};

/** All of a customer's, every partner's. */
export const listTransfers = async (commerce: PartitionStore, customerId: string): Promise<readonly Transfer[]> =>
  (await allRows(commerce, customerId, transferPrefix)).map(({ value }) => transferSchema.parse(value));

export const transferWrite = (transfer: Transfer, etag?: string): Write => {
  const row = { key: transferKey(transfer.id), value: { type: 'transfer', ...transfer } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** Told to the partner who has to act on it, or who waits: the source of a request and its withdrawal, the target of the answers. */
const toldTo = ({ sourcePartnerId, targetPartnerId }: Transfer, type: string): string => (type === 'TransferRequested' || type === 'TransferWithdrawn' || type === 'TransferExpired' ? sourcePartnerId : targetPartnerId);

/** What falls due because of it: the expiry of a new one, the moves of what was submitted. */
const deadlinesOf = ({ transfer: { id, expiresAt }, facts }: TransferChange, at: EventRecord['at']): EventRecord['deadlines'] =>
  facts.flatMap(({ type }): EventRecord['deadlines'] => {
    if (type === 'TransferRequested') return [{ at: expiresAt, kind: 'transferExpiry', subject: id }];
    return type === 'TransferSubmitted' ? [{ at, kind: 'transfer', subject: id }] : [];
  });

/** What happened to it, under the number of the version it made. */
export const transferRecords = (change: TransferChange, at: EventRecord['at']): EventRecord[] => {
  const { transfer, facts } = change;
  const [first] = facts;
  if (first === undefined) return [];
  const { id, version, customerId } = transfer;
  return [
    {
      id: recordId(id, version),
      customerId,
      partnerId: toldTo(transfer, first.type),
      subject: { kind: 'transfer', id },
      version,
      at,
      facts: facts.map((fact) => ({ ...fact })),
      deadlines: deadlinesOf(change, at),
    },
  ];
};
