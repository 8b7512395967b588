import { z } from 'zod';
import { type Instant } from '../../kernel/instant';
import { instantSchema } from '../../kernel/schemas';

const secretSchema = z.object({
  /** `whsec_` and 32 random bytes in base64. */
  secret: z.string(),
  /** Exclusive; absent: it is the current one. */
  until: instantSchema.optional(),
});

export type SigningSecret = z.infer<typeof secretSchema>;

/** Where a partner wants to hear what happens, and of what. */
export const endpointSchema = z.object({
  id: z.string(),
  /** Tenant. */
  partnerId: z.string(),
  /** `published`: the one registration of the contract, with its body and signature; `own`: CloudEvents with the signature of Standard Webhooks. */
  form: z.enum(['own', 'published']),
  url: z.string(),
  description: z.string().optional(),
  /** Of an own one: patterns of event types. Of a published one: published names. */
  events: z.array(z.string()),
  /** Customers, products it is restricted to; empty: all. */
  customers: z.array(z.string()),
  products: z.array(z.string()),
  /** Published form: the signature stands in `x-ms-signature`. */
  signatureInOwnHeader: z.boolean().optional(),
  createdAt: instantSchema,
  /** It answered 410, and nothing is sent to it any more. */
  unsubscribedAt: instantSchema.optional(),
  /** Newest first; none for a published one. */
  secrets: z.array(secretSchema),
  version: z.number().int().positive(),
  /** The call that made it, so that its repeat finds it. */
  madeBy: z.object({ requestId: z.string(), fingerprint: z.string() }).optional(),
});

export type Endpoint = z.infer<typeof endpointSchema>;

/** How many of its own a partner may have. */
export const MOST_ENDPOINTS = 20;

/** What happened to one subject with one change, as far as it matters who hears of it. */
export interface Hearable {
  /** `subject:version`. */
  readonly id: string;
  readonly customerId?: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly version: number;
  readonly at: Instant;
  readonly facts: readonly { readonly type: string; readonly [name: string]: unknown }[];
  /** Tenants of all whom it concerns. */
  readonly partnerIds: readonly string[];
  /** Of the subscription it is about. */
  readonly productId?: string;
}
