import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf } from '../schemas/answerSchema';
import { event } from '../schemas/event';
import { transfer, transferEligibility, transferRequest } from '../schemas/transfer';
import { previewedAnswer, previewedOffer, transferPreview } from '../schemas/transferPreview';
import { bareListHeaders } from '../sharedHeaders';

export const transfers: DescribedArea = {
  name: 'Transfers',
  about: 'Of subscriptions from one partner to another.',
  operations: {
    listTransferEligibilities: { summary: "Get a customer's subscriptions' transfer eligibility", answers: { 200: z.array(transferEligibility) }, headers: { 'NextTerm-Unreadable': bareListHeaders['NextTerm-Unreadable'] } },
    createTransfer: { summary: "Create a customer's transfer", details: 'The target asks the source, which has 30 days.', answers: { 201: transfer } },
    listTransfers: { summary: "Get a customer's transfers", answers: { 200: z.array(transfer) }, headers: bareListHeaders },
    getTransfer: { summary: "Get a customer's transfer details", answers: { 200: transfer } },
    patchTransfer: {
      summary: "Update a customer's transfer: accept, reject, cancel",
      details: 'The source accepts by `lineItems`, which name what it submits, or says `reject`; the target says `cancel`. Nobody takes that back.',
      answers: { 200: transfer },
      preview: previewedAnswer,
    },
    listTransferEvents: { summary: 'What happened to a transfer', details: 'The oldest first; a line is named by its place in the transfer.', answers: { 200: collectionOf(event) } },
    listTransferRequests: { summary: 'Transfers that a partner is asked for, or asked for, over all customers', answers: { 200: collectionOf(transferRequest) } },
    offerTransfer: {
      summary: 'Show the target what would be submitted',
      details: 'By the source, instead of what it offered before; an empty list takes it back. What is submitted then on worse terms than the target was shown is refused.',
      answers: { 200: transferPreview },
      preview: previewedOffer,
    },
    previewTransfer: { summary: 'What a pending transfer would do', details: "Of what the source offered, for the caller's side, as if it were moved now.", answers: { 200: transferPreview } },
  },
};
