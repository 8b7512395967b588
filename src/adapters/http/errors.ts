import { type Refusal } from '../../app/refusals';
import { publishedCultures, publishedLanguages } from '../../domain/parties/customer/publishedCultures';
import { billingCycles, cyclesInTerm, monthsOfTerm, termDurations } from '../../kernel/durations';
import { type OrderLineRefusal } from '../../domain/order/refusals';
import { wireCartLineError } from './cartLineErrors';

/** The body of every failure. `code` is a number: the schema page says text, every printed sample a number. */
export interface ErrorBody {
  readonly code: number;
  /** 1 to 1024 characters. */
  readonly description: string;
  readonly data: readonly string[];
  readonly source: string;
  /** Of newer services: repeats the code. */
  readonly errorMessageExtended?: string;
}

export interface WireError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

interface Row<R> {
  readonly status: number;
  readonly code: number;
  readonly describe: (refusal: R) => string;
  /** Where the code depends on the facts; `code` otherwise. */
  readonly codeOf?: (refusal: R) => number;
  readonly headers?: (refusal: R) => Readonly<Record<string, string>>;
  /** Where the contract names the service that answers; NextTerm if absent. */
  readonly source?: string;
  /** Whether the body repeats the code in `errorMessageExtended`, as newer services do. */
  readonly extended?: true;
}

type Table = { readonly [K in Refusal['kind']]: Row<Extract<Refusal, { kind: K }>> };

/** Documented advice while a renewal is being carried out: again after two minutes. */
const RENEWAL_RETRY_SECONDS = '120';
const SHORT_RETRY_SECONDS = '5';
/** A setting is put right by hand, and with it the app starts anew. */
const SETTINGS_RETRY_SECONDS = '60';

const PARTNERS = 'PartnerFD';

const limitNames = { pool: 'what a customer may have of this SKU', base: "what the customer's base licences allow of this add-on", promotion: 'its promotion' } as const;

const overageProblems = {
  noEnablingSubscription: 'it has sold the customer no active subscription that enables it',
  role: 'its roles do not carry that right',
  tier: 'an indirect reseller goes through its provider',
  noParty: 'it is neither source nor target',
} as const;

/** TRF-4, in words. */
export const transferObstacles = {
  NotOfSource: 'the source has no such subscription',
  NotActive: 'it is not active',
  Suspended: 'it is suspended',
  BeingRenewed: 'it is being renewed',
  RenewalParked: 'its renewal failed for a day and was given up until the operator releases it',
  Trial: 'it is a trial',
  OtherKind: 'it is no licence of new commerce',
  InOtherTransfer: 'it is part of another transfer',
  TargetMayNotSell: 'the target may not sell to the customer any more',
  CurrencyNotListed: 'it has no price in the currency of the target',
  OfferOutdated: 'the target was offered it on better terms',
} as const;

const upgradeReasons = {
  NoTargets: 'The catalogue names no target.',
  NotATarget: 'It is none of the targets that transitionEligibilities lists.',
  Unsupported: 'The catalogue names it among the upgrades that are refused.',
} as const;

/** Longer than the term, or no part of it; else it is a cycle that the offer is not sold with. */
const planCode = ({ termDuration, billingCycle }: { readonly termDuration: string; readonly billingCycle: string }): number => {
  const term = termDurations.find((known) => known === termDuration);
  const cycle = billingCycles.find((known) => known === billingCycle);
  return term !== undefined && cycle !== undefined && cyclesInTerm(term, cycle) === undefined ? 900270 : 900269;
};

const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));

/** The sentence a cart would show on that line. */
const describeLine = (refusal: OrderLineRefusal): string => `Line ${refusal.lineItemNumber}: ${wireCartLineError(refusal).errorDescription}`;

/**
 * From refusal to status and code: the only such table. Codes are the published ones; where none is published the row says what was chosen.
 * Never 408, 412 or 413: published clients repeat those three times, and repeating does not help.
 */
const table: Table = {
  // The request itself.
  TokenMissing: { status: 401, code: 400, describe: () => 'Access denied: send a bearer token.', headers: () => ({ 'WWW-Authenticate': 'Bearer realm="nextterm"' }) },
  TokenInvalid: {
    status: 401,
    code: 400,
    describe: ({ reason }) => `Access denied: the token is not valid (${reason}).`,
    headers: () => ({ 'WWW-Authenticate': 'Bearer realm="nextterm", error="invalid_token"' }),
  },
  RoleNotSufficient: { status: 403, code: 900150, describe: ({ roles, permission }) => `The caller's roles (${list(roles)}) do not carry the right ${permission}.` },
  UserRequired: { status: 403, code: 900329, describe: () => 'An app-only token is not allowed here: send a token with a user.' },
  // Price sheets answer 400; no code is published for them.
  UserContextMissing: { status: 400, code: 800002, describe: () => 'Price sheets and offer matrices are for users: send a token with a user.' },
  CustomerIdMalformed: { status: 400, code: 900118, describe: ({ customerId }) => `The customer id "${customerId}" is not a GUID.` },
  InputInvalid: { status: 400, code: 800002, describe: ({ problems }) => `The input is not valid. ${problems.join('; ')}.` },
  // An unknown term has a code of its own, whichever call names it.
  EnumValueUnknown: { status: 400, code: 900126, codeOf: ({ member }) => (/(^|\.)term_?duration$/i.test(member) ? 800121 : 900126), describe: ({ member, value, allowed }) => `${member}: "${value}" is none of ${list(allowed)}.` },
  HeaderMissing: { status: 400, code: 800002, describe: ({ header }) => `The header ${header} is required.` },
  BodyNotJson: { status: 400, code: 800002, describe: ({ detail }) => `The body is not JSON: ${detail}.` },
  // Without the path: the Azure host decodes a part of it before the app sees it, so it is not what the client sent.
  ResourceNotFound: { status: 404, code: 1000, describe: () => 'There is nothing at this path. Partner Center\'s operations are under /v1, our own under /nextterm/v1.' },
  // No code is published for 411: the one for what a request lacks.
  LengthRequired: {
    status: 411,
    code: 800002,
    describe: () => 'A body sent in chunks (Transfer-Encoding: chunked) is not accepted: send it whole, with a Content-Length.',
  },
  MethodNotAllowed: {
    status: 405,
    // No code is published for 405: the one for "operation not supported".
    code: 800042,
    describe: ({ method, allowed }) => `${method} is not supported here; ${list(allowed)} is.`,
    headers: ({ allowed }) => ({ Allow: allowed.join(', ') }),
  },
  RequestIdReused: { status: 400, code: 800002, describe: ({ requestId }) => `MS-RequestId ${requestId} was used for another request: a new call takes a new id.` },
  // The status list has 412 as well; the code table says 400 for this code, and a 412 is repeated by published clients.
  EtagStale: { status: 400, code: 2055, describe: ({ given, current }) => `The etag ${given} is no longer valid; the resource now has ${current}. Read it again and repeat the change.` },
  OperationNotSupported: { status: 400, code: 800042, describe: ({ what }) => `Not supported: ${what}.` },
  OrderTooLarge: { status: 400, code: 800002, describe: ({ rows, most }) => `lineItems: together they need ${rows} entries, and ${most} fit one order: split it.` },
  TooMuchContention: {
    status: 409,
    code: 800082,
    describe: () => 'Others changed the same resource at the same moment, again and again. Nothing was stored; try again.',
    headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }),
  },
  // Published with this status as "the update failed": repeating the call does not help, and nothing of it was stored.
  RowUnreadable: { status: 500, code: 800094, describe: ({ what }) => `A stored row that this call needs (kind: ${what}) cannot be read. The call was not carried out; the operator has been told.` },
  StorageUnavailable: {
    status: 503,
    // Published with status 500, meaning "try again".
    code: 900192,
    describe: () => 'Storage cannot be reached at the moment. Repeat the request with the same MS-RequestId.',
    headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }),
  },

  // Partners.
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

  // Whether a reseller signed: every row is 400, with the published code and service.
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

  // Customers and agreements.
  CustomerNotFound: { status: 404, code: 60003, describe: ({ customerId }) => `There is no customer ${customerId}.` },
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

  // Catalogue.
  MarketNotFound: { status: 400, code: 3000, describe: ({ market }) => `country: the catalogue has no market ${market}.` },
  CatalogItemIdInvalid: { status: 400, code: 800002, describe: ({ catalogItemId }) => `"${catalogItemId}" is not a catalogue item: it reads productId:skuId:availabilityId.` },
  ProductNotFound: { status: 404, code: 400013, describe: ({ productId, market }) => `The product ${productId} does not exist in the market ${market}.` },
  SkuNotFound: { status: 404, code: 400018, describe: ({ productId, skuId, market }) => `The SKU ${skuId} of the product ${productId} does not exist in the market ${market}.` },
  AvailabilityNotFound: { status: 404, code: 400019, describe: ({ catalogItemId, market }) => `The availability of ${catalogItemId} does not exist in the market ${market}: read the availabilities again.` },
  SegmentNotAllowed: { status: 403, code: 400030, describe: ({ segment, allowed }) => `The segment ${segment} is not allowed; allowed: ${list(allowed)}.` },
  ViewNotAllowed: { status: 403, code: 400036, describe: ({ view }) => `The target view ${view} is not allowed.` },
  NotSoldInMarket: {
    status: 400,
    code: 800070,
    describe: ({ productId, skuId, market, soldIn }) => `${productId}:${skuId} is not sold in the market ${market}; it is in: ${list(soldIn)}.`,
  },
  TermNotOffered: {
    status: 400,
    code: 900269,
    describe: ({ termDuration, billingCycle, offered }) =>
      `The term ${termDuration || '(none)'} with the billing cycle ${billingCycle} is not offered; offered: ${list(offered.map((plan) => `${plan.termDuration} ${plan.billingCycle}`))}.`,
  },
  CurrencyNotListed: { status: 400, code: 900169, describe: ({ currency, market, listed }) => `There are no prices in ${currency} for the market ${market}; there are in: ${list(listed)}.` },
  NotOnSale: {
    status: 403,
    code: 2091,
    describe: ({ productId, skuId, at, soldUntil, soldFrom }) =>
      `${productId}:${skuId} is not on sale at ${at}${soldUntil ? `; it was until ${soldUntil}` : ''}${soldFrom ? `; it will be from ${soldFrom}` : ''}.`,
  },
  // CAT-4: no JSON member carries the reason, so the sentence names it. 800089: "asked assets exceed what is left for the customer (one-per-customer offers, trials)".
  AlreadyHeld: {
    status: 403,
    code: 800089,
    describe: ({ productId, skuId, limit, scope }) => `The customer already holds ${scope === 'concurrent' ? '' : 'or held '}what is allowed of ${productId}:${skuId}: ${limit} per customer.`,
  },
  HeldSuspended: {
    status: 403,
    code: 800089,
    describe: ({ productId, skuId, subscriptionId }) => `The customer holds ${productId}:${skuId} already, suspended: ${subscriptionId === undefined ? 'at another partner' : `reactivate the subscription ${subscriptionId} instead`}.`,
  },
  SegmentNotEligible: {
    status: 400,
    code: 800086,
    describe: ({ productId, skuId, segment, customerSegment }) => `${productId}:${skuId} is for the segment ${segment}; the customer's is ${customerSegment}.`,
  },
  NotInProgramme: { status: 403, code: 2085, describe: ({ productId, skuId }) => `The publisher does not sell ${productId}:${skuId} through the programme.` },
  ExclusiveToOthers: { status: 403, code: 2006, describe: ({ productId, skuId }) => `${productId}:${skuId} is exclusive to partners of the publisher's choice, and the caller is none of them.` },
  NotTransactable: { status: 403, code: 2085, describe: ({ productId, skuId }) => `${productId}:${skuId} cannot be transacted here.` },
  OfferNotTraditional: {
    status: 400,
    code: 2100,
    describe: ({ offerId, market }) => `${offerId} is no traditional offer${market === undefined ? '' : ` of the market ${market}`}: read products and SKUs instead.`,
  },
  // Promotions and price sheets have no published codes; 1000 is the general "not found".
  PromotionNotFound: { status: 404, code: 1000, describe: ({ promotionId, market }) => `There is no promotion ${promotionId} in the market ${market}.` },
  PriceSheetNotFound: { status: 404, code: 1000, describe: ({ market, view, period }) => `There is no price sheet ${view} of the market ${market} for ${period}.` },
  OfferMatrixNotFound: { status: 404, code: 1000, describe: ({ month }) => `There is no offer matrix for ${month}.` },

  // Carts and orders.
  CartNotFound: { status: 404, code: 800008, describe: ({ cartId }) => `There is no cart ${cartId}.` },
  CartAlreadySubmitted: { status: 400, code: 800065, describe: ({ cartId }) => `The cart ${cartId} has been submitted and cannot be changed.` },
  CartHasLineErrors: {
    status: 400,
    code: 800009,
    describe: ({ cartId, errors }) => `The cart ${cartId} has lines in error: ${errors.map((error) => wireCartLineError(error).errorDescription).join(' ')}`,
  },
  // No code is published: one of our own.
  CartPricesRisen: {
    status: 400,
    code: 990361,
    describe: ({ risen }) =>
      `Prices have risen since the cart was read: ${risen.map((change) => `line ${change.lineId} from ${change.shown.pricing.extendedPrice} to ${change.now.pricing.extendedPrice} ${change.currency}`).join(', ')}. Read the cart again, or check it out with acceptPrices=true.`,
  },
  CartWithoutLines: { status: 400, code: 800002, describe: () => 'lineItems: a cart has at least one line.' },
  LineNumbersInvalid: { status: 400, code: 800071, describe: ({ expectedUpTo }) => `lineItemNumber: the numbers must be 0 to ${expectedUpTo}, each once.` },
  LineIdsRepeated: { status: 400, code: 800071, describe: ({ ids }) => `lineItems: each id may stand on one line; on more than one stand: ${ids.join(', ')}.` },
  PartnerAttestationMissing: {
    status: 400,
    code: 900206,
    describe: () => 'partnerOnRecordAttestationAccepted must be true: the partner attests that it acts as indirect partner where a reseller is named, else as direct partner.',
  },
  SaasCancelledElsewhere: { status: 403, code: 800077, describe: ({ orderId, subscriptionId }) => `SaaS is not cancelled through its order ${orderId}: PATCH the subscription ${subscriptionId} with the status deleted.` },
  LicencesCancelledElsewhere: { status: 400, code: 800063, describe: ({ orderId, subscriptionId }) => `Licences are not cancelled through their order ${orderId}: PATCH the subscription ${subscriptionId} with the status deleted, or suspended.` },
  // No code is published for a line that is sent back changed: the one for "operation not supported".
  OrderMemberFixed: { status: 400, code: 800042, describe: ({ member, stored }) => `Not supported: ${member} of an order cannot be changed; ${stored === undefined ? 'there is none' : `it is ${stored}`}. Its subscription can.` },
  OrderNotFound: { status: 404, code: 20000, describe: ({ orderId }) => `There is no order ${orderId}.` },
  // What is wrong with one line of an order; in a cart the line itself shows it. What the catalogue says of the offer stands above.
  CatalogItemInvalid: { status: 400, code: 800004, describe: (refusal) => describeLine(refusal) },
  PriceNoLongerOffered: {
    status: 404,
    code: 400019,
    describe: (refusal) => (refusal.otherMarket === undefined ? `The availability of ${refusal.catalogItemId} has been replaced since it was priced, or is another market's: read it again, update the cart and repeat.` : describeLine(refusal)),
  },
  // No code is published for what this server does not sell; this one is "operation not supported".
  KindNotSoldHere: { status: 400, code: 800042, describe: (refusal) => describeLine(refusal) },
  BillingPlanNotSupported: { status: 400, code: 900269, describe: (refusal) => describeLine(refusal) },
  CycleLongerThanTerm: {
    status: 400,
    code: 900270,
    describe: ({ lineItemNumber, termDuration, billingCycle }) => `Line ${lineItemNumber}: the billing cycle ${billingCycle} is longer than the term ${termDuration}.`,
  },
  QuantityOutsideOffer: { status: 400, code: 900275, describe: (refusal) => describeLine(refusal) },
  // The plan has no code of its own: that of one that may be held once, and that of overage for who has the older offer.
  AzurePlanHeld: { status: 403, code: 800089, describe: describeLine },
  OlderAzureOfferHeld: { status: 403, code: 800112, describe: describeLine },
  SeatPoolExceeded: { status: 403, code: 800088, describe: (refusal) => describeLine(refusal) },
  SubscriptionsExceedLimit: { status: 403, code: 800066, describe: ({ most }) => `A customer may have ${most} subscriptions, and a part of the licences would be one more.` },
  TooManySubscriptions: { status: 403, code: 800066, describe: (refusal) => describeLine(refusal) },
  // Published for a cart only (10004); on an order it is input that is not valid.
  ResellerNotAllowed: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  TooManyResellers: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  AdditionalResellerWithoutFirst: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  ResellerNamedTwice: { status: 400, code: 800002, describe: (refusal) => describeLine(refusal) },
  ResellerUnknown: { status: 404, code: 800015, describe: (refusal) => describeLine(refusal) },
  ResellerNotOfProvider: { status: 400, code: 800016, describe: (refusal) => describeLine(refusal) },
  ResellerAgreementMissing: { status: 403, code: 900123, describe: (refusal) => describeLine(refusal) },
  ParentNotFound: { status: 404, code: 20003, describe: (refusal) => describeLine(refusal) },
  AddOnBaseMissing: { status: 400, code: 400041, describe: (refusal) => describeLine(refusal) },
  // No order codes are published for these two: those of a cart's line.
  BaseSeatsNotMet: { status: 400, code: 10018, describe: (refusal) => describeLine(refusal) },
  MinimumAddOnSeatsNotMet: { status: 400, code: 10019, describe: (refusal) => describeLine(refusal) },
  TermEndNotForProduct: { status: 400, code: 900242, describe: (refusal) => describeLine(refusal) },
  TermEndNotAllowed: { status: 400, code: 900242, describe: (refusal) => describeLine(refusal) },

  // Subscriptions.
  SubscriptionNotFound: { status: 404, code: 20003, describe: ({ subscriptionId }) => `There is no subscription ${subscriptionId}.` },
  CancellationWindowClosed: {
    status: 400,
    code: 900117,
    describe: ({ subscriptionId, hours, closedAt, nextWindowOpens }) =>
      `The subscription ${subscriptionId} cannot be cancelled: its window of ${hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`} closed at ${closedAt}. The next one opens when the next term starts, on ${nextWindowOpens}.`,
    codeOf: ({ hours }) => (hours % 24 === 0 && hours > 24 ? 900117 : 900213),
  },
  StatusNotReachable: { status: 400, code: 800040, describe: ({ subscriptionId, from, to }) => `status: ${subscriptionId} is ${from} and cannot become ${to}.`, codeOf: ({ from }) => (from === 'deleted' ? 2011 : from === 'expired' || from === 'disabled' ? 900279 : 800040) },
  SubscriptionSuspended: { status: 400, code: 800091, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is suspended: resume it first.` },
  TrialStatusFixed: { status: 400, code: 800096, describe: ({ subscriptionId }) => `The status of the trial ${subscriptionId} cannot be changed; with autoRenewEnabled off it ends by itself.` },
  AddOnsAttached: { status: 400, code: 800063, describe: ({ subscriptionId, addOnIds }) => `Add-ons hang on ${subscriptionId}: ${addOnIds.join(', ')}. Cancel them first.` },
  TraditionalNotSuspended: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: suspending the traditional subscription ${subscriptionId}.` },
  MembersContradict: { status: 400, code: 800002, describe: ({ members }) => `These contradict each other: ${members.join(' and ')}. Ask for one after the other.` },
  // No code is published for a member that is read-only and is sent with another value: the one for "operation not supported".
  MemberFixed: { status: 400, code: 800042, describe: ({ member, stored }) => `Not supported: ${member} cannot be changed; ${stored === undefined ? 'there is none' : `it is ${stored}`}. Leave it out, or send it back as it was read.` },
  TermDurationFixed: {
    status: 400,
    code: 800042,
    codeOf: ({ from, to, isTrial }) => (isTrial ? 800107 : monthsOfTerm(to) < monthsOfTerm(from) ? 800122 : 800042),
    describe: ({ subscriptionId, from, to, isTrial }) =>
      isTrial
        ? `termDuration: the term of the trial ${subscriptionId} cannot be changed; a conversion begins another.`
        : `Not supported: a term of ${to} for ${subscriptionId}, whose running term is ${from}; scheduledNextTermInstructions changes it with the next term${monthsOfTerm(to) < monthsOfTerm(from) ? '' : ', an upgrade at once'}.`,
  },
  BillingCycleFixed: { status: 400, code: 2054, describe: ({ billingCycle }) => `billingCycle cannot be set to ${billingCycle} here: it changes with nextChargeInstructions or scheduledNextTermInstructions.` },
  PartnerOfRecordFixed: { status: 400, code: 800098, describe: () => 'partnerId cannot be changed: a partner who sells directly names no reseller.' },
  RecordResellerUnknown: { status: 404, code: 800015, describe: ({ partnerId }) => `partnerId: there is no reseller ${partnerId}.` },
  RecordResellerInvalid: { status: 400, code: 800016, describe: ({ partnerId }) => `partnerId: ${partnerId} cannot be named: the first is an own indirect reseller, each once, at most five more after it.` },
  RecordResellerUnsigned: { status: 403, code: 900123, describe: ({ partnerId }) => `partnerId: the reseller ${partnerId} has not signed the Microsoft Partner Agreement.` },
  ScheduleNeedsAutoRenew: { status: 400, code: 800093, describe: ({ subscriptionId }) => `Nothing can be scheduled for the next term of ${subscriptionId}: autoRenewEnabled is off.` },
  NothingScheduledFor: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: a scheduled change of ${subscriptionId}, which is no licence of new commerce.` },
  PlannedProductUnknown: {
    status: 404,
    code: 400013,
    codeOf: ({ missing }) => ({ product: 400013, sku: 400018, availability: 400019 })[missing],
    describe: ({ missing, productId, skuId, availabilityId }) => `scheduledNextTermInstructions.product: there is no such ${missing} as ${productId}:${skuId}:${availabilityId} names.`,
  },
  PlannedProductNotATarget: { status: 400, code: 900141, describe: ({ catalogItemId }) => `Not supported: ${catalogItemId} as the next term; it is neither the same SKU nor one of the upgrades that transitionEligibilities lists.` },
  PlannedPlanNotOffered: { status: 400, code: 900269, codeOf: planCode, describe: ({ termDuration, billingCycle }) => `The product is not sold for ${termDuration} billed ${billingCycle} on the day the next term begins.` },
  PlannedEndNotForProduct: { status: 400, code: 900244, describe: ({ end }) => `customTermEndDate: a term of this product cannot end on a chosen day (${end}).` },
  PlannedEndOutsideTerm: { status: 400, code: 900245, describe: ({ end, start }) => `customTermEndDate: ${end} lies outside the term that begins on ${start}.` },
  // The code says "outside the first term, or a month on the 28th to 30th".
  PlannedEndDrifts: { status: 400, code: 900245, describe: ({ end }) => `customTermEndDate: a term of a month cannot end on ${end}, the 28th, 29th or 30th, unless that is the last day of its month.` },
  PlannedEndMatchesNothing: { status: 400, code: 900246, describe: ({ end }) => `customTermEndDate: ${end} is neither the end of another subscription nor that of a month; customTermEndDates lists what is allowed.` },
  PlannedPromotionUnknown: { status: 400, code: 27007, describe: ({ promotionId }) => `There is no promotion ${promotionId} on the day the next term begins.` },
  BillingCycleNotChangeable: { status: 400, code: 900269, describe: ({ termDuration, from, to }) => `A term of ${termDuration} billed ${from} cannot be billed ${to} from its next charge on: only P3Y changes, between monthly and annual.` },
  NextChargeOtherProduct: { status: 400, code: 900141, describe: ({ productId, skuId }) => `Not supported: another product (${productId}:${skuId}) with the next charge; scheduledNextTermInstructions changes it with the next term.` },
  SubscriptionNotActive: { status: 400, code: 800012, describe: ({ subscriptionId, status }) => `The subscription ${subscriptionId} is ${status}, not active.`, codeOf: ({ status }) => (status === 'deleted' ? 2011 : 800012) },
  QuantityOutsideLimits: { status: 400, code: 2002, describe: ({ quantity, minimum, maximum }) => `quantity: ${quantity} lies outside what the offer allows, ${minimum} to ${maximum}.` },
  SeatsExceedWhatIsLeft: {
    status: 403,
    code: 800088,
    describe: ({ limit, asked, available }) => `quantity: ${asked} more licences are asked for and ${available} are left of ${limitNames[limit]}.`,
  },
  NoBaseHeld: { status: 400, code: 400041, describe: ({ prerequisites }) => `quantity: the add-on needs one of these, and the customer has none: ${list(prerequisites)}.` },
  AddOnShareNotMet: { status: 400, code: 10019, describe: ({ minimum, total, base }) => `quantity: the customer would have ${total} licences of the add-on; ${base} base licences need at least ${minimum}.` },
  PromotionSeatsNotMet: {
    status: 400,
    code: 2002,
    describe: ({ quantity, minimum, promotionId }) => `quantity: ${quantity} is less than the ${minimum} licences that the promotion ${promotionId} of the running term asks for; the subscription can be cancelled as a whole.`,
  },
  ReductionWindowClosed: {
    status: 400,
    code: 800090,
    describe: ({ requested, removable, nextWindowOpens }) =>
      `The number of licences cannot be reduced by ${requested} now: ${removable} can be taken off. The next window opens at renewal on ${nextWindowOpens}.`,
  },
  QuantityZero: { status: 400, code: 2002, describe: ({ subscriptionId }) => `quantity: a reduction never makes it zero; cancel the subscription ${subscriptionId} instead.` },
  TraditionalQuantityFixed: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: changing the number of licences of the traditional subscription ${subscriptionId}.` },
  ActivationAwaited: { status: 400, code: 800081, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} must be activated before it is changed: follow its activation link. Until then it can be cancelled, and autoRenewEnabled set.` },
  AlreadyActivated: { status: 400, code: 800041, describe: ({ subscriptionId, activatedAt }) => `The subscription ${subscriptionId} was already activated at ${activatedAt}.` },
  NothingToActivate: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: the subscription ${subscriptionId} is not one that is activated.` },
  NotAddOnOf: { status: 400, code: 800029, describe: ({ parentId, productId, skuId }) => `The add-on ${productId}:${skuId} does not belong to the subscription ${parentId}.` },
  ParentNotActive: { status: 409, code: 27009, describe: ({ parentId, status }) => `The add-on needs an active base: the subscription ${parentId} is ${status}.` },
  // No code is published: 900419 is "too many subscriptions".
  TooManyAddOns: { status: 400, code: 900419, describe: ({ parentId, most }) => `The subscription ${parentId} has ${most} add-ons, the most it may have.` },
  TransitionNotForTraditional: { status: 403, code: 900263, describe: ({ subscriptionId }) => `The traditional subscription ${subscriptionId} is not upgraded this way.` },
  // No code is published; 900141 says "not supported", and the inner reason is that of the eligibilities.
  UpgradeNotOffered: { status: 400, code: 900141, describe: ({ reason, toCatalogItemId }) => `Not supported: an upgrade to ${toCatalogItemId}. ${upgradeReasons[reason]}` },
  MoreThanTheSourceHas: { status: 400, code: 900275, describe: ({ quantity, held }) => `${quantity} licences cannot be moved: the subscription has ${held}.` },
  TransitionQuantityOutsideLimits: { status: 400, code: 900275, describe: ({ quantity, minimum, maximum }) => `${quantity} licences: the offer is sold from ${minimum} to ${maximum}.` },
  TransitionTermTooShort: { status: 400, code: 900267, describe: ({ termDuration, sourceTermDuration }) => `The term ${termDuration} is shorter than ${sourceTermDuration}, that of the subscription.` },
  TransitionTermFixed: { status: 400, code: 900268, describe: ({ termDuration, sourceTermDuration }) => `A part of the licences keeps the term ${sourceTermDuration} and ends with the rest; only all of them together can begin ${termDuration}.` },
  TransitionPlanNotOffered: { status: 400, code: 900269, codeOf: planCode, describe: ({ termDuration, billingCycle }) => `The target is not sold for ${termDuration} billed ${billingCycle} in this currency.` },
  TargetIsSource: { status: 400, code: 900259, describe: ({ subscriptionId }) => `${subscriptionId} is the subscription the licences come from.` },
  TargetNotActive: { status: 400, code: 900258, describe: ({ subscriptionId, status }) => `Licences cannot go to ${subscriptionId}: it is ${status}.` },
  TargetIsOtherItem: { status: 400, code: 900260, describe: ({ subscriptionId, catalogItemId }) => `Licences cannot go to ${subscriptionId}: it is of ${catalogItemId}.` },
  TargetBeingRenewed: { status: 400, code: 900261, describe: ({ subscriptionId }) => `Licences cannot go to ${subscriptionId} now: it is being renewed.` },
  // No code is published for the window of the target; 900280 says "currently not updatable".
  TargetInWindow: { status: 400, code: 900280, describe: ({ subscriptionId, until }) => `Licences cannot go to ${subscriptionId} before ${until}: until then it can be cancelled.` },
  TargetTermDiffers: { status: 400, code: 900267, describe: ({ subscriptionId, termDuration, sourceTermDuration }) => `Licences cannot go to ${subscriptionId}: its term is ${termDuration}, theirs ${sourceTermDuration}.` },
  TargetEndsBeforeSource: { status: 400, code: 900236, describe: ({ subscriptionId, termEnd, sourceTermEnd }) => `Licences cannot go to ${subscriptionId}: it ends on ${termEnd}, before ${sourceTermEnd}.` },
  TransferNotFound: { status: 404, code: 900100, describe: ({ transferId }) => `There is no transfer ${transferId}.` },
  TransferToSelf: { status: 400, code: 900148, describe: () => 'sourcePartnerTenantId: the source is the partner who asks.' },
  TransferSourceUnrelated: { status: 400, code: 900400, describe: ({ partnerTenantId }) => `sourcePartnerTenantId: ${partnerTenantId} has no accepted reseller relationship with the customer.` },
  TransferNotYours: { status: 403, code: 900150, describe: ({ needed }) => `Only the ${needed} of a transfer may do that.` },
  TransferInProgress: { status: 409, code: 900101, describe: ({ transferId }) => `The transfer ${transferId} is in progress.`, headers: () => ({ 'Retry-After': RENEWAL_RETRY_SECONDS }) },
  TransferOver: { status: 400, code: 900102, describe: ({ transferId, status }) => `The transfer ${transferId} is over: ${status}.` },
  TransferLineUnfit: { status: 400, code: 800078, describe: ({ subscriptionId, obstacle }) => `The subscription ${subscriptionId} cannot be transferred: ${transferObstacles[obstacle]}.` },
  TransferProductsUnfit: { status: 400, code: 900400, describe: ({ asked }) => `targetProductTypes: of ${list(asked)} nothing is moved; only OnlineServicesNCE is.` },
  TransfersWaiting: { status: 409, code: 900104, describe: ({ most }) => `${most} requests of yours to this source for this customer wait for their answers already.` },
  TransferProductUnfit: {
    status: 400,
    code: 800078,
    codeOf: ({ productType }) => (productType === 'AzureReservation' || productType === 'AzureSavingsPlan' ? 900145 : productType === 'SaaS' ? 900146 : 800078),
    describe: ({ subscriptionId, productType }) => `The subscription ${subscriptionId} cannot be transferred: ${productType} is not moved.`,
  },
  TransferOfAzure: { status: 403, code: 900139, describe: ({ subscriptionId }) => `A transfer with an Azure subscription, ${subscriptionId}, cannot be accepted.` },
  // No code is published: one of our own.
  TransferOfferOutdated: {
    status: 400,
    code: 990362,
    describe: ({ subscriptionIds }) => `The target was shown better terms of ${list(subscriptionIds)} than it would get now (price, licences, plan or end of the term): offer them again.`,
  },
  TransferLineTwice: { status: 400, code: 800078, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is named twice.` },
  // No codes are published for the own API's support requests: the general ones.
  SupportRequestNotFound: { status: 404, code: 1000, describe: ({ requestId }) => `There is no support request ${requestId}.` },
  SupportRequestDecided: { status: 400, code: 800042, describe: ({ requestId, status }) => `The support request ${requestId} is ${status} already.` },
  SupportNotNeeded: { status: 400, code: 800042, describe: ({ subscriptionId, until }) => `The subscription ${subscriptionId} can be cancelled until ${until} without a support request.` },
  RefundTooLarge: { status: 400, code: 800002, describe: ({ refund, most }) => `refund: ${refund} is more than the running cycle cost, ${most}.` },
  ParkedNotFound: { status: 404, code: 1000, describe: ({ parkedId }) => `Nothing is parked under ${parkedId}.` },
  AzurePlanNotFound: { status: 404, code: 20003, describe: ({ planId }) => `There is no Azure plan ${planId}.` },
  EntitlementNotFound: { status: 404, code: 800111, describe: ({ entitlementId }) => `There is no Azure subscription ${entitlementId} under this plan.` },
  CancellationReasonUnknown: { status: 400, code: 900307, describe: ({ given }) => `cancellationReason: "${given}" is none; the one known is compromise.` },
  EntitlementNotReactivable: { status: 400, code: 900337, describe: ({ entitlementId }) => `The Azure subscription ${entitlementId} cannot be taken up again: its plan is suspended.` },
  AzurePlanInUse: { status: 403, code: 900115, describe: ({ planId, active }) => `The Azure plan ${planId} cannot be suspended: ${active} Azure subscriptions are active under it.` },
  AzurePlanMemberFixed: { status: 400, code: 800042, describe: ({ member }) => `Not supported: of an Azure plan, or subscription, ${member} cannot be changed.` },
  // The own API's; no codes are published for them: those of a subscription that is not active, and of too many.
  AzurePlanSuspended: { status: 400, code: 800012, describe: ({ planId }) => `The Azure plan ${planId} is suspended.` },
  TooManyAzureSubscriptions: { status: 403, code: 800066, describe: ({ planId, most }) => `The Azure plan ${planId} has ${most} Azure subscriptions, the most it may have.` },
  NoLegacyAzure: { status: 403, code: 900108, describe: ({ customerId }) => `The customer ${customerId} has no Azure subscription of the older offer with this partner.` },
  AzureUpgradeCompleted: { status: 400, code: 900110, describe: ({ customerId }) => `The Azure subscriptions of the customer ${customerId} have moved already.` },
  AzureUpgradeNotFound: { status: 404, code: 900106, describe: ({ upgradeId }) => `There is no upgrade request ${upgradeId}.` },
  AzureUpgradeOfOther: { status: 400, code: 900111, describe: ({ upgradeId }) => `The upgrade request ${upgradeId} is not this customer's.` },
  AzurePlanNotSold: { status: 400, code: 900107, describe: ({ market }) => `The Azure plan is not sold in the market ${market}.` },
  ExtendedQuantityFixed: { status: 400, code: 800095, describe: ({ subscriptionId }) => `The number of licences of ${subscriptionId} cannot be changed during its extended service term.` },
  NotWithAutoRenew: { status: 400, code: 800042, describe: ({ subscriptionId }) => `Not supported: choosing what follows the term of ${subscriptionId} while it renews; turn autoRenewEnabled off first.` },
  NoExtendedService: { status: 400, code: 800042, describe: ({ subscriptionId, termEnd }) => `Not supported: no extended service term follows the term of ${subscriptionId} that ends on ${termEnd}.` },
  TrialQuantityFixed: { status: 400, code: 800095, describe: ({ subscriptionId }) => `The number of licences of the trial ${subscriptionId} cannot be changed.` },
  RenewalInProgress: {
    status: 409,
    code: 900278,
    describe: ({ since }) => `The subscription is being renewed since ${since}: try again in two minutes.`,
    headers: () => ({ 'Retry-After': RENEWAL_RETRY_SECONDS }),
  },
  // Refusal documented, code not: 900280 is "currently not updatable".
  ReadOnlyDuringRenewal: { status: 400, code: 900280, describe: ({ member, since }) => `${member} is read-only while the subscription is being renewed (since ${since}).` },
  // Not documented; waiting does not help, so it is no pending operation (900278).
  RenewalParked: {
    status: 400,
    code: 900280,
    describe: ({ subscriptionId, since }) => `The renewal of ${subscriptionId}, due since ${since}, failed for a day and was given up: nothing of it can be changed until the operator releases it.`,
  },
  CannotAutoRenew: { status: 400, code: 800093, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} cannot renew by itself.` },
  NotDue: { status: 400, code: 900280, describe: ({ dueAt }) => `Nothing is due before ${dueAt}.` },

  // Overage.
  OverageNotManageable: { status: 403, code: 800114, describe: ({ service, problem }) => `The caller may not manage the overage of ${service}: ${overageProblems[problem]}.` },
  OverageHeldByOther: { status: 403, code: 800115, describe: ({ service }) => `The overage of ${service} is another partner's: it moves after source, target and customer agreed to a hand-over and the source set None.` },
  AzureSubscriptionNotFound: { status: 404, code: 800111, describe: ({ azureSubscriptionId }) => `There is no Azure subscription ${azureSubscriptionId}.` },
  AzureSubscriptionNotActive: { status: 400, code: 800012, describe: ({ azureSubscriptionId, status }) => `The Azure subscription ${azureSubscriptionId} is ${status}, not active.` },
  NotAzureSubscription: { status: 400, code: 800011, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is no Azure subscription.` },
  LegacyAzureHeld: { status: 403, code: 800112, describe: ({ customerId }) => `The customer ${customerId} has subscriptions of the older Azure offer: move them to the Azure plan first.` },
  // No codes are published for the hand-over, which is the own API's: those of transfers where they fit, else the general ones.
  OverageNotAssigned: { status: 404, code: 1000, describe: ({ service }) => `No partner has the overage of ${service}: the first to assign it gets it.` },
  HandoverNotFound: { status: 404, code: 1000, describe: ({ handoverId }) => `There is no hand-over ${handoverId}.` },
  HandoverToHolder: { status: 400, code: 900148, describe: ({ partnerTenantId }) => `toPartnerTenantId: the partner ${partnerTenantId} has it already.` },
  HandoverTargetUnrelated: { status: 403, code: 20002, describe: ({ partnerTenantId }) => `toPartnerTenantId: there is no accepted reseller relationship of the partner ${partnerTenantId} with the customer.` },
  HandoverUnderWay: { status: 400, code: 800042, describe: ({ handoverId }) => `The hand-over ${handoverId} to another partner is under way.` },
  HandoverNotPending: { status: 400, code: 800042, describe: ({ handoverId, status }) => `The hand-over ${handoverId} is ${status}, not pending.` },
};

const SOURCE = 'NextTerm';
const LONGEST_DESCRIPTION = 1024;

const errorBody = (code: number, description: string, source = SOURCE): ErrorBody => ({
  code,
  description: description.length <= LONGEST_DESCRIPTION ? description : `${description.slice(0, LONGEST_DESCRIPTION - 1)}…`,
  data: [],
  source,
});

/** A refusal as the contract answers it. */
export const wireError = (refusal: Refusal): WireError => {
  const row = table[refusal.kind] as Row<Refusal>;
  const code = row.codeOf?.(refusal) ?? row.code;
  return { status: row.status, headers: row.headers?.(refusal) ?? {}, body: { ...errorBody(code, row.describe(refusal), row.source), ...(row.extended && { errorMessageExtended: `InternalErrorCode=${code}` }) } };
};

/** What went wrong inside. The details are in the log under the correlation id; here they would help only an attacker. */
export const unexpectedError = (correlationId: string): WireError => ({
  status: 500,
  headers: {},
  body: errorBody(800003, `Something unexpected happened. Its correlation id is ${correlationId}.`),
});

/** Tokens cannot be judged: 401 would tell the client that its token is bad. */
export const signingKeysUnavailableError: WireError = {
  status: 503,
  headers: { 'Retry-After': SHORT_RETRY_SECONDS },
  body: errorBody(900192, "The token issuer's keys cannot be read at the moment. Repeat the request with the same MS-RequestId."),
};

/** Nothing can be done before the operator has put the settings right: which they are is on the health page, and in the log. Published clients repeat a 503; there is no code for it but that of "try again". */
export const settingsWrongError = (correlationId: string): WireError => ({
  status: 503,
  headers: { 'Retry-After': SETTINGS_RETRY_SECONDS },
  body: errorBody(900192, `NextTerm is not set up: some of its settings are missing or wrong, and /nextterm/v1/health says which. Nothing was stored. The correlation id is ${correlationId}.`),
});
