import { z } from 'zod';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { type RemoteApi } from '../remote/remoteApi';

const invoiceSchema = z.looseObject({
  id: z.string(),
  invoiceDate: z.string(),
  billingPeriodStartDate: z.string(),
  billingPeriodEndDate: z.string(),
  dueDate: z.string(),
  totalCharges: z.number(),
  currencyCode: z.string(),
  lineItemCount: z.number(),
  documentType: z.string(),
});

export type RemoteInvoice = z.output<typeof invoiceSchema>;

export interface InvoicesWish {
  readonly flags: ConnectionFlags;
  /** Of the lines that are billed. */
  readonly month: string | undefined;
}

/** All invoices, the oldest first. @param month of the lines that are billed; undefined: any. */
export const invoicesOf = async (api: RemoteApi, month: string | undefined): Promise<readonly RemoteInvoice[]> =>
  (await api.all('/v1/invoices', invoiceSchema)).filter(({ billingPeriodStartDate }) => month === undefined || billingPeriodStartDate.startsWith(month));
