import { supportCaseSchema, type SupportCase } from '../../domain/support/state';
import { transferSchema, type Transfer } from '../../domain/transfer/state';
import { rowReader } from '../unreadable';
import { incomingTransfers, outgoingTransfers, supportListOf, supportQueue, type ListedRequest } from './listedRequest';

export const listedSupportCases = rowReader('Directory', 'supportRequest', supportCaseSchema);

/** CAN-6: the operator decides, the partner waits. */
export const listedSupportCase = (supportCase: SupportCase): ListedRequest => {
  const { id, version, customerId, partnerId, filedAt: askedAt, status } = supportCase;
  return { lists: [supportQueue, supportListOf(partnerId)], customerId, id, version, askedAt, isOpen: status === 'filed', row: { type: 'supportRequest', ...supportCase } };
};

/** What a transfer is shown by; what the source let the target see is for nobody's list. */
const listedTransferSchema = transferSchema.omit({ offered: true, offeredTerms: true });

export const listedTransfers = rowReader('Directory', 'transferRequest', listedTransferSchema);

/** TRF-1: the source answers, the target waits. */
export const listedTransfer = (transfer: Transfer): ListedRequest => {
  const { id, version, customerId, sourcePartnerId, targetPartnerId, createdAt: askedAt, status } = transfer;
  const { offered: _offered, offeredTerms: _terms, ...shown } = transfer;
  return { lists: [incomingTransfers(sourcePartnerId), outgoingTransfers(targetPartnerId)], customerId, id, version, askedAt, isOpen: status === 'Pending' || status === 'InProgress', row: { type: 'transferRequest', ...shown } };
};
