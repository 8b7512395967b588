/** Why a command on a customer, its relationships or its agreements is refused. Facts only. */
export type CustomerRefusal =
  | { readonly kind: 'CustomerNotFound'; readonly customerId: string }
  /** The partner and the customer have no accepted reseller relationship (CUS-1). */
  | { readonly kind: 'NoRelationship'; readonly customerId: string }
  /** No confirmed customer agreement (CUS-2). */
  | { readonly kind: 'AgreementNotConfirmed'; readonly customerId: string }
  | { readonly kind: 'AgreementDateInFuture'; readonly dateAgreed: string }
  | { readonly kind: 'AgreementTemplateUnknown'; readonly templateId: string }
  | { readonly kind: 'AgreementAlreadyConfirmed'; readonly customerId: string }
  | { readonly kind: 'MarketNotSupported'; readonly country: string }
  | { readonly kind: 'ResellerNotPartnered'; readonly resellerTenantId: string }
  /** Another customer has it, or is being created with it. */
  | { readonly kind: 'DomainTaken'; readonly domain: string }
  | { readonly kind: 'RegistrationNumberNotSupported'; readonly country: string }
  | { readonly kind: 'RegistrationNumberMissing'; readonly country: string }
  | { readonly kind: 'RegistrationNumberInvalid'; readonly country: string; readonly pattern: string }
  | { readonly kind: 'PhoneNumberMissing'; readonly country: string }
  | { readonly kind: 'CultureNotSupported'; readonly culture: string; readonly country: string }
  /** No language of two letters; those that are published for the country are named. */
  | { readonly kind: 'LanguageNotSupported'; readonly language: string; readonly country: string }
  | { readonly kind: 'AddressNotUsable'; readonly problems: readonly string[] }
  /** The market of a customer is its country for good. */
  | { readonly kind: 'CountryFixed'; readonly country: string; readonly asked: string }
  | { readonly kind: 'CountryRulesUnknown'; readonly country: string }
  | { readonly kind: 'ValidationStatusNotFound'; readonly customerId: string }
  | { readonly kind: 'CustomerFilterInvalid'; readonly problem: string }
  /** Partners ask customers of their own region only. */
  | { readonly kind: 'RelationshipOutsideRegion'; readonly partnerCountry: string }
  /** It is accepted, and something of it is asked for otherwise. */
  | { readonly kind: 'RelationshipStands'; readonly partnerTenantId: string }
  | { readonly kind: 'RelationshipNotAsked'; readonly partnerTenantId: string }
  /** PAR-3: it was asked for through an indirect reseller that has left the provider since. */
  | { readonly kind: 'RelationshipResellerGone'; readonly partnerTenantId: string; readonly resellerTenantId: string }
  | { readonly kind: 'RelationshipNotPending'; readonly partnerTenantId: string; readonly status: string }
  /** It ends when nothing of the partner's is active at the customer any more. */
  | { readonly kind: 'RelationshipStillUsed'; readonly subscriptionIds: readonly string[] }
  | { readonly kind: 'QualificationInvalid'; readonly problem: string }
  | { readonly kind: 'QualificationNotFound'; readonly qualification: string }
  | { readonly kind: 'AgreementDocumentNotFound'; readonly templateId: string }
  | { readonly kind: 'CustomersNotDeleted' };
