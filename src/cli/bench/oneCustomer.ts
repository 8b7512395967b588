import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const cost = z.object({ read: z.number(), written: z.number() });
const result = z.object({ get: cost, options: cost, eligibilities: cost, patch: cost, patchOfAddOn: cost, renewal: cost });

const SMALL = 20;
const LARGE = 500;
const ROWS = 72_000;
/** Of what a small customer costs. */
const MOST = 2;

const NAMES: Readonly<Record<keyof z.infer<typeof result>, string>> = {
  get: 'a subscription read with its add-ons',
  options: 'its options',
  eligibilities: 'its immediate eligibilities',
  patch: 'a change of seats that nothing else limits',
  patchOfAddOn: 'a change of seats that what the customer holds limits',
  renewal: 'a renewal at midnight',
};

/** Rows that calls and renewals read of a customer with 500 subscriptions and three years of lines, beside one with 20 and none. */
export const oneCustomer = async (): Promise<readonly Measured[]> => {
  const small = await inOwnProcess('oneCustomerProcess.js', result, [String(SMALL), '0']);
  const large = await inOwnProcess('oneCustomerProcess.js', result, [String(LARGE), String(ROWS)]);
  return (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((name) => {
    const [few, many] = [small[name], large[name]];
    return [
      { what: `${NAMES[name]}: rows read, ${SMALL} subscriptions`, value: rounded(few.read, 2), unit: '' },
      { what: `the same, ${LARGE} subscriptions and ${ROWS} rows`, value: rounded(many.read, 2), unit: '', budget: Math.max(1, rounded(MOST * few.read, 2)) },
      { what: 'rows written of it, of either', value: rounded(many.written, 2), unit: '', budget: rounded(MOST * few.written, 2) },
    ];
  });
};
