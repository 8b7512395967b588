import { type components, type operations } from '@described';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api';

export type Invoice = components['schemas']['Invoice'];
export type BillingLine = components['schemas']['OneTimeInvoiceLineItem'];
export type UsageLine = components['schemas']['DailyRatedUsageLineItem'];
export type Statement = operations['getStatement']['responses'][200]['content']['application/json'];

/** What a list of lines is of: what is charged, or the usage behind it by the day. */
export type LineKind = 'billinglineitems' | 'usagelineitems';

const PAGE_SIZE = 500;

/** All of a partner's: one for each month and currency. The newest first, which the API answers last. */
export const useInvoices = () =>
  useQuery({
    queryKey: ['invoices'],
    queryFn: async ({ signal }) => {
      const found: Invoice[] = [];
      let unreadable = 0;
      for (let offset = 0; ; offset += PAGE_SIZE) {
        const page = await answerOf(api.GET('/v1/invoices', { signal, params: { query: { size: PAGE_SIZE, offset } } }));
        found.push(...page.items);
        unreadable += page.unreadable?.length ?? 0;
        if (page.links.next === undefined) return { invoices: found.toReversed(), unreadable };
      }
    },
  });

export const useInvoice = (invoiceId: string) =>
  useQuery({ queryKey: ['invoice', invoiceId], queryFn: ({ signal }) => answerOf(api.GET('/v1/invoices/{invoiceId}', { signal, params: { path: { invoiceId } } })) });

/** `2021-06` of an instant. */
export const monthOf = (instant: string): string => instant.slice(0, 'YYYY-MM'.length);

const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month as this browser writes it. @param of `2021-06`, or an instant of it */
export const monthText = (of: string): string => month.format(new Date(monthOf(of)));
