import { z } from 'zod';
import { count, instant, link, members, month, named } from './answerSchema';

const begun = { month, startedAt: instant, linesCounted: count };

/** How far the invoicing of a month is. */
export const invoiceRun = z.discriminatedUnion('status', [
  named('InvoiceRunAhead', members({ month, status: z.enum(['ahead', 'waiting']), dueAt: instant.meta({ description: 'When it begins.' }) })),
  named('InvoiceRunCounting', members({ ...begun, status: z.literal('counting'), partsLeft: count.meta({ description: 'Of four, which are counted side by side.' }) })),
  named('InvoiceRunHeld', members({ ...begun, status: z.literal('held'), partsLeft: count, reason: z.string() })),
  named(
    'InvoiceRunIssued',
    members({
      ...begun,
      status: z.literal('issued'),
      issuedAt: instant.optional(),
      partsLeft: z.literal(0),
      invoices: z.array(z.string()).meta({ description: 'Ids, one for each currency; none where the month had no lines.' }),
      links: members({ invoices: z.array(link) }),
    }),
  ),
]);
