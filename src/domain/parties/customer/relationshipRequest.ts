/**
 * Where a customer answers in a browser: the console's page of that request, where it signs in as itself. The query is as published, for whoever reads it.
 * @param publicUrl of this installation, without a slash at the end; empty: the address is a path
 * @param resellerTenantId for an indirect provider: the reseller it will sell through
 */
export const relationshipRequestUrl = (publicUrl: string, partnerTenantId: string, resellerTenantId: string | undefined): string =>
  `${publicUrl}/console?invType=${resellerTenantId === undefined ? 'ResellerRelationship' : 'IndirectResellerRelationship'}&partnerId=${partnerTenantId}` +
  `&msppId=0${resellerTenantId === undefined ? '' : `&indirectCSPId=${partnerTenantId}&indirectResellerId=${resellerTenantId}`}&DAP=false#/requests/${partnerTenantId}`;
