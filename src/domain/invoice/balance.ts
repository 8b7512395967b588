import { type Instant } from '../../kernel/instant';
import { sumOf } from '../../kernel/money';
import { type Invoice } from './state';

/** What a partner owes in one currency: payments are not kept, so all that was invoiced, credit notes taken off. */
export interface Balance {
  readonly currency: string;
  /** With tax. */
  readonly amount: string;
  /** When the first and the last document were issued; absent: there is none. */
  readonly first?: Instant;
  readonly latest?: Instant;
}

/** BIL-2: by currency, the partner's own first, also where nothing was invoiced in it; then in order of their codes. @param invoices all of one partner, the oldest first. */
export const balancesOf = (invoices: readonly Pick<Invoice, 'currency' | 'total' | 'invoiceDate'>[], own: string): readonly [Balance, ...Balance[]] => {
  const balanceIn = (currency: string): Balance => {
    const documents = invoices.filter((each) => each.currency === currency);
    const [first, latest] = [documents[0], documents.at(-1)];
    return { currency, amount: sumOf(documents.map(({ total }) => total)), ...(first && latest && { first: first.invoiceDate, latest: latest.invoiceDate }) };
  };
  const others = [...new Set(invoices.map(({ currency }) => currency))].filter((currency) => currency !== own).sort();
  return [balanceIn(own), ...others.map(balanceIn)];
};
