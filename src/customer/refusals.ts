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
  | { readonly kind: 'ResellerNotPartnered'; readonly resellerTenantId: string };
