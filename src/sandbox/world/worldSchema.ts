import { z } from 'zod';
import { partnerSchema, resellerSchema } from '../../domain/parties/partner/state';
import { parseInstant } from '../../kernel/instant';
import { sampleCustomerSchema } from '../sampleFiles';

const instantText = z.string().refine((text) => parseInstant(text) !== undefined, 'must be an instant or a day in UTC, like 2026-01-01T00:00:00Z').meta({ examples: ['2026-01-01T00:00:00Z'] });
const fileName = z.string().min(1).describe('Relative to the world file.');

const { slug, name, tenantId, partnerId, country, currency, address, programmeStatus } = partnerSchema.shape;

const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain in lower case, like contoso.onmicrosoft.com');

const partner = z.strictObject({
  slug: slug.describe('Its short name: the client ids of its roles begin with it, and this file names it by it.'),
  name,
  tenantId,
  partnerId: partnerId.describe('PartnerID (MPN id): digits, in quotes.'),
  kind: z.enum(['direct_bill', 'indirect_provider']).default('direct_bill'),
  country,
  currency: currency.describe('What it is billed in, whatever the market of the customer.'),
  address,
  programmeStatus,
  domains: z.array(domain).max(50).default([]).describe('Verified domains of its tenant.'),
  resellers: z.array(z.strictObject(resellerSchema.shape)).max(500).default([]).describe('Of an indirect provider.'),
});

const { contact, segment, relationships, resellerPartnerId, legacyAzure, ...customerShape } = sampleCustomerSchema.shape;

const legacy = legacyAzure.unwrap().shape;

const customer = z.strictObject({
  ...customerShape,
  address: z.strictObject(customerShape.address.shape),
  segment: segment.default('commercial'),
  country: z.string().regex(/^[A-Z]{2}$/).describe('Its market: which prices apply.'),
  domain,
  contact: z.strictObject(contact.shape),
  culture: z.string().default('en-US'),
  language: z.string().default('en'),
  relationships: relationships.describe('By the slug of the partner.'),
  agreements: z.array(z.strictObject({ partner: z.string(), dateAgreed: instantText })).default([]).describe('Customer agreements as partners attested them: who has none cannot be sold to.'),
  resellerPartnerId,
  legacyAzure: z.strictObject({ ...legacy, since: instantText, azureSubscriptions: z.array(z.strictObject(legacy.azureSubscriptions.element.shape)) }).optional(),
});

const catalogue = z.strictObject({
  priceSheets: z.array(fileName).min(1).describe("Price sheets in Partner Center's CSV format."),
  offerMatrices: z.array(fileName).default([]).describe("Offer matrices in Partner Center's CSV format."),
  extras: fileName.optional().describe('JSON with what neither format can say: kinds, successors, promotions, …'),
});

const portfolio = z.strictObject({
  file: fileName.describe('CSV of subscriptions that run when the world begins.'),
  partner: z.string().describe('Slug of the partner whose they are.'),
  customer: z.string().optional().describe('Tenant id or domain of the customer, where the file has no column for it.'),
});

/** A world of one's own, as its file has it: by it `npm start -- --world` fills an empty installation. */
export const worldSchema = z
  .strictObject({
    $schema: z.string().optional(),
    start: instantText.optional().describe('Where a virtual clock begins; --clock does the same. Neither: real time.'),
    partners: z.array(partner).min(1).max(500),
    customers: z.array(customer).max(20_000).default([]),
    catalogue: catalogue.optional().describe('What is sold; the catalogue of the sample world if absent.'),
    portfolios: z.array(portfolio).max(500).default([]),
  })
  .meta({ title: 'A world of NextTerm', description: 'Partners, customers, price sheets and subscriptions that `npm start -- --world FILE` loads.' });

export type WorldFile = z.output<typeof worldSchema>;

/** JSON Schema of the file, for editors; {@link worldSchema} and the checks behind it decide. */
export const worldJsonSchema = (): unknown => z.toJSONSchema(worldSchema, { io: 'input' });
