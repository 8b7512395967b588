import { z } from 'zod';
import { decimalSchema, instantSchema } from '../../../kernel/schemas';
import { supportReasons } from '../../../domain/support/state';
import { count, fact, id, party, type FactSchema } from './factSchema';

const relationship = { partnerTenantId: id, resellerTenantId: id.optional() };
const qualification = { qualification: z.string(), reason: z.string().optional() };
const support = { subscriptionId: id, reason: z.enum(supportReasons), by: z.string() };
const by = { by: party };

/** Of a customer. Its version also rises with what it buys, so versions may be left out. */
export const customerFacts = {
  CustomerCreated: fact('A customer was added.', { name: z.string(), country: z.string() }),
  BillingProfileChanged: fact('It has another billing profile.'),
  QualificationRequested: fact('A qualification was asked for.', qualification),
  QualificationApproved: fact('The operator granted it.', qualification),
  QualificationDenied: fact('The operator turned it down, and why.', qualification),
  RelationshipRequested: fact('A partner asks for a reseller relationship (CUS-1).', { ...relationship, subscriptionsToMove: z.array(id).optional() }),
  RelationshipAccepted: fact('The customer agreed (CUS-1).', relationship),
  RelationshipDeclined: fact('The customer did not (CUS-1).', relationship),
  RelationshipEnded: fact('The partner gave the customer up (CUS-1).', relationship),
  AgreementAttested: fact('The partner says that the customer accepted the agreement.', { dateAgreed: instantSchema }),
  CustomerAgreementAccepted: fact('The customer accepted it itself, with the relationship.'),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of a transfer between partners, told to both. Lines are named by their place, 0 first. */
export const transferFacts = {
  TransferRequested: fact('The target asks (TRF-1).', { ...by, sourcePartnerTenantId: id, targetPartnerTenantId: id, expiresAt: instantSchema }),
  TransferOffered: fact('The source shows what would move; 0 lines: no longer (TRF-1).', { ...by, lines: count }),
  TransferSubmitted: fact('The source picked what moves (TRF-1).', { ...by, lines: count }),
  TransferRejected: fact('The source turned it down (TRF-1).', by),
  TransferWithdrawn: fact('The target took it back (TRF-1).', by),
  TransferLineCompleted: fact('One line moved.', { line: count }),
  TransferLineFailed: fact('One line did not, and why.', { line: count, reason: z.string() }),
  TransferExpired: fact('Nobody answered in time (TRF-1).'),
  TransferCompleted: fact('It is over.', { status: z.enum(['Complete', 'Failed', 'PartiallyComplete']) }),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of a request to end a subscription outside its window (CAN-6). */
export const supportFacts = {
  SupportRequestFiled: fact('The partner asks.', support),
  SupportRequestGranted: fact('The operator agreed, and what is given back.', { ...support, refund: decimalSchema.optional() }),
  SupportRequestRefused: fact('The operator did not, and why.', { ...support, why: z.string().optional() }),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of what a customer is told at an address of its own; in no partner’s feed. */
export const noticeFacts = {
  CustomerNotified: fact('What happened, and what the customer can do about it.', {
    to: z.string(),
    about: z.string(),
    whatToDo: z.string(),
    partnerTenantId: id.optional(),
    url: z.string().optional(),
    transferId: id.optional(),
  }),
} satisfies Readonly<Record<string, FactSchema>>;
