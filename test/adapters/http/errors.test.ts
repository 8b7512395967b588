import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Refusal } from '../../../src/app/refusals';
import { instant } from '../../../src/kernel/instant';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { errorTable, signingKeysUnavailableError, unexpectedError, wireError } from '../../../src/adapters/http/errors';
import { type Rows } from '../../../src/adapters/http/errors/row';
import { wireCartLineError } from '../../../src/adapters/http/cartLineErrors';
import { type CartLineError } from '../../../src/domain/order/state';

type Sample<R extends Refusal> = { [K in R['kind']]: { refusal: Omit<Extract<R, { kind: K }>, 'kind'>; status: number; code: number; says: string; headers?: Record<string, string>; source?: string; also?: object } };

const ID = 'c3f1a2d4-5b60-4c8e-8a11-0d9e7b34f520';
const ITEM = 'NCPX7K2M9QH4:0001:NCAV3T8R1ZW6';
const at = instant('2026-03-01T00:00:00.000Z');
const line = { lineItemNumber: 2 };
const sku = { productId: 'NCPX7K2M9QH4', skuId: '0001' };

// Statuses and codes as the contract publishes them, written out by hand.
const samples: Sample<Refusal> = {
  TokenMissing: { refusal: {}, status: 401, code: 400, says: 'bearer token', headers: { 'WWW-Authenticate': 'Bearer realm="nextterm"' } },
  TokenInvalid: { refusal: { reason: 'expired' }, status: 401, code: 400, says: '(expired)', headers: { 'WWW-Authenticate': 'Bearer realm="nextterm", error="invalid_token"' } },
  RoleNotSufficient: { refusal: { roles: ['helpdesk_agent'], permission: 'carts.write' }, status: 403, code: 900150, says: "(helpdesk_agent) do not carry the right carts.write" },
  UserRequired: { refusal: {}, status: 403, code: 900329, says: 'app-only' },
  UserContextMissing: { refusal: {}, status: 400, code: 800002, says: 'send a token with a user' },
  CustomerIdMalformed: { refusal: { customerId: 'zonne' }, status: 400, code: 900118, says: '"zonne"' },
  InputInvalid: { refusal: { problems: ['quantity: is required', 'id: must be a GUID'] }, status: 400, code: 800002, says: 'quantity: is required; id: must be a GUID.' },
  EnumValueUnknown: { refusal: { member: 'billingCycle', value: 'weekly', allowed: ['monthly', 'annual'] }, status: 400, code: 900126, says: 'billingCycle: "weekly" is none of monthly, annual' },
  QueryUnknown: { refusal: { names: ['top', '$skip'], taken: ['size', 'filter'] }, status: 400, code: 800002, says: 'unknown here: top, $skip. This call takes size, filter.' },
  NotAcceptable: { refusal: { accept: 'application/xml', forms: ['application/json', 'text/csv'] }, status: 406, code: 800042, says: 'Accept: application/xml names nothing that this call answers in; application/json, text/csv is.' },
  HeaderMissing: { refusal: { header: 'If-Match' }, status: 400, code: 800002, says: 'If-Match' },
  MediaTypeNotSupported: { refusal: { what: 'no JSON (Unexpected token), but text/xml', takes: { header: 'Accept', values: ['application/json'] } }, status: 415, code: 800002, says: 'it is no JSON (Unexpected token), but text/xml. What is taken: application/json.', headers: { Accept: 'application/json' } },
  BodyTooLarge: { refusal: { most: 10 }, status: 413, code: 800002, says: 'larger than 10 bytes' },
  BodyNotJson: { refusal: { detail: 'Unexpected token' }, status: 400, code: 800002, says: 'not JSON: Unexpected token' },
  ResourceNotFound: { refusal: {}, status: 404, code: 1000, says: 'under /v1' },
  LengthRequired: { refusal: {}, status: 411, code: 800002, says: 'Content-Length' },
  MethodNotAllowed: { refusal: { method: 'DELETE', allowed: ['GET', 'PATCH'] }, status: 405, code: 800042, says: 'DELETE', headers: { Allow: 'GET, PATCH' } },
  OperationNotHere: { refusal: { title: 'Get margins', isPlanned: true, why: 'margins are not built' }, status: 501, code: 800042, says: '"Get margins" is not here yet: margins are not built.' },
  SupportContactNotPartnered: { refusal: { named: '4391507' }, status: 400, code: 900154, says: '4391507: neither the caller nor one of its resellers' },
  RequestIdReused: { refusal: { requestId: ID }, status: 400, code: 800002, says: ID },
  EtagStale: { refusal: { given: 'old', current: 'new' }, status: 400, code: 2055, says: 'old is no longer valid; the resource now has new' },
  OperationNotSupported: { refusal: { what: 'preview of this' }, status: 400, code: 800042, says: 'preview of this' },
  TooMuchContention: { refusal: {}, status: 409, code: 800082, says: 'try again', headers: { 'Retry-After': '5' } },
  TooManyCalls: { refusal: { retryAfterSeconds: 41 }, status: 429, code: 800082, says: 'Try again in 41 seconds', headers: { 'Retry-After': '41' } },
  TooManyWaiting: { refusal: {}, status: 429, code: 800082, says: 'try again', headers: { 'Retry-After': '5' } },
  RowUnreadable: { refusal: { what: 'subscription' }, status: 500, code: 800094, says: 'the operator has been told' },
  OrderTooLarge: { refusal: { rows: 110, most: 97 }, status: 400, code: 800002, says: '97 fit one order' },
  ChargeLineNotFound: { refusal: { subscriptionId: ID, version: 3, number: 1 }, status: 404, code: 1000, says: 'no charge line 1 of its version 3' },
  UsageLineNotFound: { refusal: { subscriptionId: ID, lineId: 'a|b|0', month: calendarDate('2021-06-01') }, status: 404, code: 1000, says: 'no charge line a|b|0 of 2021-06' },
  StatementMonthAhead: { refusal: { month: calendarDate('2021-08-01'), latest: calendarDate('2021-06-01') }, status: 400, code: 800002, says: '2021-08 has not begun: the latest statement is that of 2021-06' },
  StatementBeforeLedger: { refusal: { month: calendarDate('2021-06-01'), first: calendarDate('2021-08-01') }, status: 404, code: 1000, says: 'no statement of 2021-06: the books begin with 2021-08' },
  ReceiptNotFound: { refusal: { invoiceId: 'G000000012', receiptId: '123' }, status: 404, code: 1000, says: 'no receipt 123: no tax receipts are issued here' },
  InvoiceLinesDiffer: { refusal: { invoiceId: 'G000000012', invoiced: 3, found: 2 }, status: 500, code: 800094, says: 'has 3 lines, and the ledger has 2' },
  ForecastTooLarge: { refusal: { parts: 10 }, status: 400, code: 800042, says: 'more than 10 parts. Ask for it as JSON' },
  FileTooLarge: { refusal: { lines: 100, bytes: 2000, isCompressed: false, exportAt: '/v1.0/x' }, status: 400, code: 800042, says: 'at most 100 lines, and 2000 bytes as it is sent. Ask for its export: POST /v1.0/x. With Accept-Encoding: gzip more lines fit one answer. With size' },
  WebhookNotFound: { refusal: { webhookId: ID }, status: 404, code: 1000, says: `no webhook ${ID}` },
  WebhooksTooMany: { refusal: { most: 20 }, status: 400, code: 800042, says: 'at most 20 webhooks' },
  WebhookUrlUnfit: { refusal: { problem: 'must be an https address' }, status: 400, code: 800002, says: 'address must be an https address' },
  WebhookEventUnknown: { refusal: { name: 'subscription-renewed', known: ['test-created', 'subscription-updated'] }, status: 400, code: 800002, says: '"subscription-renewed" is none of' },
  WebhookRegistered: { refusal: {}, status: 409, code: 800042, says: 'replace it with PUT' },
  WebhookNotRegistered: { refusal: {}, status: 404, code: 1000, says: 'There is no registration' },
  ValidationEventNotRegistered: { refusal: {}, status: 400, code: 800042, says: 'does not name test-created' },
  ValidationEventsTooMany: { refusal: { most: 2, retryAfterSeconds: 31 }, status: 429, code: 800082, says: 'At most 2 test events', headers: { 'Retry-After': '31' } },
  ValidationEventNotFound: { refusal: { correlationId: ID }, status: 404, code: 1000, says: `no test event ${ID}` },
  WebhookUnsubscribed: { refusal: { webhookId: ID }, status: 400, code: 800042, says: 'subscribe it again with PUT' },
  DeadLetterNotFound: { refusal: { eventId: 'e2a5:3' }, status: 404, code: 1000, says: 'e2a5:3 was not given up' },
  NotificationNotFound: { refusal: { notificationId: '20210618T100000000Z-5f0d' }, status: 404, code: 1000, says: 'no notification 20210618T100000000Z-5f0d' },
  MailNotSet: { refusal: {}, status: 400, code: 800042, says: 'NEXTTERM_MAIL is not set' },
  ExportNotFound: { refusal: { exportId: ID }, status: 404, code: 1000, says: `no export ${ID}` },
  ExportExpired: { refusal: { exportId: ID, expiresAt: instant('2026-03-02T10:00:00Z') }, status: 410, code: 1000, says: 'expired at 2026-03-02T10:00:00.000Z' },
  InvoiceNotFound: { refusal: { invoiceId: 'G000000012' }, status: 404, code: 1000, says: 'no invoice G000000012' },
  StorageUnavailable: { refusal: {}, status: 503, code: 900192, says: 'same MS-RequestId', headers: { 'Retry-After': '5' } },

  PartnerUnknown: { refusal: { tenantId: ID }, status: 403, code: 2032, says: ID },
  MustGoThroughProvider: { refusal: { partnerId: '6120099', providers: ['6120045'] }, status: 403, code: 900308, says: 'go through the indirect provider (PartnerID 6120045)' },
  ProgrammeStatusRestricted: { refusal: { partnerId: '6120045', partnerKind: 'direct_bill' }, status: 403, code: 900149, says: 'restricted' },

  ResellerNamedWrongly: { refusal: { problem: 'tenantId: must be a GUID' }, status: 400, code: 2000, source: 'PartnerApiServiceControllers', says: 'tenantId' },
  ResellerNotNamed: { refusal: {}, status: 400, code: 2001, source: 'ComplianceController', says: 'mpnId or by tenantId' },
  MarketNotImported: { refusal: { market: 'DE' }, status: 404, code: 1000, says: 'Nothing is imported for the market DE' },
  FilesNotReadable: { refusal: { problems: ['a.csv, line 2: is short'], found: 7 }, status: 400, code: 3000, says: 'Nothing was imported: 7 problems. a.csv, line 2: is short' },
  NothingToImport: { refusal: {}, status: 400, code: 3000, says: 'Import a price sheet first' },
  ImportOvertaken: { refusal: { market: 'NL' }, status: 409, code: 800082, says: 'changed the market NL', headers: { 'Retry-After': '5' } },
  ImportIdUsed: { refusal: { importId: ID }, status: 409, code: 800042, says: `${ID} is the id of another import` },
  ImportNotFound: { refusal: { importId: ID }, status: 404, code: 1000, says: `Nothing was imported under ${ID}` },
  PartnerNotFound: { refusal: { tenantId: ID }, status: 404, code: 1000, says: `no partner with the tenant ${ID}` },
  PartnerMemberFixed: { refusal: { tenantId: ID, member: 'currency', stands: 'EUR', asked: 'USD' }, status: 409, code: 800042, says: `currency: of the partner ${ID} it is EUR and cannot become USD. One that nothing needs yet can be removed and, 2 minutes later, put anew` },
  PartnerCountryUnknown: { refusal: { country: 'XX' }, status: 400, code: 3000, says: 'country: XX is no country' },
  PartnerCurrencyUnknown: { refusal: { currency: 'EUX' }, status: 400, code: 3000, says: 'currency: EUX is no currency' },
  PartnerTenantTaken: { refusal: { tenantId: ID, by: 'customer' }, status: 409, code: 800042, says: `The tenant ${ID} is a customer's` },
  PartnerIdTaken: { refusal: { partnerId: '5310388', byTenantId: ID }, status: 409, code: 800042, says: `5310388 is that of the partner ${ID}` },
  PartnerDomainTaken: { refusal: { domain: 'havn.example' }, status: 409, code: 800042, says: 'havn.example is that of another partner' },
  PartnerSlugTaken: { refusal: { slug: 'havn' }, status: 409, code: 800042, says: 'slug: havn' },
  ProviderUnknown: { refusal: { partnerId: '5310412' }, status: 400, code: 3000, says: 'no indirect provider has the PartnerID 5310412' },
  ProviderFull: { refusal: { partnerId: '5310412', most: 1000 }, status: 409, code: 800042, says: '5310412 has 1000 resellers' },
  PartnerStillUsed: { refusal: { tenantId: ID, by: 'customers', provider: '5310412' }, status: 409, code: 800042, says: `${ID} is still needed: it has customers with the provider 5310412` },
  ResellersSetElsewhere: { refusal: { tenantId: ID }, status: 400, code: 3000, says: 'as partners of their own' },
  PartnerIdUnknown: { refusal: { partnerId: '6120045' }, status: 400, code: 2200, source: 'PartnerFD', says: '6120045' },
  ResellerRegionDiffers: { refusal: { partnerId: '6120045', country: 'US', providerCountry: 'NL' }, status: 400, code: 2201, source: 'PartnerFD', says: '6120045 (US)' },
  ResellerAgreementNotSigned: { refusal: { partnerId: '6120045' }, status: 400, code: 2203, source: 'PartnerFD', says: '6120045 has not signed' },
  NotIndirectReseller: { refusal: { partnerId: '6120045' }, status: 400, code: 2204, source: 'PartnerFD', says: '6120045' },
  ResellerTenantUnknown: { refusal: { tenantId: ID }, status: 400, code: 2205, source: 'PartnerFD', says: ID },
  ResellerTenantNotSigned: { refusal: { tenantId: ID }, status: 400, code: 2206, source: 'PartnerFD', says: `${ID} has not signed` },
  MpnProfileNotFound: { refusal: { partnerId: '6120045' }, status: 404, code: 3000, source: 'PartnerFD', says: '6120045' },

  CustomerNotFound: { refusal: { customerId: ID }, status: 404, code: 60003, says: ID },
  NoRelationship: { refusal: { customerId: ID }, status: 403, code: 20002, says: ID },
  AgreementNotConfirmed: { refusal: { customerId: ID }, status: 403, code: 13605, says: 'attest it first' },
  AgreementDateInFuture: { refusal: { dateAgreed: '2027-01-01' }, status: 400, code: 3000, says: '2027-01-01' },
  AgreementTemplateUnknown: { refusal: { templateId: ID }, status: 400, code: 3000, says: ID },
  AgreementAlreadyConfirmed: { refusal: { customerId: ID }, status: 400, code: 600061, says: ID },
  MarketNotSupported: { refusal: { country: 'XX' }, status: 400, code: 3000, says: 'XX' },
  ResellerNotPartnered: { refusal: { resellerTenantId: ID }, status: 400, code: 900154, says: ID },
  DomainTaken: { refusal: { domain: 'lelie.example' }, status: 400, code: 3000, says: 'lelie.example is taken' },
  LanguageNotSupported: { refusal: { language: 'Dutch', country: 'NL' }, status: 400, code: 3000, says: 'Dutch is no language of two letters; those of NL: nl, en' },
  CultureNotSupported: { refusal: { culture: 'fr-FR', country: 'NL' }, status: 400, code: 3000, says: 'fr-FR is no culture of NL' },
  AddressNotUsable: { refusal: { problems: ['state: is required in US'] }, status: 400, code: 3000, says: 'state: is required in US.' },
  CountryFixed: { refusal: { country: 'NL', asked: 'SE' }, status: 400, code: 3000, says: 'is NL and cannot become SE' },
  RegistrationNumberNotSupported: { refusal: { country: 'US' }, status: 400, code: 600002, says: 'US takes none' },
  RegistrationNumberMissing: { refusal: { country: 'HU' }, status: 400, code: 600049, says: 'is required in HU' },
  RegistrationNumberInvalid: { refusal: { country: 'HU', pattern: '^\\d{8}$' }, status: 400, code: 600050, says: '^\\d{8}$' },
  PhoneNumberMissing: { refusal: { country: 'HU' }, status: 400, code: 600051, says: 'is required in HU' },
  CountryRulesUnknown: { refusal: { country: 'AQ' }, status: 404, code: 1000, says: 'AQ' },
  ValidationStatusNotFound: { refusal: { customerId: ID }, status: 404, code: 600074, says: ID, also: { errorMessageExtended: 'InternalErrorCode=600074' } },
  CustomerFilterInvalid: { refusal: { problem: 'Operator must be starts_with' }, status: 400, code: 3000, says: 'Operator must be starts_with' },
  RelationshipOutsideRegion: { refusal: { partnerCountry: 'NL' }, status: 403, code: 2030, says: 'A partner in NL cannot ask this customer' },
  RelationshipStands: { refusal: { partnerTenantId: ID }, status: 400, code: 800042, says: 'has accepted the relationship' },
  RelationshipNotAsked: { refusal: { partnerTenantId: ID }, status: 404, code: 1000, says: ID },
  RelationshipNotPending: { refusal: { partnerTenantId: ID, status: 'declined' }, status: 400, code: 800042, says: 'is declined, not pending' },
  RelationshipStillUsed: { refusal: { subscriptionIds: [ID] }, status: 403, code: 600006, says: ID },
  QualificationInvalid: { refusal: { problem: 'validationCode: is required' }, status: 400, code: 3000, says: 'validationCode: is required.' },
  QualificationNotFound: { refusal: { qualification: 'Education' }, status: 404, code: 1000, says: 'Education' },
  AgreementDocumentNotFound: { refusal: { templateId: ID }, status: 404, code: 1000, says: ID },
  CustomersNotDeleted: { refusal: {}, status: 400, code: 900127, says: 'integration sandbox' },

  MarketNotFound: { refusal: { market: 'XX' }, status: 400, code: 3000, says: 'XX' },
  CatalogItemIdInvalid: { refusal: { catalogItemId: 'abc' }, status: 400, code: 800002, says: '"abc"' },
  ProductNotFound: { refusal: { productId: 'P1', market: 'NL' }, status: 404, code: 400013, says: 'P1 does not exist in the market NL' },
  SkuNotFound: { refusal: { productId: 'P1', skuId: '0001', market: 'NL' }, status: 404, code: 400018, says: '0001' },
  AvailabilityNotFound: { refusal: { catalogItemId: ITEM, market: 'NL' }, status: 404, code: 400019, says: ITEM },
  SegmentNotAllowed: { refusal: { segment: 'space', allowed: ['commercial'] }, status: 403, code: 400030, says: 'space is not allowed; allowed: commercial' },
  ViewNotAllowed: { refusal: { view: 'Attic' }, status: 403, code: 400036, says: 'Attic' },
  NotSoldInMarket: { refusal: { productId: 'P1', skuId: '0001', market: 'NL', soldIn: ['SE', 'US'] }, status: 400, code: 800070, says: 'SE, US' },
  TermNotOffered: {
    refusal: { termDuration: 'P1M', billingCycle: 'annual', offered: [{ termDuration: 'P1M', billingCycle: 'monthly' }] },
    status: 400,
    code: 900269,
    says: 'P1M with the billing cycle annual is not offered; offered: P1M monthly',
  },
  CurrencyNotListed: { refusal: { currency: 'GBP', market: 'NL', listed: [] }, status: 400, code: 900169, says: 'there are in: none' },
  NotOnSale: {
    refusal: { productId: 'P1', skuId: '0001', at, soldUntil: instant('2026-02-01T00:00:00.000Z') },
    status: 403,
    code: 2091,
    says: 'not on sale at 2026-03-01T00:00:00.000Z; it was until 2026-02-01T00:00:00.000Z.',
  },

  AlreadyHeld: { refusal: { productId: 'P1', skuId: '0001', limit: 1, scope: 'concurrent' }, status: 403, code: 800089, says: 'already holds what is allowed of P1:0001: 1 per customer' },
  HeldSuspended: { refusal: { productId: 'P1', skuId: '0001', subscriptionId: ID }, status: 403, code: 800089, says: `reactivate the subscription ${ID} instead` },
  SegmentNotEligible: { refusal: { productId: 'P1', skuId: '0001', segment: 'education', customerSegment: 'commercial' }, status: 400, code: 800086, says: "is for the segment education; the customer's is commercial" },
  NotInProgramme: { refusal: { productId: 'P1', skuId: '0001' }, status: 403, code: 2085, says: 'does not sell P1:0001 through the programme' },
  ExclusiveToOthers: { refusal: { productId: 'P1', skuId: '0001' }, status: 403, code: 2006, says: 'P1:0001 is exclusive' },
  NotTransactable: { refusal: { productId: 'P1', skuId: '0001' }, status: 403, code: 2085, says: 'P1:0001 cannot be transacted here' },
  OfferNotTraditional: { refusal: { offerId: ID, market: 'NL' }, status: 400, code: 2100, says: 'read products and SKUs instead' },
  PromotionNotFound: { refusal: { promotionId: ITEM, market: 'NL' }, status: 404, code: 1000, says: `no promotion ${ITEM} in the market NL` },
  PriceSheetNotFound: { refusal: { market: 'NL', view: 'updatedlicensebased', period: '202601' }, status: 404, code: 1000, says: 'updatedlicensebased of the market NL for 202601' },
  OfferMatrixNotFound: { refusal: { month: '209901' }, status: 404, code: 1000, says: '209901' },

  CartNotFound: { refusal: { cartId: ID }, status: 404, code: 800008, says: ID },
  CartAlreadySubmitted: { refusal: { cartId: ID }, status: 400, code: 800065, says: ID },
  CartPricesRisen: {
    refusal: {
      cartId: ID,
      risen: [
        {
          lineId: 3,
          isRisen: true,
          currency: 'EUR',
          shown: { pricing: { listPrice: '349.44', discountedPrice: '349.44', proratedPrice: '349.44', price: '349.44', extendedPrice: '3494.40' } },
          now: { pricing: { listPrice: '384', discountedPrice: '384', proratedPrice: '384', price: '384', extendedPrice: '3840.00' } },
        },
      ],
    },
    status: 400,
    code: 990361,
    says: 'line 3 from 3494.40 to 3840.00 EUR. Read the cart again, or check it out with acceptPrices=true',
  },
  CartHasLineErrors: { refusal: { cartId: ID, errors: [{ kind: 'ResellerNotAllowed' }] }, status: 400, code: 800009, says: 'names no reseller' },
  CartWithoutLines: { refusal: {}, status: 400, code: 800002, says: 'lineItems' },
  SaasCancelledElsewhere: { refusal: { orderId: 'abc', subscriptionId: ID }, status: 403, code: 800077, says: ID },
  LicencesCancelledElsewhere: { refusal: { orderId: 'abc', subscriptionId: ID }, status: 400, code: 800063, says: ID },
  OrderHasInactive: { refusal: { orderId: ID, subscriptionId: ID, status: 'suspended' }, status: 400, code: 6000, says: 'is suspended' },
  OrderNotInSync: { refusal: { orderId: ID, subscriptionIds: ['a', 'b'] }, status: 400, code: 800072, says: 'would stay on the old one' },
  BillingCycleNotSold: { refusal: { orderId: ID, subscriptionId: ID, billingCycle: 'triennial' }, status: 400, code: 6001, says: 'not sold triennial' },
  OrderNotCancellable: { refusal: { orderId: 'abc', title: 'Business Premium Trial' }, status: 403, code: 800019, says: 'Business Premium Trial is no software' },
  CancelledThroughOrder: { refusal: { subscriptionId: ID, orderId: 'abc' }, status: 400, code: 800062, says: 'PATCH its order abc' },
  OfferNeverCancelled: { refusal: { subscriptionId: ID, title: 'SUSE Linux' }, status: 400, code: 800061, says: 'SUSE Linux' },
  SoftwareQuantityFixed: { refusal: { subscriptionId: ID }, status: 400, code: 800095, says: ID },
  MeteredWithoutSeats: { refusal: { subscriptionId: ID }, status: 403, code: 800027, says: 'has no seats' },
  PerpetualNotSuspended: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: ID },
  OrderMemberFixed: { refusal: { member: 'lineItems[0].quantity', stored: '5' }, status: 400, code: 800042, says: 'lineItems[0].quantity of an order cannot be changed; it is 5.' },
  LineIdsRepeated: { refusal: { ids: [0, 4] }, status: 400, code: 800071, says: 'on more than one stand: 0, 4.' },
  LineNumbersInvalid: { refusal: { expectedUpTo: 2 }, status: 400, code: 800071, says: '0 to 2' },
  PartnerAttestationMissing: { refusal: {}, status: 400, code: 900206, says: 'partnerOnRecordAttestationAccepted' },
  OrderNotFound: { refusal: { orderId: '9d41f0a7b6c2' }, status: 404, code: 20000, says: '9d41f0a7b6c2' },
  CatalogItemInvalid: { refusal: { ...line, catalogItemId: ITEM }, status: 400, code: 800004, says: `Line 2: The catalogue has no item ${ITEM}` },
  KindNotSoldHere: { refusal: { ...line, ...sku, skuKind: 'azure_plan' }, status: 400, code: 800042, says: 'azure_plan' },
  BillingPlanNotSupported: { refusal: { ...line, termDuration: 'P1Y', billingCycle: 'triennial' }, status: 400, code: 900269, says: 'Line 2: The item is not sold for the term P1Y' },
  CycleLongerThanTerm: { refusal: { ...line, termDuration: 'P1M', billingCycle: 'annual' }, status: 400, code: 900270, says: 'annual is longer than the term P1M' },
  QuantityOutsideOffer: { refusal: { ...line, quantity: 301, minimum: 1, maximum: 300 }, status: 400, code: 900275, says: 'Line 2: The quantity 301' },
  AzurePlanHeld: { refusal: { lineItemNumber: 0 }, status: 403, code: 800089, says: 'one Azure plan' },
  AzurePlanMissing: { refusal: { ...line, ...sku }, status: 400, code: 900128, says: 'needs an Azure plan' },
  AzurePlanUnused: { refusal: { ...line, ...sku }, status: 400, code: 900129, says: 'no active Azure subscription' },
  OlderAzureOfferHeld: { refusal: { lineItemNumber: 0 }, status: 403, code: 800112, says: 'older Azure offer' },
  SeatPoolExceeded: { refusal: { ...line, catalogItemId: ITEM, asked: 51, available: 50 }, status: 403, code: 800088, says: `51 licences of ${ITEM} are more than the 50 left` },
  SubscriptionsExceedLimit: { refusal: { most: 3 }, status: 403, code: 800066, says: 'may have 3 subscriptions' },
  TooManySubscriptions: { refusal: { ...line, most: 250 }, status: 403, code: 800066, says: '250 subscriptions' },
  ResellerNotAllowed: { refusal: line, status: 400, code: 800002, says: 'direct-bill partner names no reseller' },
  TooManyResellers: { refusal: { ...line, named: 6, most: 5 }, status: 400, code: 800002, says: '5 additional resellers; this one names 6' },
  AdditionalResellerWithoutFirst: { refusal: line, status: 400, code: 800002, says: 'only after' },
  ResellerNamedTwice: { refusal: { ...line, partnerId: '6120045' }, status: 400, code: 800002, says: '6120045 is named twice' },
  ResellerUnknown: { refusal: { ...line, partnerId: '6120045' }, status: 404, code: 800015, says: '6120045 does not exist' },
  ResellerNotOfProvider: { refusal: { ...line, partnerId: '6120045' }, status: 400, code: 800016, says: '6120045 is not an indirect reseller' },
  ResellerAgreementMissing: { refusal: { ...line, partnerId: '6120045' }, status: 403, code: 900123, says: '6120045 has not accepted' },
  AddOnBaseMissing: { refusal: { ...line, prerequisites: ['A:0001', 'B:0001'] }, status: 400, code: 400041, says: 'A:0001, B:0001' },
  BaseSeatsNotMet: { refusal: { ...line, asked: 51, available: 50, base: 250 }, status: 400, code: 10018, says: '250 base licences leave room for 50' },
  MinimumAddOnSeatsNotMet: { refusal: { ...line, minimum: 21, total: 20, base: 401 }, status: 400, code: 10019, says: '401 base licences need at least 21' },
  ParentNotFound: { refusal: { ...line, parentId: ID }, status: 404, code: 20003, says: ID },
  TermEndNotForProduct: { refusal: { ...line, ...sku }, status: 400, code: 900242, says: 'cannot end on a chosen day' },
  TermEndNotAllowed: { refusal: { ...line, asked: '2026-03-15' }, status: 400, code: 900242, says: 'Line 2: customTermEndDate: on 2026-03-15' },
  PriceNoLongerOffered: { refusal: { lineItemNumber: 0, catalogItemId: ITEM }, status: 404, code: 400019, says: 'update the cart' },

  SubscriptionNotFound: { refusal: { subscriptionId: ID }, status: 404, code: 20003, says: ID },
  MemberFixed: { refusal: { member: 'promotionId', stored: 'SPRING' }, status: 400, code: 800042, says: 'promotionId cannot be changed; it is SPRING.' },
  TermDurationFixed: { refusal: { subscriptionId: ID, from: 'P1M', to: 'P1Y', isTrial: false }, status: 400, code: 800042, says: 'whose running term is P1M; scheduledNextTermInstructions changes it with the next term, an upgrade at once.' },
  SubscriptionNotActive: { refusal: { subscriptionId: ID, status: 'expired' }, status: 400, code: 800012, says: 'is expired' },
  SeatsExceedWhatIsLeft: { refusal: { limit: 'base', asked: 51, available: 50 }, status: 403, code: 800088, says: '51 more licences are asked for and 50 are left' },
  NoBaseHeld: { refusal: { prerequisites: ['A:0001', 'B:0001'] }, status: 400, code: 400041, says: 'one of these, and the customer has none: A:0001, B:0001' },
  AddOnShareNotMet: { refusal: { minimum: 20, total: 19, base: 400 }, status: 400, code: 10019, says: '19 licences of the add-on; 400 base licences need at least 20' },
  PromotionSeatsNotMet: { refusal: { quantity: 4, minimum: 5, promotionId: 'P:1:A' }, status: 400, code: 2002, says: '4 is less than the 5 licences that the promotion P:1:A' },
  QuantityOutsideLimits: { refusal: { quantity: 301, minimum: 1, maximum: 300 }, status: 400, code: 2002, says: '301 lies outside what the offer allows, 1 to 300' },
  ReductionWindowClosed: {
    refusal: { requested: 3, removable: 1, nextWindowOpens: calendarDate('2027-03-10') },
    status: 400,
    code: 800090,
    says: 'reduced by 3 now: 1 can be taken off. The next window opens at renewal on 2027-03-10.',
  },
  QuantityZero: { refusal: { subscriptionId: ID }, status: 400, code: 2002, says: 'cancel' },
  ActivationAwaited: { refusal: { subscriptionId: ID }, status: 400, code: 800081, says: 'must be activated' },
  AlreadyActivated: { refusal: { subscriptionId: ID, activatedAt: at }, status: 400, code: 800041, says: 'already activated at 2026-03-01' },
  NothingToActivate: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: 'not one that is activated' },
  NotAddOnOf: { refusal: { parentId: ID, productId: 'NCPX7K2M9QH4', skuId: '0001' }, status: 400, code: 800029, says: 'does not belong to the subscription' },
  ParentNotActive: { refusal: { parentId: ID, status: 'suspended' }, status: 409, code: 27009, says: 'is suspended' },
  TooManyAddOns: { refusal: { parentId: ID, most: 20 }, status: 400, code: 900419, says: '20 add-ons' },
  TransitionNotForTraditional: { refusal: { subscriptionId: ID }, status: 403, code: 900263, says: 'no licence of new commerce' },
  MigrationOfTraditionalOnly: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: 'no traditional subscription' },
  MigrationOfBaseOnly: { refusal: { subscriptionId: ID, parentId: 'parent' }, status: 400, code: 800042, says: 'migrate parent' },
  MigrationNotOffered: { refusal: { subscriptionId: ID, title: 'Exchange' }, status: 400, code: 800042, says: 'same as Exchange' },
  MigrationAddOnUnknown: { refusal: { subscriptionId: ID, named: 'other' }, status: 400, code: 800002, says: 'names other' },
  MigrationEndNotAllowed: { refusal: { subscriptionId: ID, end: calendarDate('2026-06-29') }, status: 400, code: 900291, says: '2026-06-29' },
  MigrationEndOfFullTerm: { refusal: { subscriptionId: ID, end: calendarDate('2026-06-30') }, status: 400, code: 900292, says: 'purchaseFullTerm or customTermEndDate' },
  MigrationNotFound: { refusal: { migrationId: ID }, status: 404, code: 1000, says: ID },
  ScheduleTimeUnclear: { refusal: { subscriptionId: ID }, status: 400, code: 800002, says: 'targetDate, or migrateOnRenewal' },
  ScheduleDateOutsideTerm: { refusal: { subscriptionId: ID, date: calendarDate('2026-06-29'), from: calendarDate('2026-02-02'), to: calendarDate('2026-06-12') }, status: 400, code: 900291, says: 'from 2026-02-02 to 2026-06-12' },
  MigrationScheduledAlready: { refusal: { subscriptionId: ID, scheduleId: 'other' }, status: 409, code: 800042, says: 'Change other' },
  MigrationScheduleOver: { refusal: { scheduleId: ID, status: 'completed' }, status: 400, code: 800042, says: 'is completed' },
  MigrationScheduleNotFound: { refusal: { scheduleId: ID }, status: 404, code: 1000, says: ID },
  UpgradeOfTraditionalOnly: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: 'POST a transition instead' },
  UpgradeNotOffered: { refusal: { reason: 'Unsupported', toCatalogItemId: 'A:0001:B' }, status: 400, code: 900141, says: 'A:0001:B' },
  MoreThanTheSourceHas: { refusal: { quantity: 5, held: 4 }, status: 400, code: 900275, says: '5 licences' },
  TransitionQuantityOutsideLimits: { refusal: { quantity: 301, minimum: 1, maximum: 300 }, status: 400, code: 900275, says: '301 licences' },
  TransitionTermTooShort: { refusal: { termDuration: 'P1M', sourceTermDuration: 'P1Y' }, status: 400, code: 900267, says: 'shorter' },
  TransitionTermFixed: { refusal: { termDuration: 'P3Y', sourceTermDuration: 'P1Y' }, status: 400, code: 900268, says: 'P3Y' },
  TransitionPlanNotOffered: { refusal: { termDuration: 'P1Y', billingCycle: 'annual' }, status: 400, code: 900269, says: 'annual' },
  TargetIsSource: { refusal: { subscriptionId: ID }, status: 400, code: 900259, says: ID },
  TargetNotActive: { refusal: { subscriptionId: ID, status: 'suspended' }, status: 400, code: 900258, says: 'suspended' },
  TargetIsOtherItem: { refusal: { subscriptionId: ID, catalogItemId: 'A:0001' }, status: 400, code: 900260, says: 'A:0001' },
  TargetBeingRenewed: { refusal: { subscriptionId: ID, since: at }, status: 400, code: 900261, says: 'renewed' },
  TargetInWindow: { refusal: { subscriptionId: ID, until: '2026-03-10T00:00:00.000Z' }, status: 400, code: 900280, says: '2026-03-10' },
  TargetTermDiffers: { refusal: { subscriptionId: ID, termDuration: 'P3Y', sourceTermDuration: 'P1Y' }, status: 400, code: 900267, says: 'P3Y' },
  TargetEndsBeforeSource: { refusal: { subscriptionId: ID, termEnd: calendarDate('2026-05-03'), sourceTermEnd: calendarDate('2026-06-03') }, status: 400, code: 900236, says: '2026-05-03' },
  CancellationWindowClosed: { refusal: { subscriptionId: ID, hours: 168, closedAt: instant('2026-03-10T09:00:00Z'), nextWindowOpens: calendarDate('2027-03-10') }, status: 400, code: 900117, says: '7 days' },
  StatusNotReachable: { refusal: { subscriptionId: ID, from: 'deleted', to: 'active' }, status: 400, code: 2011, says: 'cannot become active' },
  SubscriptionSuspended: { refusal: { subscriptionId: ID }, status: 400, code: 800091, says: 'resume' },
  TrialStatusFixed: { refusal: { subscriptionId: ID }, status: 400, code: 800096, says: 'trial' },
  AddOnsAttached: { refusal: { subscriptionId: ID, addOnIds: ['5b0e6f2a'] }, status: 400, code: 800063, says: '5b0e6f2a' },
  FamilyTooLarge: { refusal: { subscriptionId: ID, rows: 98, most: 97 }, status: 400, code: 800042, says: '98 entries where 97 fit. Suspend some of the add-ons first' },
  MembersContradict: { refusal: { members: ['status', 'quantity'] }, status: 400, code: 800002, says: 'status and quantity' },
  BillingCycleFixed: { refusal: { billingCycle: 'annual' }, status: 400, code: 2054, says: 'nextChargeInstructions' },
  PartnerOfRecordFixed: { refusal: {}, status: 400, code: 800098, says: 'directly' },
  RecordResellerUnknown: { refusal: { partnerId: '517285' }, status: 404, code: 800015, says: '517285' },
  RecordResellerInvalid: { refusal: { partnerId: '517285' }, status: 400, code: 800016, says: '517285' },
  RecordResellerUnsigned: { refusal: { partnerId: '517285' }, status: 403, code: 900123, says: '517285' },
  ScheduleNeedsAutoRenew: { refusal: { subscriptionId: ID }, status: 400, code: 800093, says: 'autoRenewEnabled' },
  NothingScheduledFor: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: 'scheduled' },
  PlannedProductUnknown: { refusal: { missing: 'sku', productId: 'A', skuId: '0001', availabilityId: 'B' }, status: 404, code: 400018, says: 'A:0001:B' },
  PlannedProductNotATarget: { refusal: { catalogItemId: 'A:0001:B' }, status: 400, code: 900141, says: 'A:0001:B' },
  PlannedPlanNotOffered: { refusal: { termDuration: 'P1Y', billingCycle: 'annual' }, status: 400, code: 900269, says: 'annual' },
  PlannedEndNotForProduct: { refusal: { end: calendarDate('2026-05-03') }, status: 400, code: 900244, says: '2026-05-03' },
  PlannedEndOutsideTerm: { refusal: { end: calendarDate('2026-05-03'), start: calendarDate('2026-06-03') }, status: 400, code: 900245, says: '2026-06-03' },
  PlannedEndDrifts: { refusal: { end: calendarDate('2026-05-29') }, status: 400, code: 900245, says: '2026-05-29' },
  PlannedEndMatchesNothing: { refusal: { end: calendarDate('2026-05-03') }, status: 400, code: 900246, says: '2026-05-03' },
  PlannedPromotionUnknown: { refusal: { promotionId: 'P:1' }, status: 400, code: 27007, says: 'P:1' },
  BillingCycleNotChangeable: { refusal: { termDuration: 'P1Y', from: 'monthly', to: 'annual' }, status: 400, code: 900269, says: 'P3Y' },
  NextChargeOtherProduct: { refusal: { productId: 'A', skuId: '0001' }, status: 400, code: 900141, says: 'A:0001' },
  TransferNotFound: { refusal: { transferId: ID }, status: 404, code: 900100, says: ID },
  TransferToSelf: { refusal: { partnerTenantId: ID }, status: 400, code: 900148, says: 'source' },
  TransferSourceUnrelated: { refusal: { partnerTenantId: ID }, status: 400, code: 900400, says: ID },
  TransfersWaiting: { refusal: { most: 10 }, status: 409, code: 900104, says: '10 requests' },
  TransferNotYours: { refusal: { needed: 'source' }, status: 403, code: 900150, says: 'source' },
  TransferInProgress: { refusal: { transferId: ID }, status: 409, code: 900101, says: 'in progress', headers: { 'Retry-After': '120' } },
  TransferOver: { refusal: { transferId: ID, status: 'Expired' }, status: 400, code: 900102, says: 'Expired' },
  TransferLineUnfit: { refusal: { subscriptionId: ID, obstacle: 'Trial' }, status: 400, code: 800078, says: 'trial' },
  TransferProductsUnfit: { refusal: { asked: ['AzureSubscription'] }, status: 400, code: 900400, says: 'AzureSubscription' },
  TransferProductUnfit: { refusal: { subscriptionId: ID, productType: 'AzureReservation' }, status: 400, code: 900145, says: 'AzureReservation' },
  TransferOfAzure: { refusal: { subscriptionId: ID }, status: 403, code: 900139, says: ID },
  TransferOfferOutdated: { refusal: { subscriptionIds: [ID] }, status: 400, code: 990362, says: `better terms of ${ID} than it would get now` },
  TransferLineTwice: { refusal: { subscriptionId: ID }, status: 400, code: 800078, says: 'twice' },
  SupportRequestNotFound: { refusal: { requestId: ID }, status: 404, code: 1000, says: ID },
  SupportRequestDecided: { refusal: { requestId: ID, status: 'granted' }, status: 400, code: 800042, says: 'granted' },
  SupportNotNeeded: { refusal: { subscriptionId: ID, until: '2026-03-10T00:00:00.000Z' }, status: 400, code: 800042, says: '2026-03-10' },
  NothingRedundant: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: 'UPG-8: nothing' },
  RefundTooLarge: { refusal: { refund: '12', most: '10.00' }, status: 400, code: 800002, says: '10.00' },
  AuditSealNotFound: { refusal: { number: 7 }, status: 404, code: 1000, says: 'no seal 7' },
  ParkedNotFound: { refusal: { parkedId: ID }, status: 404, code: 1000, says: ID },
  AzurePlanNotFound: { refusal: { planId: ID }, status: 404, code: 20003, says: ID },
  EntitlementNotFound: { refusal: { entitlementId: ID }, status: 404, code: 800111, says: ID },
  AccessDaysFixed: { refusal: { reason: 'closed', from: calendarDate('2026-02-28') }, status: 400, code: 800042, says: '2026-02-28' },
  EntitlementNotReactivable: { refusal: { entitlementId: ID }, status: 400, code: 900337, says: ID },
  AzurePlanInUse: { refusal: { planId: ID, active: 2 }, status: 403, code: 900115, says: '2 Azure subscriptions' },
  AzurePlanMemberFixed: { refusal: { member: 'quantity' }, status: 400, code: 800042, says: 'quantity' },
  AzurePlanSuspended: { refusal: { planId: ID }, status: 400, code: 800012, says: ID },
  TooManyAzureSubscriptions: { refusal: { planId: ID, most: 500 }, status: 403, code: 800066, says: '500' },
  CancellationReasonUnknown: { refusal: { given: 'mood' }, status: 400, code: 900307, says: 'mood' },
  NoLegacyAzure: { refusal: { customerId: ID }, status: 403, code: 900108, says: ID },
  AzureUpgradeCompleted: { refusal: { customerId: ID }, status: 400, code: 900110, says: ID },
  AzureUpgradeNotFound: { refusal: { upgradeId: ID }, status: 404, code: 900106, says: ID },
  AzureUpgradeOfOther: { refusal: { upgradeId: ID }, status: 400, code: 900111, says: ID },
  AzurePlanNotSold: { refusal: { market: 'XX' }, status: 400, code: 900107, says: 'XX' },
  ExtendedQuantityFixed: { refusal: { subscriptionId: ID }, status: 400, code: 800095, says: 'extended service' },
  NotWithAutoRenew: { refusal: { subscriptionId: ID }, status: 400, code: 800042, says: 'autoRenewEnabled' },
  NoExtendedService: { refusal: { subscriptionId: ID, termEnd: calendarDate('2026-05-03') }, status: 400, code: 800042, says: '2026-05-03' },
  TrialQuantityFixed: { refusal: { subscriptionId: ID }, status: 400, code: 800095, says: 'trial' },
  RenewalInProgress: { refusal: { subscriptionId: ID, since: at }, status: 409, code: 900278, says: 'two minutes', headers: { 'Retry-After': '120' } },
  RenewalParked: { refusal: { subscriptionId: ID, since: at }, status: 400, code: 900280, says: 'until the operator releases it' },
  ReadOnlyDuringRenewal: { refusal: { subscriptionId: ID, member: 'autoRenewEnabled', since: at }, status: 400, code: 900280, says: 'autoRenewEnabled is read-only' },
  CannotAutoRenew: { refusal: { subscriptionId: ID }, status: 400, code: 800093, says: ID },
  NotDue: { refusal: { dueAt: at }, status: 400, code: 900280, says: '2026-03-01T00:00:00.000Z' },
  OverageNotManageable: { refusal: { service: 'PhoneServices', problem: 'noEnablingSubscription' }, status: 403, code: 800114, says: 'PhoneServices: it has sold the customer no active subscription' },
  OverageHeldByOther: { refusal: { service: 'PhoneServices' }, status: 403, code: 800115, says: "another partner's" },
  AzureSubscriptionNotFound: { refusal: { azureSubscriptionId: ID }, status: 404, code: 800111, says: ID },
  AzureSubscriptionNotActive: { refusal: { azureSubscriptionId: ID, status: 'inactive' }, status: 400, code: 800012, says: 'is inactive, not active' },
  NotAzureSubscription: { refusal: { subscriptionId: ID }, status: 400, code: 800011, says: ID },
  LegacyAzureHeld: { refusal: { customerId: ID }, status: 403, code: 800112, says: 'older Azure offer' },
  OverageNotAssigned: { refusal: { service: 'PhoneServices' }, status: 404, code: 1000, says: 'PhoneServices' },
  HandoverNotFound: { refusal: { handoverId: ID }, status: 404, code: 1000, says: ID },
  HandoverToHolder: { refusal: { partnerTenantId: ID }, status: 400, code: 900148, says: 'has it already' },
  HandoverTargetUnrelated: { refusal: { partnerTenantId: ID }, status: 403, code: 20002, says: 'no accepted reseller relationship' },
  HandoverUnderWay: { refusal: { handoverId: ID }, status: 400, code: 800042, says: 'under way' },
  HandoverNotPending: { refusal: { handoverId: ID, status: 'expired' }, status: 400, code: 800042, says: 'is expired, not pending' },
};

const cases = Object.entries(samples).map(([kind, sample]) => ({ kind, ...sample }));

it.each(cases)('$kind is $status / $code', ({ kind, refusal, status, code, says, headers = {}, source = 'NextTerm', also = {} }) => {
  const error = wireError({ kind, ...refusal } as Refusal);
  expect(error).toEqual({ status, headers, body: { code, description: expect.stringContaining(says) as string, data: [], source, ...also } });
});

it('has the row of each refusal in the table of one room', () => {
  const folder = join(__dirname, '../../../src/adapters/http/errors');
  const rows = readdirSync(folder).flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}([A-Z]\w+): \{/gm)].map(([, kind = '']) => kind));
  expect(rows.sort()).toEqual(Object.keys(errorTable).sort());
});

it('does not compile without the row of a refusal', () => {
  type Two = { readonly kind: 'Answered' } | { readonly kind: 'Forgotten' };
  const answered = { Answered: { status: 400, code: 800002, describe: () => 'No.' } };
  // @ts-expect-error Forgotten has no row
  const rows: Rows<Two> = answered;
  expect(Object.keys(rows)).toEqual(['Answered']);
});

it('never answers a status that published clients repeat in vain', () => {
  expect(cases.filter(({ status }) => [408, 412].includes(status))).toEqual([]);
});

it('cuts a description that is too long', () => {
  const { description } = wireError({ kind: 'InputInvalid', problems: ['x'.repeat(5000)] }).body;
  expect([description.length, description.slice(0, 26), description.at(-1)]).toEqual([1024, 'The input is not valid. xx', '…']);
});

it('says of the unexpected only under which id it is logged', () => {
  expect(unexpectedError(ID)).toEqual({
    status: 500,
    headers: {},
    body: { code: 800003, description: `Something unexpected happened. Its correlation id is ${ID}.`, data: [], source: 'NextTerm' },
  });
});

it('does not blame the token when keys cannot be read', () => {
  expect([signingKeysUnavailableError.status, signingKeysUnavailableError.body.code, signingKeysUnavailableError.headers]).toEqual([503, 900192, { 'Retry-After': '5' }]);
});

describe('errors of a cart line', () => {
  it.each<{ error: CartLineError; wire: object }>([
    { error: { kind: 'CatalogItemInvalid', catalogItemId: ITEM }, wire: { errorCode: 10001, errorDescription: `The catalogue has no item ${ITEM} for this customer.` } },
    {
      error: { kind: 'BillingPlanNotSupported', termDuration: 'P1M', billingCycle: 'annual' },
      wire: { errorCode: 10013, errorDescription: 'The item is not sold for the term P1M with the billing cycle annual.' },
    },
    {
      error: { kind: 'BillingPlanNotSupported', termDuration: '', billingCycle: 'one_time' },
      wire: { errorCode: 10013, errorDescription: 'The item is not sold for the term (none) with the billing cycle one_time.' },
    },
    {
      error: { kind: 'QuantityOutsideOffer', quantity: 51, minimum: 1, maximum: 50 },
      wire: {
        errorCode: 10015,
        errorDescription: 'The quantity 51 lies outside what the offer allows: 1 to 50.',
        additionalInformation: { availableQuantity: 50, purchasedQuantity: 51 },
      },
    },
    { error: { kind: 'ResellerNotAllowed' }, wire: { errorCode: 10004, errorDescription: 'A direct-bill partner names no reseller on a line.' } },
  ])('$error.kind', ({ error, wire }) => {
    expect(wireCartLineError(error)).toEqual(wire);
  });
});
