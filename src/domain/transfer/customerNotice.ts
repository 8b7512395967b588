import { type CustomerNotice } from '../parties/customer/notice';
import { type TransferChange, type TransferFact } from './request';
import { type Transfer } from './state';

const movedOf = ({ lines }: Transfer): number => lines.filter(({ status }) => status === 'Complete').length;

const licences = (count: number): string => (count === 1 ? '1 subscription' : `${count} subscriptions`);

/** What a step of a transfer means to the customer; undefined: nothing that it would have to know. */
const meaning = (fact: TransferFact, transfer: Transfer): string | undefined => {
  const { sourceName, sourcePartnerId, targetName, expiresAt, lines } = transfer;
  const source = sourceName === '' ? sourcePartnerId : sourceName;
  switch (fact.type) {
    case 'TransferRequested':
      return `${targetName} asks ${source} to hand your subscriptions over. Nothing moves unless ${source} agrees before ${expiresAt}. If you want it, tell ${source} which to hand over; if you do not, tell ${source} to turn it down.`;
    case 'TransferSubmitted':
      return `${source} hands ${licences(lines.length)} over to ${targetName}. You need to do nothing: your users go on working, and ${targetName} bills you from the day after the move.`;
    case 'TransferRejected':
      return `${source} has turned down what ${targetName} asked for. Your subscriptions stay as they are; speak with ${source} if you want them moved.`;
    case 'TransferWithdrawn':
      return `${targetName} has taken back its request to ${source}. Your subscriptions stay as they are; you need to do nothing.`;
    case 'TransferExpired':
      return `${source} has not answered what ${targetName} asked for. Your subscriptions stay as they are; if you still want them moved, have ${targetName} ask again.`;
    case 'TransferCompleted': {
      const moved = movedOf(transfer);
      if (moved === lines.length) return `${licences(moved)} went from ${source} to ${targetName}. From now on turn to ${targetName} about them.`;
      if (moved === 0) return `None of ${licences(lines.length)} could be moved from ${source} to ${targetName}: all stay as they are. Have ${targetName} ask again once ${source} has cleared what stood against it.`;
      return `${moved} of ${licences(lines.length)} went from ${source} to ${targetName}; the others stay with ${source}. Have ${targetName} ask for those again once ${source} has cleared what stood against them.`;
    }
    case 'TransferOffered':
    case 'TransferLineCompleted':
    case 'TransferLineFailed':
      return undefined;
  }
};

/** TRF-1: what the customer is told of a change, at the address that the request names; undefined: nothing. */
export const transferNotice = ({ transfer, facts }: TransferChange): (CustomerNotice & { readonly transferId: string }) | undefined => {
  for (const fact of facts) {
    const whatToDo = meaning(fact, transfer);
    if (whatToDo !== undefined) return { type: 'CustomerNotified', to: transfer.customerEmail, about: fact.type, transferId: transfer.id, whatToDo };
  }
  return undefined;
};
