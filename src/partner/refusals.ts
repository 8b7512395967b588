import { type PartnerKind } from './state';

/** Why a partner may not do something: facts only. */
export type PartnerRefusal =
  | { readonly kind: 'PartnerUnknown'; readonly tenantId: string }
  /** PAR-1: an indirect reseller goes through its provider. `providers` are PartnerIDs. */
  | { readonly kind: 'MustGoThroughProvider'; readonly partnerId: string; readonly providers: readonly string[] }
  | { readonly kind: 'ProgrammeStatusRestricted'; readonly partnerId: string; readonly partnerKind: PartnerKind };
