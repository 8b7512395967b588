import { customersOf, ofPartner, oneOf } from '../asking';
import { type Step } from '../step';

/** The older Azure offer, which Fabrikvik has from Nordlys, is moved to the plan; whether it can be is asked before or not, and some ask for a customer that never had it. */
export const older: Step = {
  name: 'older',
  weight: 1,
  act: async (life, dice) => {
    const customer = oneOf(dice, customersOf(life).filter(({ name }) => name.startsWith('Fabrikvik') || dice.chance(10)));
    const nordlys = life.world.partners.find(({ slug }) => slug === 'nordlys');
    if (customer === undefined || nordlys === undefined) return;
    const asking = ofPartner(life, nordlys.tenantId);
    const asked = { customerId: customer.id, productFamily: 'Azure' };
    if (dice.chance(60)) await asking?.post('/v1/productUpgrades/eligibility', asked);
    if (dice.chance(30)) return;
    const done = await asking?.post('/v1/productUpgrades', asked);
    const place = Object.entries(done?.headers ?? {}).find(([name]) => name.toLowerCase() === 'location')?.[1];
    const id = /productUpgrades\/([\w-]+)/i.exec(place ?? '')?.[1];
    if (id !== undefined) await asking?.post(`/v1/productUpgrades/${id}/status`, asked);
  },
};
