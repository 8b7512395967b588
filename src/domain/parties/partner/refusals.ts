import { type PartnerKind } from './state';

/** What needs a partner. */
export type PartnerUse = 'customers' | 'resellers' | 'invoices';

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
  | { readonly kind: 'MpnProfileNotFound'; readonly partnerId: string }
  /** The operator's, as all that follow: nobody with that tenant is a partner. */
  | { readonly kind: 'PartnerNotFound'; readonly tenantId: string }
  /** PAR-4: its documents and its tax hang on it. */
  | { readonly kind: 'PartnerMemberFixed'; readonly tenantId: string; readonly member: 'partnerId' | 'country' | 'currency' | 'kind'; readonly stands: string; readonly asked: string }
  | { readonly kind: 'PartnerCountryUnknown'; readonly country: string }
  | { readonly kind: 'PartnerCurrencyUnknown'; readonly currency: string }
  | { readonly kind: 'PartnerTenantTaken'; readonly tenantId: string; readonly by: 'operator' | 'customer' }
  | { readonly kind: 'PartnerIdTaken'; readonly partnerId: string; readonly byTenantId: string }
  | { readonly kind: 'PartnerDomainTaken'; readonly domain: string }
  | { readonly kind: 'PartnerSlugTaken'; readonly slug: string }
  /** No indirect provider here has that PartnerID. */
  | { readonly kind: 'ProviderUnknown'; readonly partnerId: string }
  | { readonly kind: 'ProviderFull'; readonly partnerId: string; readonly most: number }
  /** `provider`: the PartnerID of the one through whom those customers are. */
  | { readonly kind: 'PartnerStillUsed'; readonly tenantId: string; readonly by: PartnerUse; readonly provider?: string }
  /** Resellers are put as partners of their own, with their providers. */
  | { readonly kind: 'ResellersSetElsewhere'; readonly tenantId: string };
