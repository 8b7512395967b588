import { type Step } from '../step';
import { ofSlug } from '../asking';

/** Each is read whenever the life goes on, so a life has few. */
const MOST = 3;

/** A partner makes a customer, of a domain that is free or that another one has. */
export const create: Step = {
  name: 'create',
  weight: 3,
  act: async (life, dice) => {
    const made = life.known.changedCustomers().filter(({ id }) => life.world.customers.every((customer) => customer.id !== id));
    const slug = dice.pick(['havn', 'havn', 'nordlys', 'polder']);
    const [name, own] = [`Nieuw ${dice.below(10_000)}`, `n${dice.guid().slice(0, 8)}.onmicrosoft.com`];
    if (made.length >= MOST) return;
    const country = dice.pick(['NL', 'NL', 'SE', ...(dice.chance(20) ? ['ZZ'] : [])]);
    const domain = dice.chance(15) ? 'zonnebloeminstallaties.onmicrosoft.com' : own;
    const culture = country === 'SE' ? ['sv-SE', 'sv', 'Malmö', '211 20'] : ['nl-NL', 'nl', 'Utrecht', '3511 AA'];
    await ofSlug(life, slug).post('/v1/customers', {
      companyProfile: { domain },
      billingProfile: { email: 'post@nieuw.example', culture: culture[0], language: culture[1], companyName: name, defaultAddress: { country, city: culture[2], postalCode: culture[3], addressLine1: 'Kade 1', firstName: 'Ilse', lastName: 'Kuiper' } },
      ...(slug === 'polder' && dice.chance(70) && { associatedPartnerId: '6120046' }),
    });
  },
};
