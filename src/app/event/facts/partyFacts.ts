import { z } from 'zod';
import { type CustomerField } from '../../../domain/parties/customer/toldFields';
import { type SupportField } from '../../../domain/support/toldFields';
import { type TransferField } from '../../../domain/transfer/toldFields';
import { decimalSchema, instantSchema } from '../../../kernel/schemas';
import { supportReasons } from '../../../domain/support/state';
import { BARE, count, fact, id, party, NONE, orNothing, type FactSchema } from './factSchema';

const relationship = { partnerTenantId: id, resellerTenantId: id.optional() };
const qualification = { qualification: z.string(), reason: z.string().optional() };
const support = { subscriptionId: id, reason: z.enum(supportReasons), by: z.string() };
const by = { by: party };
const of = (...fields: readonly CustomerField[]): readonly CustomerField[] => fields;
const ofTransfer = (...fields: readonly TransferField[]): readonly TransferField[] => fields;
const ofSupport = (...fields: readonly SupportField[]): readonly SupportField[] => fields;
const profile = of('billingProfile.companyName', 'billingProfile.culture', 'billingProfile.language', 'billingProfile.country', 'billingProfile.email', 'billingProfile.firstName', 'billingProfile.lastName', 'billingProfile.defaultAddress');
const relationshipFields = of('relationship', 'relationship.resellerTenantId', 'relationship.subscriptionsToMove');
const all = of('name', 'country', 'domain', 'segment', 'organizationRegistrationNumber', ...profile, ...relationshipFields, 'agreementAttested', 'agreementAccepted', 'qualifications');
const over = ofTransfer('status', 'completedAt', 'offered');

/** Of a customer. Its version also rises with what it buys, so versions may be left out. */
export const customerFacts = {
  CustomerCreated: fact('A customer was added.', { name: z.string(), country: z.string() }, all),
  BillingProfileChanged: orNothing(fact('Its billing profile was replaced; by the same, nothing changes but its etag.', BARE, profile)),
  QualificationRequested: orNothing(fact('A qualification was asked for.', qualification, of('qualifications'))),
  QualificationApproved: orNothing(fact('The operator granted it.', qualification, of('qualifications', 'segment'))),
  QualificationDenied: orNothing(fact('The operator turned it down, and why.', qualification, of('qualifications'))),
  RelationshipRequested: fact('A partner asks for a reseller relationship (CUS-1).', { ...relationship, subscriptionsToMove: z.array(id).optional() }, relationshipFields),
  RelationshipAccepted: fact('The customer agreed (CUS-1).', relationship, of('relationship')),
  RelationshipDeclined: fact('The customer did not (CUS-1).', relationship, of('relationship')),
  RelationshipEnded: fact('The partner gave the customer up (CUS-1).', relationship, of('relationship')),
  AgreementAttested: orNothing(fact('The partner says that the customer accepted the agreement.', { dateAgreed: instantSchema }, of('agreementAttested'))),
  CustomerAgreementAccepted: fact('The customer accepted it itself, with a relationship or afterwards.', BARE, of('agreementAccepted')),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of a transfer between partners, told to both. Lines are named by their place, 0 first. */
export const transferFacts = {
  TransferRequested: fact('The target asks (TRF-1).', { ...by, sourcePartnerTenantId: id, targetPartnerTenantId: id, expiresAt: instantSchema }, ofTransfer('status', 'expiresAt')),
  TransferOffered: orNothing(fact('The source shows what would move; 0 lines: no longer (TRF-1).', { ...by, lines: count }, ofTransfer('offered'))),
  TransferSubmitted: fact('The source picked what moves (TRF-1).', { ...by, lines: count }, ofTransfer('status', 'lines', 'offered')),
  TransferRejected: fact('The source turned it down (TRF-1).', by, over),
  TransferWithdrawn: fact('The target took it back (TRF-1).', by, over),
  TransferLineCompleted: fact('One line moved.', { line: count }, ofTransfer('completedLines')),
  TransferLineFailed: fact('One line did not, and why.', { line: count, reason: z.string() }, ofTransfer('failedLines')),
  TransferExpired: fact('Nobody answered in time (TRF-1).', BARE, over),
  TransferCompleted: fact('It is over.', { status: z.enum(['Complete', 'Failed', 'PartiallyComplete']) }, over),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of a request to end a subscription outside its window (CAN-6). */
export const supportFacts = {
  SupportRequestFiled: fact('The partner asks.', support, ofSupport('status')),
  SupportRequestGranted: fact('The operator agreed, and what is given back.', { ...support, refund: decimalSchema.optional() }, ofSupport('status', 'refund')),
  SupportRequestRefused: fact('The operator did not, and why.', { ...support, why: z.string().optional() }, ofSupport('status')),
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
  }, NONE),
} satisfies Readonly<Record<string, FactSchema>>;
