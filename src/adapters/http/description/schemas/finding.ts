import { z } from 'zod';
import { DEADLINE_KINDS } from '../../../../app/due/deadline';
import { count, instant, members, month, named } from './answerSchema';

const customerId = z.string();
const partnerId = z.string().meta({ description: 'Tenant of the partner.' });
const event = z.string().meta({ description: 'Its id.' });

const ledgerFaultMembers = {
  partnerId,
  customerId,
  month: month.meta({ description: 'To which the charge belongs; of what is too much, in which it lies.' }),
  line: z.string().meta({ description: 'Id of the charge or usage line.' }),
  fault: z.enum(['missing', 'differs', 'surplus', 'double']).meta({ description: '`missing`: charged, and in no month of the ledger. `differs`: the ledger says something else. `surplus`: nothing was charged. `double`: it is in an earlier month too.' }),
  stays: z.literal(true).optional().meta({ description: 'Of a rebuild, or the daily check: it was not put right, since its month is invoiced and what was billed stays billed.' }),
};

/** Where a partner's ledger does not say what its customer's charge lines say. */
export const ledgerFault = named('LedgerFault', members(ledgerFaultMembers));

const kinds = [
  members({ what: z.literal('deadline'), customerId, kind: z.enum(DEADLINE_KINDS), subject: z.string(), at: instant }),
  members({ what: z.literal('directory'), customerId, fault: z.enum(['claim', 'entry']) }),
  members({ what: z.literal('deadlineList'), customerId, partnerId, subject: z.string() }),
  members({ what: z.literal('ledger'), ...ledgerFaultMembers }),
  members({ what: z.literal('sheet'), customerId, sheet: count.optional() }),
  members({ what: z.literal('feed'), customerId: customerId.meta({ description: 'Empty: of no customer.' }), partnerId, event }),
  members({ what: z.literal('consumer'), customerId, consumer: z.string(), event }),
  members({ what: z.literal('notification'), customerId, partnerId, event }),
  members({ what: z.literal('requestList'), customerId, subject: z.string() }),
] as const;

/** Something derived that is not as the state says. */
export const finding = named('Finding', z.discriminatedUnion('what', kinds));

/** The same, or receipts that are in no week’s list. */
export const projectionFinding = named('ProjectionFinding', z.discriminatedUnion('what', [...kinds, members({ what: z.literal('receipts'), customerId, receipts: count.meta({ description: 'How many are long due to be cleared away, and in no week’s list.' }) })]));
