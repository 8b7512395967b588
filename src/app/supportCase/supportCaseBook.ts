import { supportCaseSchema, type SupportCase } from '../../domain/support/state';
import { changedOfSupportCase } from '../../domain/support/toldFields';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { supportCaseKey, supportPrefix, supportPrefixOf } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { type Stored } from '../subscription/subscriptionBook';
import { readablePage, rowReader, type Page, type Readable } from '../unreadable';

export const supportCaseRows = rowReader('Commerce', 'supportCase', supportCaseSchema);

/** @throws RowUnreadable. */
export const readSupportCase = async (commerce: PartitionStore, customerId: string, subscriptionId: string, id: string): Promise<Stored<SupportCase> | undefined> => {
  const row = await commerce.read(customerId, supportCaseKey(subscriptionId, id));
  return row && supportCaseRows.readStored(row);
};

/** Of one subscription, in order of their ids. */
export const supportCasePage = async (commerce: PartitionStore, customerId: string, subscriptionId: string, limit: number, continuation?: string): Promise<Page<SupportCase>> =>
  readablePage(await commerce.list(customerId, { prefix: supportPrefixOf(subscriptionId), limit, ...(continuation !== undefined && { continuation }) }), supportCaseRows);

/** All of a customer's, every partner's, as far as they can be read. */
export const readableSupportCases = async (commerce: PartitionStore, customerId: string): Promise<Readable<SupportCase>> => supportCaseRows.readable(await allRows(commerce, customerId, supportPrefix));

export const supportCaseWrite = (supportCase: SupportCase, etag?: string): Write => {
  const row = { key: supportCaseKey(supportCase.subscriptionId, supportCase.id), value: { type: 'supportCase', ...supportCase } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

const told = { filed: { type: 'SupportRequestFiled' }, granted: { type: 'SupportRequestGranted' }, refused: { type: 'SupportRequestRefused' } } as const;

/** Who did it and why is part of the event: the audit of a decision about money. @param before undefined: it was filed just now. */
export const supportCaseRecord = (supportCase: SupportCase, before: SupportCase | undefined, at: EventRecord['at']): EventRecord => {
  const { id, version, customerId, partnerId, subscriptionId, reason, status, filedBy, decidedBy, refund, why } = supportCase;
  return {
  id: recordId(id, version),
  customerId,
  partnerId,
  subject: { kind: 'supportCase', id },
  version,
  at,
  facts: [{ ...told[status], subscriptionId, reason, by: decidedBy ?? filedBy, ...(refund !== undefined && { refund }), ...(why !== undefined && { why }) }],
  ...withChanged(changedOfSupportCase(before, supportCase)),
  deadlines: [],
  };
};
