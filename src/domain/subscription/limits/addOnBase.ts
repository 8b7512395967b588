import { Decimal } from 'decimal.js';
import { type Sku } from '../../catalogue/state';

/** Licences of one add-on and of its base, for one customer and over all partners. */
export interface AddOnSeats {
  /** Of all prerequisite SKUs: held, and bought in the same cart. */
  readonly base: number;
  /** Of the add-on: held, and bought by earlier lines of the same cart. */
  readonly owned: number;
  /** What this line buys. */
  readonly asked: number;
  /** What later lines of the same cart buy: a minimum may be met in parts. */
  readonly later: number;
}

export type AddOnProblem =
  | { readonly kind: 'AddOnBaseMissing'; readonly prerequisites: readonly string[] }
  /** ORD-4. `available`: what may still be bought. */
  | { readonly kind: 'BaseSeatsNotMet'; readonly asked: number; readonly available: number; readonly base: number }
  /** ORD-3. `minimum` and `total` count what is held already. */
  | { readonly kind: 'MinimumAddOnSeatsNotMet'; readonly minimum: number; readonly total: number; readonly base: number };

/** ORD-3: 5 % of 400 is 20, of 401 is 21. */
export const minimumOf = (percent: string, base: number): number => new Decimal(percent).times(base).div(100).ceil().toNumber();

/**
 * What stands against an add-on: it needs a base, whoever sold that (ORD-5), at most as many licences as it has (ORD-4), or at least a share of them (ORD-3).
 * A SKU without prerequisites is no add-on. Both limits count the customer's total of the add-on, not this line alone.
 */
export const addOnProblem = ({ prerequisiteSkus, baseRule }: Pick<Sku, 'prerequisiteSkus' | 'baseRule'>, seats: AddOnSeats): AddOnProblem | undefined => {
  if (prerequisiteSkus.length === 0) return undefined;
  const { base, owned, asked, later } = seats;
  if (base === 0) return { kind: 'AddOnBaseMissing', prerequisites: prerequisiteSkus };
  switch (baseRule?.kind) {
    case undefined:
      return undefined;
    case 'at_most_base':
      return owned + asked <= base ? undefined : { kind: 'BaseSeatsNotMet', asked, available: Math.max(0, base - owned), base };
    case 'at_least_percent': {
      const minimum = minimumOf(baseRule.percent, base);
      const total = owned + asked + later;
      return total >= minimum ? undefined : { kind: 'MinimumAddOnSeatsNotMet', minimum, total, base };
    }
  }
};
