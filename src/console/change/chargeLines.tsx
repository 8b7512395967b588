import { ShortTable } from '../parts/longTable';
import { Day } from '../parts/instant';
import { Money } from '../parts/money';
import { named } from '../parts/words';
import { type ChargeLine } from './preview';

/** How a line comes about: `28 of 31 days`; nothing where a whole cycle is charged. */
export const arithmeticText = ({ arithmetic: { billableDays, cycleDays } }: ChargeLine): string => (billableDays === undefined || cycleDays === undefined || billableDays === cycleDays ? 'whole cycle' : `${billableDays} of ${cycleDays} days`);

/** Lines of money with their arithmetic: quantity × price for its days. */
export const ChargeLines = ({ lines, label }: { readonly lines: readonly ChargeLine[]; readonly label: string }) => (
  <ShortTable
    rows={lines}
    label={label}
    keyOf={({ id }) => id}
    columns={[
      { title: 'Charge', cell: ({ chargeType }) => named(chargeType) },
      { title: 'From', cell: ({ chargeStartDate }) => <Day on={chargeStartDate} /> },
      { title: 'To', cell: ({ chargeEndDate }) => (chargeEndDate === undefined ? 'for good' : <Day on={chargeEndDate} />) },
      { title: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
      { title: 'Unit price', isNumber: true, cell: ({ unitPrice, currency }) => <Money amount={unitPrice} currency={currency} /> },
      { title: 'For', cell: arithmeticText },
      { title: 'Amount', isNumber: true, cell: ({ subtotal, currency }) => <Money amount={subtotal} currency={currency} /> },
    ]}
  />
);
