import { z } from 'zod';
import { writtenDecimalSchema } from '../../kernel/schemas';

/** OVG-1: what a SKU with a calling plan brings. */
export const skuOverageSchema = z.object({
  /** The telco service beyond whose monthly minutes calls are charged. */
  service: z.string(),
  minutesPerLicence: z.number().int().nonnegative(),
  /** Published prices of a minute beyond the allowance; one SKU of a service may state them for all. */
  minutePrices: z.array(z.object({ market: z.string().length(2), currency: z.string().length(3), unitPrice: writtenDecimalSchema })).optional(),
});
export type SkuOverage = z.infer<typeof skuOverageSchema>;

/** The only service the contract names, with its usual allowance: what the tag `IncludeOverage` alone says. */
export const TELCO_OVERAGE = { service: 'PhoneServices', minutesPerLicence: 120 } as const satisfies SkuOverage;
