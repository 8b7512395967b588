import { link } from '../links';
import { MOST_LINES } from '../lineItemAnswer';

/** The contract's two kinds of what is not invoiced yet. */
export const estimateKinds = [
  { type: 'daily_rated_usage', title: 'Daily rated usage, unbilled', description: 'Usage by the day that is on no invoice.', invoiceLineItemType: 'usagelineitems' },
  { type: 'non_consumption', title: 'Unbilled reconciliation', description: 'Lines of licences, software and usage that are on no invoice.', invoiceLineItemType: 'billinglineitems' },
] as const;

export const estimatePeriods = ['Current', 'Previous'] as const;

/** The contract's four EstimateLinks: usage and lines, of the running month and the one before. @param currency upper case. */
export const estimateLinks = (currency: string) =>
  estimateKinds.flatMap(({ invoiceLineItemType, ...kind }) =>
    estimatePeriods.map((period) => ({
      ...kind,
      period,
      link: link(`/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${invoiceLineItemType}&currencycode=${currency}&period=${period.toLowerCase()}&size=${MOST_LINES}`),
    })),
  );
