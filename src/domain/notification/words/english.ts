import { type Instant } from '../../../kernel/instant';
import { type Language } from './words';

const minute = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
const licences = (number: number): string => count(number, 'licence');

export const english: Language = {
  greeting: (name) => `Dear ${name},`,
  closing: (sender) => `Kind regards, ${sender}`,
  say: {
    renewalAhead: ({ subscription, licences: held, on }) => ({
      subject: `${subscription} renews on ${on}`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, renews on ${on}.`, 'If you want another number of licences for the next term, or do not want to renew, tell us before then.'],
    }),
    expiryAhead: ({ subscription, licences: held, lastDay }) => ({
      subject: `${subscription} ends on ${lastDay}`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, does not renew: its last day is ${lastDay}.`, 'If you want to keep it, tell us before then.'],
    }),
    trialEnding: ({ subscription, licences: held, lastDay, turnsPaid }) => ({
      subject: `The trial ${subscription} ends on ${lastDay}`,
      paragraphs: [
        `The last day of your trial ${subscription}, with ${licences(held)}, is ${lastDay}.`,
        turnsPaid ? 'After it you go on with a paid subscription. If you do not want that, tell us before then.' : 'It ends then. If you want to go on with a paid subscription, tell us before then.',
      ],
    }),
    renewed: ({ subscription, licences: held, lastDay }) => ({
      subject: `${subscription} was renewed until ${lastDay}`,
      paragraphs: [`Your subscription ${subscription} was renewed with ${licences(held)}. The last day of the new term is ${lastDay}.`],
    }),
    expired: ({ subscription, licences: held, lastDay }) => ({
      subject: `${subscription} has ended`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, has ended. Its last day was ${lastDay}.`, 'If you still need it, or the data in it, tell us soon.'],
    }),
    windowClosing: ({ subscription, licences: open, until }) => ({
      subject: `${subscription}: until ${minute(until)} licences can be given back`,
      paragraphs: [`Up to ${licences(open)} of your subscription ${subscription} can be given back until ${minute(until)}. After that they stay until the end of the term.`],
    }),
    autoRenewOff: ({ subscription, licences: held, lastDay }) => ({
      subject: `${subscription} does not renew any more`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, was set not to renew. The last day of its term is ${lastDay}.`, 'If you want to keep it, tell us before then.'],
    }),
    cancelled: ({ subscription, licences: held }) => ({
      subject: `${subscription} was cancelled`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, was cancelled.`],
    }),
    suspended: ({ subscription, licences: held }) => ({
      subject: `${subscription} was suspended`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, was suspended: your users have no access to it.`],
    }),
    reactivated: ({ subscription, licences: held }) => ({
      subject: `${subscription} is active again`,
      paragraphs: [`Your subscription ${subscription}, with ${licences(held)}, is active again.`],
    }),
    invoiceIssued: ({ invoiceId, isCreditNote, month, total, currency, dueDate }) => ({
      subject: `${isCreditNote ? 'Credit note' : 'Invoice'} ${invoiceId} for ${month}`,
      paragraphs: [isCreditNote ? `The credit note ${invoiceId} for ${month} was issued: ${total} ${currency}.` : `The invoice ${invoiceId} for ${month} was issued: ${total} ${currency}, due on ${dueDate}.`],
    }),
    transferRequested: ({ customer, other, until }) => ({
      subject: `${other} asks for subscriptions of ${customer}`,
      paragraphs: [`${other} asks you to hand over subscriptions of ${customer}. Nothing moves unless you agree before ${minute(until)}.`],
    }),
    transferAccepted: ({ customer, other, subscriptions }) => ({
      subject: `${other} hands over subscriptions of ${customer}`,
      paragraphs: [`${other} hands over ${count(subscriptions, 'subscription')} of ${customer} to you. You are told once they have moved.`],
    }),
    transferDeclined: ({ customer, other }) => ({
      subject: `${other} declined the transfer of ${customer}`,
      paragraphs: [`${other} has turned down your request for subscriptions of ${customer}. Nothing moves.`],
    }),
    transferCompleted: ({ customer, other, moved, subscriptions }) => ({
      subject: `The transfer of ${customer} is over`,
      paragraphs: [`Of ${count(subscriptions, 'subscription')} of ${customer} in the transfer with ${other}, ${moved} moved${moved === subscriptions ? '' : ', the others stay where they were'}.`],
    }),
    budgetReached: ({ customer, month, percent, spent, amount, currency }) => ({
      subject: `${customer} has spent ${percent} % of its usage budget`,
      paragraphs: [`In ${month}, usage of ${customer} came to ${spent} ${currency}, which is ${percent} % or more of the budget of ${amount} ${currency}.`],
    }),
    overageCharged: ({ customer, month, minutes, subtotal, currency }) => ({
      subject: `Calling minutes of ${customer} in ${month} were charged`,
      paragraphs: [`In ${month}, ${customer} used ${minutes} calling minutes beyond what its licences bring: ${subtotal} ${currency} were charged.`],
    }),
    notice: ({ whatToDo, url }) => ({ subject: 'About your subscriptions', paragraphs: [whatToDo, ...(url === undefined ? [] : [url])] }),
  },
};
