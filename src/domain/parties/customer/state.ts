import { z } from 'zod';
import { segments } from '../../catalogue/state';
import { instantSchema } from '../../../kernel/schemas';

export const addressSchema = z.object({
  country: z.string().length(2),
  region: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  district: z.string().optional(),
  addressLine1: z.string().optional(),
  addressLine2: z.string().optional(),
  addressLine3: z.string().optional(),
  postalCode: z.string().optional(),
  firstName: z.string().optional(),
  middleName: z.string().optional(),
  lastName: z.string().optional(),
  emailAddress: z.string().optional(),
  phoneNumber: z.string().optional(),
});

export const billingProfileSchema = z.object({
  id: z.string(),
  email: z.string(),
  culture: z.string(),
  language: z.string(),
  companyName: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  defaultAddress: addressSchema,
});

/** What binds a partner to the customer. The key is the partner's tenant. */
export const relationshipSchema = z.object({
  status: z.enum(['pending', 'accepted', 'declined', 'ended']),
  since: instantSchema,
  /** Tenant of the indirect reseller the provider sells through, if any. */
  resellerTenantId: z.string().optional(),
  /** Subscriptions of other partners that the partner means to take over, as the customer gave them to it. Naming them moves nothing. */
  subscriptionsToMove: z.array(z.string()).optional(),
  /** When it was accepted before it ended, the latest last; absent: it has not ended. What is billed for the days before its end asks for it. */
  acceptedBefore: z.array(z.object({ from: instantSchema, to: instantSchema })).optional(),
});

export const contactSchema = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phoneNumber: z.string().optional(),
});

/** A partner's statement that the customer accepted an agreement: who, when, how to reach them (CUS-2). */
export const attestationSchema = z.object({
  agreementType: z.string(),
  templateId: z.string(),
  dateAgreed: instantSchema,
  primaryContact: contactSchema,
  /** User of the partner who stated it. */
  userId: z.string(),
  attestedAt: instantSchema,
});

export const qualificationNames = ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'] as const;
export const educationSegments = ['K12', 'HigherEducation'] as const;

/** What a customer is said to be, and whether that was looked into (CUS-3). A state-owned entity is taken at its word. */
export const qualificationSchema = z.object({
  qualification: z.enum(qualificationNames),
  educationSegment: z.enum(educationSegments).optional(),
  website: z.string().optional(),
  vettingStatus: z.enum(['InReview', 'Approved', 'Denied']).optional(),
  vettingReason: z.string().optional(),
  /** Tenant of the partner who said so; absent when it came with the customer's data. */
  askedBy: z.string().optional(),
  /** When it was asked for. */
  createdAt: instantSchema,
});

/** The customer's own acceptance of the customer agreement, which needs no partner's word. */
export const directAcceptanceSchema = z.object({ templateId: z.string(), acceptedAt: instantSchema, userId: z.string() });

/**
 * The customer, and the guard of its partition: every command whose rule looks across the customer's things commits against this row's etag,
 * so two of them cannot pass each other.
 */
export const customerSchema = z.object({
  id: z.string(),
  commerceId: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
  domain: z.string(),
  /** Market: which prices apply. */
  country: z.string().length(2),
  segment: z.enum(segments),
  organizationRegistrationNumber: z.string().optional(),
  billingProfile: billingProfileSchema,
  /** Counts the changes of the billing profile alone, for its etag; absent: never changed. */
  billingProfileVersion: z.number().int().positive().optional(),
  createdAt: instantSchema,
  relationships: z.record(z.string(), relationshipSchema),
  /** The latest attestation of each partner; all of them are rows of their own. */
  attestations: z.record(z.string(), attestationSchema),
  directAcceptance: directAcceptanceSchema.optional(),
  qualifications: z.array(qualificationSchema).optional(),
  /** Of one with many subscriptions: on so many sheets all of them stand too. How they are stored, and nothing that a rule asks. */
  sheets: z.number().int().positive().optional(),
});

export type Customer = z.infer<typeof customerSchema>;
export type Address = z.infer<typeof addressSchema>;
export type Relationship = z.infer<typeof relationshipSchema>;
export type Qualification = z.infer<typeof qualificationSchema>;
export type QualificationName = (typeof qualificationNames)[number];
export type BillingProfile = z.infer<typeof billingProfileSchema>;
export type Attestation = z.infer<typeof attestationSchema>;
export type Contact = z.infer<typeof contactSchema>;
