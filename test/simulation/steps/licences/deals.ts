import { type Customer } from '../../../../src/domain/parties/customer/state';
import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Random } from '../../../fuzz/random';
import { callerOf } from '../../engine/client';
import { type Call } from '../../engine/client';
import { type Life } from '../../engine/life';
import { userOf } from '../../engine/world';

/** A partner that may sell to a customer. */
export interface Deal {
  readonly customer: Customer;
  readonly partner: Partner;
}

const SELLING = ['admin_agent', 'sales_agent', 'global_admin'] as const;
const NOT_SELLING = ['billing_admin', 'helpdesk_agent'] as const;
const USERS = ['Noor', 'Sven', 'Marijke'] as const;

/** A seller that knows its customers well, and those that not everybody serves: of each life two or three deals. One customer has two partners, who sell to it side by side. */
const MOST_DEALS = 3;

const allDeals = ({ world: { customers, partners } }: Life): readonly Deal[] =>
  customers.flatMap((customer) => partners.filter(({ tenantId }) => customer.relationships[tenantId]?.status === 'accepted' && customer.attestations[tenantId] !== undefined).map((partner) => ({ customer, partner })));

const isAbroad = ({ customer }: Deal): boolean => customer.country === 'US';

const chosenOf = (life: Life): readonly Deal[] => {
  const dice = life.trait('deals');
  // In lives that know somebody in the United States, that is one of them.
  const [abroad, all] = [allDeals(life).filter(isAbroad), allDeals(life).filter((deal) => !isAbroad(deal))];
  const chosen: Deal[] = abroad;
  const wanted = 2 + dice.below(MOST_DEALS - 1);
  while (chosen.length < wanted && all.length > 0) {
    const [deal] = all.splice(dice.below(all.length), 1);
    if (deal === undefined) break;
    chosen.push(deal);
    // Whoever shares a customer is there too, more often than not.
    const other = all.findIndex(({ customer }) => customer.id === deal.customer.id);
    if (other >= 0 && chosen.length < wanted && dice.chance(60)) chosen.push(...all.splice(other, 1));
  }
  return chosen;
};

const known = new WeakMap<Life, readonly Deal[]>();

/** Those that a life is about: the same at each of its steps. */
export const dealsOf = (life: Life): readonly Deal[] => {
  const found = known.get(life) ?? chosenOf(life);
  known.set(life, found);
  return found;
};

/** Somebody who may sell. */
export const sellerOf = (dice: Random, partner: Partner): Call['caller'] => userOf(partner, [dice.pick(SELLING)], dice.pick(USERS));

/** Somebody who may not do it: a colleague without the role, another partner, or the customer. */
export const strangerTo = (life: Life, dice: Random, { partner, customer }: Deal): Call['caller'] => {
  const others = life.world.partners.filter(({ tenantId }) => tenantId !== partner.tenantId);
  const who = dice.weighted([[3, 'colleague'], [3, 'other partner'], [1, 'customer']] as const);
  // Who sells to the same customer gets furthest.
  const beside = others.filter(({ tenantId }) => customer.relationships[tenantId]?.status === 'accepted');
  if (who === 'other partner' && others.length > 0) return userOf(dice.pick(beside.length > 0 && dice.chance(60) ? beside : others));
  if (who === 'customer') return callerOf({ tenantId: customer.id, kind: 'customer' }, ['customer'], 'Ilse');
  return userOf(partner, [dice.pick(NOT_SELLING)], 'Bas');
};
