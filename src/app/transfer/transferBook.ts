import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { transferNotice } from '../../domain/transfer/customerNotice';
import { type TransferChange } from '../../domain/transfer/request';
import { transferSchema, type Transfer } from '../../domain/transfer/state';
import { changedOfTransfer } from '../../domain/transfer/toldFields';
import { allRows } from '../allRows';
import { aheadOfTransfer } from '../deadlineList/ahead';
import { transferKey, transferPrefix } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { noticeRecord } from '../command/noticeRecord';
import { type Stored } from '../subscription/subscriptionBook';
import { readablePage, rowReader, type Page, type Readable } from '../unreadable';

export const transferRows = rowReader('Commerce', 'transfer', transferSchema);

/** @throws RowUnreadable. */
export const readTransfer = async (commerce: PartitionStore, customerId: string, transferId: string): Promise<Stored<Transfer> | undefined> => {
  const row = await commerce.read(customerId, transferKey(transferId));
  return row && transferRows.readStored(row);
};

/** All of a customer's, every partner's, as far as they can be read. */
export const readableTransfers = async (commerce: PartitionStore, customerId: string): Promise<Readable<Transfer>> => transferRows.readable(await allRows(commerce, customerId, transferPrefix));

/** The same for a rule, which needs every one. @throws RowUnreadable where one cannot be read. */
export const listTransfers = async (commerce: PartitionStore, customerId: string): Promise<readonly Transfer[]> =>
  (await allRows(commerce, customerId, transferPrefix)).map((row) => transferRows.read(row));

export const transferPage = async (commerce: PartitionStore, customerId: string, limit: number, continuation?: string): Promise<Page<Transfer>> => {
  const page = await commerce.list(customerId, { prefix: transferPrefix, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, transferRows);
};

export const transferWrite = (transfer: Transfer, etag?: string): Write => {
  const row = { key: transferKey(transfer.id), value: { type: 'transfer', ...transfer } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** Told to the partner who has to act on it, or who waits: the source of a request and its withdrawal, the target of the answers. */
const toldTo = ({ sourcePartnerId, targetPartnerId }: Transfer, type: string): string => (type === 'TransferRequested' || type === 'TransferWithdrawn' || type === 'TransferExpired' ? sourcePartnerId : targetPartnerId);

const steps: ReadonlySet<string> = new Set(['TransferRequested', 'TransferSubmitted', 'TransferRejected', 'TransferWithdrawn']);

/** What falls due because of it: its process hears of every step at once, and of its expiry when the time is over. */
const deadlinesOf = ({ transfer: { id, expiresAt }, facts }: TransferChange, at: EventRecord['at']): EventRecord['deadlines'] =>
  facts.flatMap(({ type }): EventRecord['deadlines'] => [
    ...(steps.has(type) ? [{ at, kind: 'transfer', subject: id } as const] : []),
    ...(type === 'TransferRequested' ? [{ at: expiresAt, kind: 'transferExpiry', subject: id } as const] : []),
  ]);

/** What happened to it, under the number of the version it made, and what the customer is told of it. @param before undefined: it was asked for just now. */
export const transferRecords = (change: TransferChange, before: Transfer | undefined, at: EventRecord['at']): EventRecord[] => {
  const { transfer, facts } = change;
  const [first] = facts;
  if (first === undefined) return [];
  const { id, version, customerId } = transfer;
  const notice = transferNotice(change);
  return [
    {
      id: recordId(id, version),
      customerId,
      partnerId: toldTo(transfer, first.type),
      partnerIds: [transfer.sourcePartnerId, transfer.targetPartnerId],
      subject: { kind: 'transfer', id },
      version,
      at,
      facts: facts.map((fact) => ({ ...fact })),
      ...withChanged(changedOfTransfer(before, transfer)),
      deadlines: deadlinesOf(change, at),
      ahead: aheadOfTransfer(transfer, at),
    },
    ...(notice === undefined ? [] : [noticeRecord(notice, { customerId, subjectId: id, version }, at)]),
  ];
};
