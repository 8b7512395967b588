import { type CustomerRefusal } from '../../../domain/parties/customer/refusals';
import { type PartnerRefusal } from '../../../domain/parties/partner/refusals';
import { publishedCultures, publishedLanguages } from '../../../domain/parties/customer/publishedCultures';
import { MINUTES_UNTIL_OVER } from '../../../domain/parties/partner/removePartner';
import { list } from './list';
import { type Rows } from './row';

const PARTNERS = 'PartnerFD';

/** Partners and their resellers; customers, relationships and agreements. */
export const partiesErrors: Rows<PartnerRefusal | CustomerRefusal> = {
  PartnerUnknown: { status: 403, code: 2032, describe: ({ tenantId }) => `Access denied: the tenant ${tenantId} is no partner here.` },
  // No code is published for PAR-1; 900308 is "insufficient privileges".
  MustGoThroughProvider: {
    status: 403,
    code: 900308,
    describe: ({ partnerId, providers }) => `An indirect reseller (PartnerID ${partnerId}) neither buys nor manages: go through the indirect provider (PartnerID ${list(providers)}).`,
  },
  ProgrammeStatusRestricted: {
    status: 403,
    code: 900149,
    describe: ({ partnerId, partnerKind }) => `The programme status of PartnerID ${partnerId} (${partnerKind}) is restricted: no new purchases; what exists can be managed.`,
  },
  // Whether a reseller signed: status, code and service are the published ones.
  ResellerNamedWrongly: { status: 400, code: 2000, source: 'PartnerApiServiceControllers', describe: ({ problem }) => problem },
  ResellerNotNamed: { status: 400, code: 2001, source: 'ComplianceController', describe: () => 'Name the reseller by mpnId or by tenantId.' },
  PartnerIdUnknown: { status: 400, code: 2200, source: PARTNERS, describe: ({ partnerId }) => `The PartnerID ${partnerId} is not valid.` },
  ResellerRegionDiffers: {
    status: 400,
    code: 2201,
    source: PARTNERS,
    describe: ({ partnerId, country, providerCountry }) => `The reseller with the PartnerID ${partnerId} (${country}) is not in the region of the provider (${providerCountry}).`,
  },
  ResellerAgreementNotSigned: { status: 400, code: 2203, source: PARTNERS, describe: ({ partnerId }) => `The reseller with the PartnerID ${partnerId} has not signed the Microsoft Partner Agreement.` },
  NotIndirectReseller: { status: 400, code: 2204, source: PARTNERS, describe: ({ partnerId }) => `The PartnerID ${partnerId} is not enrolled as an indirect reseller.` },
  ResellerTenantUnknown: { status: 400, code: 2205, source: PARTNERS, describe: ({ tenantId }) => `There is no account for the tenant ${tenantId}.` },
  ResellerTenantNotSigned: { status: 400, code: 2206, source: PARTNERS, describe: ({ tenantId }) => `The account of the tenant ${tenantId} has not signed the Microsoft Partner Agreement.` },
  MpnProfileNotFound: { status: 404, code: 3000, source: PARTNERS, describe: ({ partnerId }) => `There is no partner with the PartnerID ${partnerId}.` },
  CustomerNotFound: { status: 404, code: 60003, describe: ({ customerId }) => `There is no customer ${customerId}.` },
  // The operator's own API. 3000 is "a property is not valid", 800042 what cannot be done with what is there.
  PartnerNotFound: { status: 404, code: 1000, describe: ({ tenantId }) => `There is no partner with the tenant ${tenantId}.` },
  PartnerMemberFixed: {
    status: 409,
    code: 800042,
    describe: ({ tenantId, member, stands, asked }) => `${member}: of the partner ${tenantId} it is ${stands} and cannot become ${asked}. One that nothing needs yet can be removed and, ${MINUTES_UNTIL_OVER} minutes later, put anew.`,
  },
  PartnerCountryUnknown: { status: 400, code: 3000, describe: ({ country }) => `country: ${country} is no country that Partner Center knows.` },
  PartnerCurrencyUnknown: { status: 400, code: 3000, describe: ({ currency }) => `currency: ${currency} is no currency of ISO 4217.` },
  PartnerTenantTaken: { status: 409, code: 800042, describe: ({ tenantId, by }) => `The tenant ${tenantId} is ${by === 'operator' ? 'that of the operator' : "a customer's"}.` },
  PartnerIdTaken: { status: 409, code: 800042, describe: ({ partnerId, byTenantId }) => `partnerId: ${partnerId} is that of the partner ${byTenantId}.` },
  PartnerDomainTaken: { status: 409, code: 800042, describe: ({ domain }) => `domains: ${domain} is that of another partner or of a customer.` },
  PartnerSlugTaken: { status: 409, code: 800042, describe: ({ slug }) => `slug: ${slug} is that of another partner.` },
  ProviderUnknown: { status: 400, code: 3000, describe: ({ partnerId }) => `providers: no indirect provider has the PartnerID ${partnerId}.` },
  ProviderFull: { status: 409, code: 800042, describe: ({ partnerId, most }) => `providers: the provider ${partnerId} has ${most} resellers, and no more fit.` },
  PartnerStillUsed: {
    status: 409,
    code: 800042,
    describe: ({ tenantId, by, provider }) => `The partner ${tenantId} is still needed: it has ${by}${provider === undefined ? '' : ` with the provider ${provider}`}. One that is to buy nothing more is put with the programmeStatus restricted.`,
  },
  ResellersSetElsewhere: { status: 400, code: 3000, describe: ({ tenantId }) => `resellers: the resellers of ${tenantId} are put as partners of their own, which name their providers.` },
  NoRelationship: { status: 403, code: 20002, describe: ({ customerId }) => `There is no accepted reseller relationship with the customer ${customerId}.` },
  AgreementNotConfirmed: { status: 403, code: 13605, describe: ({ customerId }) => `It is not confirmed that the customer ${customerId} accepted the Microsoft Customer Agreement: attest it first.` },
  // No code is published for the agreement calls; 3000 is "a property is not valid".
  AgreementDateInFuture: { status: 400, code: 3000, describe: ({ dateAgreed }) => `dateAgreed: ${dateAgreed} lies in the future.` },
  AgreementTemplateUnknown: { status: 400, code: 3000, describe: ({ templateId }) => `templateId: there is no agreement template ${templateId}.` },
  AgreementAlreadyConfirmed: { status: 400, code: 600061, describe: ({ customerId }) => `This very confirmation of the customer ${customerId} is recorded already.` },
  MarketNotSupported: { status: 400, code: 3000, describe: ({ country }) => `country: the market ${country} is not served here.` },
  ResellerNotPartnered: { status: 400, code: 900154, describe: ({ resellerTenantId }) => `associatedPartnerId: ${resellerTenantId} is not an indirect reseller of the caller.` },
  // No code is published for a domain, culture, address or country that does not fit; 3000 is "a property is not valid".
  DomainTaken: { status: 400, code: 3000, describe: ({ domain }) => `companyProfile.domain: ${domain} is taken.` },
  LanguageNotSupported: { status: 400, code: 3000, describe: ({ language, country }) => `billingProfile.language: ${language} is no language of two letters; those of ${country}: ${list(publishedLanguages(country))}.` },
  CultureNotSupported: { status: 400, code: 3000, describe: ({ culture, country }) => `billingProfile.culture: ${culture} is no culture of ${country}; allowed: ${list(publishedCultures(country))}.` },
  AddressNotUsable: { status: 400, code: 3000, describe: ({ problems }) => `defaultAddress is not usable. ${problems.join('; ')}.` },
  CountryFixed: { status: 400, code: 3000, describe: ({ country, asked }) => `defaultAddress.country: the customer's market is ${country} and cannot become ${asked}.` },
  RegistrationNumberNotSupported: { status: 400, code: 600002, describe: ({ country }) => `organizationRegistrationNumber: ${country} takes none.` },
  RegistrationNumberMissing: { status: 400, code: 600049, describe: ({ country }) => `organizationRegistrationNumber: is required in ${country}.` },
  RegistrationNumberInvalid: { status: 400, code: 600050, describe: ({ country, pattern }) => `organizationRegistrationNumber: in ${country} it must match ${pattern}.` },
  PhoneNumberMissing: { status: 400, code: 600051, describe: ({ country }) => `defaultAddress.phoneNumber: is required in ${country}.` },
  CountryRulesUnknown: { status: 404, code: 1000, describe: ({ country }) => `There are no validation rules for the country ${country}.` },
  ValidationStatusNotFound: { status: 404, code: 600074, extended: true, describe: ({ customerId }) => `There is no validation status of the customer ${customerId}.` },
  CustomerFilterInvalid: { status: 400, code: 3000, describe: ({ problem }) => `filter: ${problem}.` },
  // Who asks has no relationship yet: where the customer is is not told.
  RelationshipOutsideRegion: { status: 403, code: 2030, describe: ({ partnerCountry }) => `A partner in ${partnerCountry} cannot ask this customer: it is in another region.` },
  RelationshipStands: { status: 400, code: 800042, describe: ({ partnerTenantId }) => `The customer has accepted the relationship with the partner ${partnerTenantId} already: reseller and subscriptions to move are named before. What is to move is asked for by a transfer.` },
  RelationshipResellerGone: { status: 400, code: 800042, describe: ({ partnerTenantId, resellerTenantId }) => `The partner ${partnerTenantId} asks through the reseller ${resellerTenantId}, which is none of its own any more: it has to ask anew.` },
  RelationshipNotAsked: { status: 404, code: 1000, describe: ({ partnerTenantId }) => `The partner ${partnerTenantId} has not asked for a relationship.` },
  RelationshipNotPending: {
    status: 400,
    code: 800042,
    describe: ({ partnerTenantId, status }) => `The relationship with the partner ${partnerTenantId} is ${status}, not pending; the partner has to ask for it first.`,
  },
  RelationshipStillUsed: {
    status: 403,
    code: 600006,
    describe: ({ subscriptionIds }) => `The relationship cannot end while subscriptions are active; suspend them first: ${list(subscriptionIds)}.`,
  },
  QualificationInvalid: { status: 400, code: 3000, describe: ({ problem }) => `${problem}.` },
  QualificationNotFound: { status: 404, code: 1000, describe: ({ qualification }) => `No qualification ${qualification} is in review.` },
  AgreementDocumentNotFound: { status: 404, code: 1000, describe: ({ templateId }) => `There is no agreement template ${templateId}.` },
  CustomersNotDeleted: { status: 400, code: 900127, describe: () => 'Customers can be deleted in an integration sandbox only, and this is none.' },
};
