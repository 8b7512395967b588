import { type Partner } from './state';

/**
 * The indirect resellers named by providers, as partners in their own right: they sign in with their own tenant and are told where to go.
 * A reseller of several providers is one partner with all of them.
 */
export const resellerPartnersOf = (partners: readonly Partner[]): readonly Partner[] => {
  const found = new Map<string, Partner>();
  for (const provider of partners) {
    for (const reseller of provider.resellers) {
      const known = found.get(reseller.partnerId);
      found.set(reseller.partnerId, {
        slug: `reseller${reseller.partnerId}`,
        name: reseller.name,
        tenantId: reseller.tenantId,
        partnerId: reseller.partnerId,
        kind: 'indirect_reseller',
        country: reseller.country,
        currency: provider.currency,
        programmeStatus: 'active',
        resellers: [],
        providers: [...(known?.providers ?? []), provider.partnerId],
      });
    }
  }
  return [...found.values()];
};
