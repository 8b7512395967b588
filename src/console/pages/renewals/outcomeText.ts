import { dayText } from '../../parts/instant';
import { moneyText } from '../../parts/money';
import { counted, named, spelled } from '../../parts/words';
import { type LineOutcome } from './planCalls';

type NextTerm = NonNullable<LineOutcome['before']>;

const members: readonly (readonly [keyof NextTerm, string, (value: string) => string])[] = [
  ['atTermEnd', 'At the end', (value) => value],
  ['quantity', 'Seats', (value) => value],
  ['catalogItemId', 'Product', (value) => value],
  ['termDuration', 'Term', spelled],
  ['billingCycle', 'Billed', (value) => named(value).toLowerCase()],
  ['promotionId', 'Promotion', (value) => value],
  ['customTermEndDate', 'Ends on', dayText],
];

/** What becomes another, from → to: `Seats: 10 → 12, Term: 1 month → 1 year`. */
export const changeText = ({ before, after, quantity }: LineOutcome): string => {
  if (before === undefined || after === undefined) return '';
  const told = (value: string | number | undefined, form: (text: string) => string): string => (value === undefined ? 'none' : form(String(value)));
  const planned = members.flatMap(([member, name, form]) => (before[member] === after[member] ? [] : [`${name}: ${told(before[member], form)} → ${told(after[member], form)}`]));
  const running = quantity === undefined || quantity.before === quantity.after ? [] : [`Seats of the running term: ${quantity.before} → ${quantity.after}`];
  return [...running, ...planned].join(', ');
};

/** What is charged at once, and what comes then, of a preview. */
export const effectText = ({ effects }: LineOutcome): string => {
  if (effects === undefined) return '';
  const now = effects.charges.map(({ chargeType, subtotal, currency }) => `at once ${named(chargeType).toLowerCase()} ${moneyText(subtotal, currency)}`);
  const then = (effects.ahead ?? []).map(({ what, at, brings: { quantity, product, amount, currency, status } }) =>
    status === 'expired' ? `${named(what)} on ${dayText(at)}` : `${named(what)} on ${dayText(at)}: ${counted(quantity, 'seat')} of ${product.title}${amount === undefined || currency === undefined ? '' : ` for ${moneyText(amount, currency)}`}`,
  );
  return [...now, ...then].join('; ');
};
