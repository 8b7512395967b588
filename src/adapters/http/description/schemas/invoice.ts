import { z } from 'zod';
import { invoiceSchema } from '../../../../domain/invoice/state';
import { invoiceLineTypes, NEVER } from '../../resources/invoice';
import { attributesOf, count, currency, instant, link, members, named } from './answerSchema';

const money = z.number().meta({ description: 'In `currencyCode`.' });

const invoiceMembers = {
  id: z.string().meta({ description: '`G000000012`: numbers of a partner follow each other without a gap.' }),
  invoiceDate: instant,
  billingPeriodStartDate: instant.meta({ description: 'First day of the month.' }),
  billingPeriodEndDate: instant.meta({ description: 'Last day of the month, itself included.' }),
  dueDate: instant.meta({ description: 'The last day on which it can be paid in time.' }),
  subtotal: money.meta({ description: 'Before tax.' }),
  taxTotal: money,
  totalCharges: money.meta({ description: 'What is owed, with tax; negative of a credit note.' }),
  paidAmount: z.literal(0).meta({ description: 'Payments are not kept.' }),
  currencyCode: currency,
  currencySymbol: z.string(),
  lineItemCount: count.meta({ description: 'How many billing lines it has: a file of so many is whole.' }),
  taxReceipts: z.array(z.unknown()).length(0),
  invoiceDetails: z.array(
    members({
      invoiceLineItemType: z.enum(invoiceLineTypes),
      billingProvider: z.literal('one_time'),
      links: members({ self: link }),
      attributes: attributesOf('InvoiceDetail'),
    }),
  ),
  amendments: z.array(z.unknown()).length(0),
  documentType: invoiceSchema.shape.documentType,
  invoiceType: z.literal('OneTime'),
  status: z.literal('active'),
  links: members({ self: link }),
  attributes: attributesOf('Invoice'),
};

export const invoice = named('Invoice', members(invoiceMembers));

export const invoiceWithStatement = named('InvoiceWithStatement', members({ ...invoiceMembers, pdfDownloadLink: z.string().meta({ description: 'Relative, without host and `/v1`.' }) }));

const orNever = z.union([instant, z.literal(NEVER)]).meta({ description: `\`${NEVER}\`: never.` });

const balance = {
  balanceAmount: z.number().meta({ description: 'What all invoices come to; payments are not kept.' }),
  currencyCode: currency,
  currencySymbol: z.string(),
  accountingDate: instant.meta({ description: 'As of when.' }),
  firstInvoiceCreationDate: orNever,
  lastPaymentDate: z.literal(NEVER).meta({ description: 'Payments are not kept.' }),
  lastPaymentAmount: z.literal(0),
  latestInvoiceDate: orNever,
};

/** Of one currency. */
export const invoiceSummary = named(
  'InvoiceSummary',
  members({ ...balance, details: z.array(members({ invoiceType: z.literal('OneTime'), summary: members(balance) })), links: members({ self: link }), attributes: attributesOf('InvoiceSummary') }),
);
