import { isDeepStrictEqual } from 'node:util';
import { type PartitionStore } from '../../kernel/partitionStore';
import { supportPrefix, transferPrefix } from '../command/commerceKeys';
import { listedVersions, requestKey, type ListedRequest } from '../requestList/listedRequest';
import { listedSupportCase, listedTransfer } from '../requestList/requestKinds';
import { supportCaseRows } from '../supportCase/supportCaseBook';
import { transferRows } from '../transfer/transferBook';
import { type Readable } from '../unreadable';
import { rowsUnder, type CustomerRows } from './customerRows';

/** What a customer's rows say must be in the lists of requests. */
export const expectedRequests = (rows: CustomerRows): Readable<ListedRequest> => {
  const cases = supportCaseRows.readable(rowsUnder(rows, supportPrefix));
  const transfers = transferRows.readable(rowsUnder(rows, transferPrefix));
  return { items: [...cases.items.map(listedSupportCase), ...transfers.items.map(listedTransfer)], unreadable: cases.unreadable };
};

/** Whether a list has it: as it is or newer, and among the open ones if it is open, and only then. Two operations. */
const isListed = async (directory: PartitionStore, list: string, request: ListedRequest): Promise<boolean> => {
  const [shown, open] = await Promise.all([directory.read(list, requestKey('request', request)), directory.read(list, requestKey('open', request))]);
  const [stored] = shown === undefined ? [] : listedVersions.readable([shown]).items;
  if (stored !== undefined && stored.version > request.version) return true;
  return isDeepStrictEqual([shown?.value, open?.value], [request.row, request.isOpen ? request.row : undefined]);
};

/** DUE-1: requests that a list does not show as they are. Two operations for each request and list, whenever it was asked. */
export const requestListFaults = async ({ directory }: { readonly directory: PartitionStore }, requests: readonly ListedRequest[]): Promise<readonly ListedRequest[]> => {
  const faults: ListedRequest[] = [];
  for (const request of requests) {
    const listed = await Promise.all(request.lists.map((list) => isListed(directory, list, request)));
    if (listed.includes(false)) faults.push(request);
  }
  return faults;
};
