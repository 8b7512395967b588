import { z } from 'zod';
import { instantSchema } from '../../../kernel/schemas';

export const partnerKinds = ['direct_bill', 'indirect_provider', 'indirect_reseller'] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** An indirect reseller as its provider knows it. */
export const resellerSchema = z.object({
  name: z.string().min(1),
  /** PartnerID (MPN id): digits. */
  partnerId: z.string().regex(/^\d{1,10}$/),
  tenantId: z.guid(),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** The Microsoft Partner Agreement: without it a reseller cannot stand on a line (ORD-2). */
  agreementSigned: z.boolean(),
});
export type Reseller = z.infer<typeof resellerSchema>;

export const partnerSchema = z.object({
  /** Short name of its own, for the development tokens and the sample scripts. */
  slug: z.string().regex(/^[a-z0-9]+$/),
  name: z.string().min(1),
  tenantId: z.guid(),
  /** PartnerID (MPN id): digits. */
  partnerId: z.string().regex(/^\d{1,10}$/),
  kind: z.enum(partnerKinds),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Lines of the address that its invoices are addressed to, without its name and country. */
  address: z.array(z.string().trim().min(1).max(80)).max(6).optional(),
  /** What it is billed in, whatever the customer's market. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** A restricted partner manages what exists and buys nothing new. */
  programmeStatus: z.enum(['active', 'restricted']).default('active'),
  /** Of an indirect provider; empty for the others. */
  resellers: z.array(resellerSchema).default([]),
  /** PartnerIDs of an indirect reseller's providers; empty for the others. */
  providers: z.array(z.string()).default([]),
  /** Whether an indirect reseller signed the Microsoft Partner Agreement; its providers' lists say the same. Absent for the others. */
  agreementSigned: z.boolean().optional(),
  /** Verified domains of its tenant, lower case, each of one partner alone. */
  domains: z.array(z.string()).optional(),
  /** Rises with each change; 1 when it is made. */
  version: z.number().int().positive(),
  /** It was removed then: it signs in no more, and is in no list. */
  removedAt: instantSchema.optional(),
});
export type Partner = z.infer<typeof partnerSchema>;
