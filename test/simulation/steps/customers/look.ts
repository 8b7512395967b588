import { customersOf, ofSlug } from '../asking';
import { type Step } from '../step';

/** A partner reads its customers page by page, and one of them, whoever's it is. */
export const look: Step = {
  name: 'look',
  weight: 1,
  act: async (life, dice) => {
    const asking = ofSlug(life, dice.pick(['havn', 'nordlys', 'polder']));
    let reply = await asking.get('/v1/customers?size=2');
    for (let page = 0; page < 4; page += 1) {
      const { links } = reply.body as { readonly links?: { readonly next?: { readonly uri: string; readonly headers?: readonly { readonly key: string; readonly value: string }[] } } };
      if (links?.next === undefined) break;
      reply = await asking.get(`/v1${links.next.uri.replace(/^\/v1/, '')}`, Object.fromEntries((links.next.headers ?? []).map(({ key, value }) => [key, value])));
    }
    const customer = dice.pick(customersOf(life));
    await asking.get(`/v1/customers/${customer.id}`);
    await asking.get(`/nextterm/v1/customers/${customer.id}/relationships`);
  },
};
