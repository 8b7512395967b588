import { itemFor, partnerOf, userOf } from '../engine/world';
import { type Step } from './step';

const PLANS = [
  { sku: 'NCBUSSTAND01:0001', termDuration: 'P1M', billingCycle: 'monthly' },
  { sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', billingCycle: 'monthly' },
  { sku: 'NCBUSPREMI01:0001', termDuration: 'P1Y', billingCycle: 'annual' },
] as const;

/** Buys licences in a cart. */
export const buy: Step = {
  name: 'buy',
  weight: 4,
  act: async (life, dice) => {
    const customer = life.world.customers.find(({ name }) => name.startsWith('Zonnebloem'));
    if (customer === undefined || life.known.subscriptions().length >= 10) return;
    const caller = userOf(partnerOf(life.world, 'havn'));
    const { sku, ...plan } = dice.pick(PLANS);
    const catalogItemId = itemFor(life.world, customer, sku);
    const cart = await life.call({ method: 'POST', path: `/v1/customers/${customer.id}/carts`, caller, body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, catalogItemId, quantity: 1 + dice.below(50), ...plan }] } });
    if (cart.status !== 201) return;
    await life.call({ method: 'POST', path: `/v1/customers/${customer.id}/carts/${(cart.body as { id: string }).id}/checkout`, caller });
  },
};
