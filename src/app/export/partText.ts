import { type Page } from '../unreadable';
import { billedDailyItems } from '../invoice/billedDailyItems';
import { billedLineItems } from '../invoice/billedLineItems';
import { invoiceOfPartner } from '../invoice/invoiceBook';
import { billingLineItems, dailyLineItems } from '../reconciliation/lineItems';
import { type App } from '../ports';
import { type WrittenAs } from './exportPorts';
import { type Export } from './exportState';

/** A page of lines as it is written. */
export interface TextPage extends Omit<Page<never>, 'items'> {
  readonly lines: number;
  readonly text: string;
}

export interface TextPages extends Pick<WrittenAs<never>, 'heading' | 'furtherHeading'> {
  readonly read: (limit: number, continuation: string | undefined) => Promise<TextPage>;
}

const written = <T>({ text, ...headings }: WrittenAs<T>, read: (limit: number, continuation?: string) => Promise<Page<T>>): TextPages => ({
  ...headings,
  read: async (limit, continuation) => {
    const { items, ...page } = await read(limit, continuation);
    return { ...page, lines: items.length, text: text(items) };
  },
});

/** The lines of an export, page by page, as its form writes them; undefined where there is no such partner or invoice any more. @throws RowUnreadable. */
export const textPages = async (app: App, { partnerId, lines, source, ...form }: Export): Promise<TextPages | undefined> => {
  const partner = await app.partnerByTenant(partnerId);
  if (partner === undefined) return undefined;
  const { reconciliation, usage } = app.exporting;
  if (source.kind === 'unbilled') {
    return lines === 'reconciliation' ? written(reconciliation(form), await billingLineItems(app, partner, source)) : written(usage(form), await dailyLineItems(app, partner, source, undefined));
  }
  const invoice = await invoiceOfPartner(app.invoices, partnerId, source.invoiceId);
  if (!invoice.ok) return undefined;
  return lines === 'reconciliation' ? written(reconciliation(form), await billedLineItems(app, invoice.value)) : written(usage(form), await billedDailyItems(app, invoice.value, partner, undefined));
};
