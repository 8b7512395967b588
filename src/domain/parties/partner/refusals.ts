import { type PartnerKind } from './state';

/** Why a partner may not do something: facts only. */
export type PartnerRefusal =
  | { readonly kind: 'PartnerUnknown'; readonly tenantId: string }
  /** PAR-1: an indirect reseller goes through its provider. `providers` are PartnerIDs. */
  | { readonly kind: 'MustGoThroughProvider'; readonly partnerId: string; readonly providers: readonly string[] }
  | { readonly kind: 'ProgrammeStatusRestricted'; readonly partnerId: string; readonly partnerKind: PartnerKind }
  /** The question for a reseller's agreement names it wrongly, or twice. */
  | { readonly kind: 'ResellerNamedWrongly'; readonly problem: string }
  | { readonly kind: 'ResellerNotNamed' }
  | { readonly kind: 'PartnerIdUnknown'; readonly partnerId: string }
  | { readonly kind: 'ResellerRegionDiffers'; readonly partnerId: string; readonly country: string; readonly providerCountry: string }
  | { readonly kind: 'ResellerAgreementNotSigned'; readonly partnerId: string }
  | { readonly kind: 'NotIndirectReseller'; readonly partnerId: string }
  | { readonly kind: 'ResellerTenantUnknown'; readonly tenantId: string }
  | { readonly kind: 'ResellerTenantNotSigned'; readonly tenantId: string }
  | { readonly kind: 'MpnProfileNotFound'; readonly partnerId: string };
