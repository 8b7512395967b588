import { counted, named, spelled } from '../../parts/words';

const cycles: Readonly<Record<string, string>> = { monthly: 'billed monthly', annual: 'billed annually', biennial: 'billed every two years', triennial: 'billed every three years', one_time: 'billed once', onetime: 'billed once', none: 'not billed' };

/** How often something is billed, in words. @param billingCycle as any part of the API writes it: `one_time`, `OneTime` */
export const cycleText = (billingCycle: string): string => cycles[billingCycle.toLowerCase()] ?? named(billingCycle);

/** Term and billing: `1 year, billed monthly`. @param termDuration undefined: for good, or until it is cancelled */
export const planText = (termDuration: string | undefined, billingCycle: string): string => `${termDuration === undefined ? 'no term' : spelled(termDuration)}, ${cycleText(billingCycle)}`;

/** As carts take what availabilities name. */
export const cycleAsked = (billingCycle: 'Monthly' | 'Annual' | 'Biennial' | 'Triennial' | 'OneTime' | 'None'): 'monthly' | 'annual' | 'biennial' | 'triennial' | 'one_time' | 'none' =>
  billingCycle === 'OneTime' ? 'one_time' : (billingCycle.toLowerCase() as 'monthly' | 'annual' | 'biennial' | 'triennial' | 'none');

/** What a line may be of: `1 to 300 licences`. */
export const limitsText = (minimum: number, maximum: number): string => (minimum === maximum ? counted(minimum, 'licence') : `${new Intl.NumberFormat().format(minimum)} to ${counted(maximum, 'licence')}`);

/** A fraction as percent: `0.12` is `12%`. */
export const percentText = (fraction: string): string => new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 }).format(Number(fraction));
