import { plusHours, type Instant } from '../../kernel/instant';
import { deleteAsRead, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Deadline } from '../due/deadline';
import { type Stored } from '../subscription/subscriptionBook';
import { allRows } from '../allRows';
import { rowReader, type Readable } from '../unreadable';
import { exportSchema, type Export } from './exportState';

/** `export|3f2a…`: rows of the `Invoices` table, whose partition is the partner's tenant. */
const exportKey = (id: string): string => `export|${id}`;

const exportRows = rowReader('Invoices', 'export', exportSchema);

/** @returns undefined also for another partner's. @throws RowUnreadable. */
export const readExport = async (invoices: PartitionStore, partnerId: string, id: string): Promise<Stored<Export> | undefined> => {
  const row = await invoices.read(partnerId, exportKey(id));
  return row && exportRows.readStored(row);
};

/** All that are known of a partner's. */
export const exportRowsOf = async (invoices: PartitionStore, partnerId: string): Promise<Readable<Export>> => exportRows.readable(await allRows(invoices, partnerId, exportKey('')));

export const exportWrite = (value: Export, etag?: string): Write => {
  const row = { key: exportKey(value.id), value: { type: 'export', ...value } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** @param etag as it was read. */
export const forgetWrite = (id: string, etag: string): Write => deleteAsRead({ key: exportKey(id), etag });

/** For so long after its files are gone an export is told to have expired; then it is forgotten. */
const TOLD_AS_EXPIRED_HOURS = 30 * 24;

export const forgottenAt = ({ expiresAt }: Pick<Export, 'expiresAt'>): Instant => plusHours(expiresAt, TOLD_AS_EXPIRED_HOURS);

/** All that must happen to an export, known when it is asked for: it is written, its files go, it is forgotten. */
export const exportDeadlines = ({ id, partnerId, createdAt, expiresAt }: Pick<Export, 'id' | 'partnerId' | 'createdAt' | 'expiresAt'>): readonly [Deadline, Deadline, Deadline] => {
  const of = { customerId: partnerId, subject: id };
  return [
    { at: createdAt, kind: 'export', ...of },
    { at: expiresAt, kind: 'exportExpiry', ...of },
    { at: forgottenAt({ expiresAt }), kind: 'exportExpiry', ...of },
  ];
};
