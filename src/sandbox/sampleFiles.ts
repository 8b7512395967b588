import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { partnerSchema } from '../domain/parties/partner/state';

const samplePriceSheets = ['price-sheet-nl.csv', 'price-sheet-se.csv', 'price-sheet-us.csv', 'price-sheet-marketplace.csv', 'price-sheet-software.csv'];

export const sampleCustomerSchema = z.object({
  name: z.string(),
  tenantId: z.guid(),
  domain: z.string(),
  country: z.string().length(2),
  segment: z.enum(['commercial', 'education', 'government', 'nonprofit']),
  contact: z.object({ firstName: z.string(), lastName: z.string(), email: z.string(), phoneNumber: z.string() }),
  address: z.object({ addressLine1: z.string(), city: z.string(), postalCode: z.string(), country: z.string().length(2) }),
  culture: z.string(),
  language: z.string(),
  /** By the partner's slug. */
  relationships: z.record(z.string(), z.enum(['accepted', 'pending'])),
  agreements: z.array(z.object({ partner: z.string(), dateAgreed: z.string() })),
  /** PartnerID of the indirect reseller it is sold through. */
  resellerPartnerId: z.string().optional(),
  /** A subscription of the older CSP Azure offer. */
  legacyAzure: z
    .object({ offerId: z.string(), subscriptionId: z.guid(), partner: z.string(), since: z.string(), azureSubscriptions: z.array(z.object({ id: z.guid(), name: z.string() })) })
    .optional(),
});

export type SampleCustomer = z.infer<typeof sampleCustomerSchema>;

const worldSchema = z.object({
  operatorTenantId: z.guid(),
  /** As they are made: files say no version. */
  partners: z.array(partnerSchema.extend({ version: partnerSchema.shape.version.default(1) })),
  customers: z.array(sampleCustomerSchema),
  /** Read by the import, which knows its form. */
  catalogue: z.unknown(),
});

export type SampleWorld = z.infer<typeof worldSchema>;

/** The file beside the price sheets that says who is who. @param root folder of the app. @throws when it is missing or no such file. */
export const readSampleWorld = async (root: string): Promise<SampleWorld> => worldSchema.parse(JSON.parse(await readFile(join(root, 'sample', 'world.json'), 'utf8')));

/** What the import takes: the seller's files by name, and the extras that the formats cannot say. */
export const readSampleCatalogue = async (root: string, world: Pick<SampleWorld, 'catalogue'>) => {
  const source = async (name: string) => ({ name, text: await readFile(join(root, 'sample', name), 'utf8') });
  return {
    priceSheets: await Promise.all(samplePriceSheets.map(source)),
    offerMatrices: [await source('offer-matrix.csv')],
    extras: { name: 'world.json', value: world.catalogue },
  };
};
