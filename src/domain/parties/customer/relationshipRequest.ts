/**
 * Where a customer would answer in a browser. NextTerm has no such page: whoever runs it may put one there, or let the customer answer with its own token.
 * `example.net` belongs to nobody, so that no customer is led to somebody else's page.
 */
const page = 'https://admin.example.net/accept';

/** @param resellerTenantId for an indirect provider: the reseller it will sell through. */
export const relationshipRequestUrl = (partnerTenantId: string, resellerTenantId: string | undefined): string =>
  `${page}?invType=${resellerTenantId === undefined ? 'ResellerRelationship' : 'IndirectResellerRelationship'}&partnerId=${partnerTenantId}` +
  `&msppId=0${resellerTenantId === undefined ? '' : `&indirectCSPId=${partnerTenantId}&indirectResellerId=${resellerTenantId}`}&DAP=false`;
