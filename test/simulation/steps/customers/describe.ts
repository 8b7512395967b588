import { dealingsOf, ofPartner } from '../asking';
import { type Step } from '../step';

/** A partner writes a customer's billing profile as it read it, with another name of the company; some with what another has read before. */
export const describe: Step = {
  name: 'describe',
  weight: 2,
  act: async (life, dice) => {
    const { customer, partner } = dice.pick(dealingsOf(life));
    const asking = ofPartner(life, partner.tenantId);
    const path = `/v1/customers/${customer.id}/profiles/billing`;
    const read = await asking?.get(path);
    if (asking === undefined || read?.status !== 200) return;
    const profile = read.body as { readonly attributes: { readonly etag?: string } };
    const etag = dice.chance(85) ? (profile.attributes.etag ?? '') : dice.guid();
    const body = { ...profile, companyName: `${customer.name} ${dice.below(100)}`, ...(dice.chance(10) && { defaultAddress: { country: 'ZZ' } }) };
    const headers = dice.chance(95) ? { 'If-Match': `"${etag}"` } : undefined;
    await asking.put(path, body, headers);
    if (dice.chance(30)) await asking.put(path, body, headers);
  },
};
