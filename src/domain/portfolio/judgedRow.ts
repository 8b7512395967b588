import { type FoundOffer } from '../catalogue/findOffer';
import { type Catalogue } from '../catalogue/state';
import { type Customer } from '../parties/customer/state';
import { type Seller } from '../parties/partner/resellers';
import { type TermDuration } from '../../kernel/durations';
import { type RowPrice } from './priceRow';
import { type PortfolioRow } from './readPortfolio';
import { type RunningTerm } from './runningTerm';

/** A row that can come here, with all that was found out about it. */
export interface JudgedRow {
  readonly row: PortfolioRow;
  readonly seller: Seller;
  readonly customer: Customer;
  readonly catalogue: Catalogue;
  readonly offer: FoundOffer;
  readonly termDuration: TermDuration;
  readonly term: RunningTerm;
  readonly currency: string;
  readonly price: RowPrice;
}
