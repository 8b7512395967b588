import { z } from 'zod';
import { calendarDateSchema, decimalSchema } from '../../../kernel/schemas';
import { count, fact, id, month, NONE, type FactSchema } from './factSchema';

/** Of a partner’s invoices, which are of no customer. */
export const invoiceFacts = {
  InvoiceIssued: fact('A partner’s month is invoiced, in one currency (BIL-2).', {
    invoiceId: id,
    documentType: z.enum(['invoice', 'credit_note']),
    month,
    currency: z.string(),
    total: decimalSchema,
    dueDate: calendarDateSchema,
    lines: count,
  }, NONE),
} satisfies Readonly<Record<string, FactSchema>>;
