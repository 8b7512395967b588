import { z } from 'zod';
import { type App } from '../../app/ports';
import { customerOf } from '../../app/customer/customerBook';
import { type Refusal } from '../../app/refusals';
import { type UsageLine } from '../../app/reconciliation/planCharges';
import { type Page } from '../../app/unreadable';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Result } from '../../kernel/result';
import { lineItemAnswer } from './lineItemAnswer';
import { fileQuery } from './lineItemQuery';
import { LARGEST_PAGE, pageQuery, type ListRequest } from './listPage';
import { chargesForm } from './resources/usageLine';
import { type Answer } from './respond';
import { monthTextSchema } from './usageReport';
import { callingPartner } from './writeCall';

export const usageChargesQuery = z.object({ ...pageQuery, ...fileQuery, month: monthTextSchema.optional() });

type Read<T> = (commerce: PartitionStore, customerId: string, month: string | undefined, limit: number, continuation: string | undefined) => Promise<Page<T>>;

export interface UsageChargesRequest extends Omit<ListRequest, 'uri' | 'query'> {
  readonly params: { readonly customerId: string };
  readonly query: z.infer<typeof usageChargesQuery>;
}

/**
 * A page of the lines that closed months of usage left behind, the oldest first: the calling partner's own. A page of which all are another partner's is empty and may have a next one. As a file all of them.
 * @param path of the list, under the customer. Refused: MustGoThroughProvider, CustomerNotFound, and what `listPage` refuses.
 */
export const usageCharges = async <T extends UsageLine>(
  app: App,
  path: 'usage/charges' | 'usage/azure/charges',
  { params: { customerId }, query, context }: UsageChargesRequest,
  read: Read<T>,
): Promise<Result<Answer, Refusal>> => {
  const partner = callingPartner(context);
  if (!partner.ok) return partner;
  const { tenantId } = partner.value;
  const customer = await customerOf(app.commerce, customerId, tenantId);
  if (!customer.ok) return customer;
  const { month } = query;
  const uri = `/nextterm/v1/customers/${customerId}/${path}${month === undefined ? '' : `?month=${month}`}`;
  const ownLines = async (limit: number, continuation: string | undefined): Promise<Page<T>> => {
    const page = await read(app.commerce, customerId, month, limit, continuation);
    return { ...page, items: page.items.filter(({ partnerId }) => partnerId === tenantId) };
  };
  return lineItemAnswer({ uri, query, context, largest: LARGEST_PAGE }, ownLines, chargesForm, { ...app.exporting.wholeFile, filename: 'charges.csv' });
};
