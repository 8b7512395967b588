import { z } from 'zod';
import { lineItemAnswer } from '../../src/adapters/http/lineItemAnswer';
import { creditQuery, fittingFilters, lineCurrencySchema, lineFileQuery, lineItemTypes, lineProviders } from '../../src/adapters/http/lineItemQuery';
import { exportAt, EXPORTS } from '../../src/adapters/http/resources/billingExport';
import { billingForm, dailyForm, monthOfPeriod } from '../../src/adapters/http/resources/reconciliation';
import { route } from '../../src/adapters/http/route';
import { callingPartner } from '../../src/adapters/http/writeCall';
import { billingLineItems, dailyLineItems } from '../../src/app/reconciliation/lineItems';
import { theApp } from '../../src/wiring/wiring';

/** What is not invoiced yet, of the running calendar month or the one before it: billing lines, or the usage behind them by the day. */
route({
  name: 'listUnbilledLineItems',
  method: 'GET',
  path: '/v1/invoices/unbilled/lineitems',
  deprecated: { since: '2026-03-15', successor: `${EXPORTS}/reconciliation/unbilled/export`, page: 'https://learn.microsoft.com/partner-center/developer/get-invoice-unbilled-recon-lineitems' },
  permission: 'reconciliation.read',
  answersAlso: ['text/csv', 'application/x-ndjson'],
  query: z.object({
    ...lineFileQuery,
    provider: z.enum(lineProviders),
    invoiceLineItemType: z.enum(lineItemTypes),
    currencyCode: lineCurrencySchema,
    period: z.enum(['current', 'previous']).default('current').meta({ description: 'The running calendar month in UTC, or the one before it.' }),
    hasPartnerEarnedCredit: creditQuery,
    /** Own: nothing is taxed before it is invoiced, unless one asks how it would be. */
    taxPercent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/, 'must be a percentage, 25 or 8.1 say').default('0').meta({ description: 'Of `billinglineitems`: by which they are taxed, as nothing is before it is invoiced.' }),
  }),
  handle: async ({ query, context }) => {
    const partner = callingPartner(context);
    if (!partner.ok) return partner;
    const { provider, invoiceLineItemType, currencyCode: currency, period, hasPartnerEarnedCredit: credited, taxPercent } = query;
    const fitting = fittingFilters(invoiceLineItemType, query);
    if (!fitting.ok) return fitting;
    const app = await theApp();
    const question = { currency, month: monthOfPeriod(period, context.now) };
    const filters = `${credited === undefined ? '' : `&hasPartnerEarnedCredit=${credited}`}${taxPercent === '0' ? '' : `&taxPercent=${taxPercent}`}`;
    const uri = `/invoices/unbilled/lineitems?provider=${provider}&invoicelineitemtype=${invoiceLineItemType}&currencycode=${currency}&period=${period}${filters}`;
    const request = { uri, query, context };
    return invoiceLineItemType === 'billinglineitems'
      ? lineItemAnswer(request, await billingLineItems(app, partner.value, question), billingForm(taxPercent), { ...app.exporting.wholeFile, exportAt: exportAt('reconciliation/unbilled') })
      : lineItemAnswer(request, await dailyLineItems(app, partner.value, question, credited), dailyForm, { ...app.exporting.wholeFile, exportAt: exportAt('usage/unbilled') });
  },
});
