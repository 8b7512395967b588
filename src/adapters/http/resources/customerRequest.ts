import { z } from 'zod';
import { qualificationNames } from '../../../domain/parties/customer/state';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const optionalText = (longest: number) => z.string().trim().max(longest).optional();

export const CountryText = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'must be a country of two letters')
  .transform((country) => country.toUpperCase());

export const DomainText = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/, 'must be a domain name')
  .transform((domain) => domain.toLowerCase());

const AddressBody = z.object({
  country: CountryText,
  region: optionalText(100),
  city: text(100),
  state: optionalText(100),
  district: optionalText(100),
  addressLine1: text(200),
  addressLine2: optionalText(200),
  addressLine3: optionalText(200),
  postalCode: optionalText(20),
  firstName: text(50),
  middleName: optionalText(50),
  lastName: text(50),
  emailAddress: optionalText(200),
  phoneNumber: optionalText(40),
});

const addressMembers = Object.keys(AddressBody.shape) as (keyof typeof AddressBody.shape)[];

export const BillingProfileBody = z.object({
  email: z.email().max(200),
  /** Judged by the country, whose own the refusal then names. */
  culture: text(35).meta({ description: 'One of the country, `nl-NL` say.' }),
  language: text(35).meta({ description: 'Two letters, `nl` say.' }),
  companyName: text(200),
  firstName: optionalText(50),
  lastName: optionalText(50),
  defaultAddress: AddressBody,
});

const sentText = z.string().max(300).optional();

const sentTexts = <K extends string>(...names: readonly K[]) => z.object(Object.fromEntries(names.map((name) => [name, sentText])) as Record<K, typeof sentText>);

/** The one change of a customer: it is given up. The rest may come along as it was read. */
export const customerPatchBody = z.object({
  relationshipToPartner: z.enum(['none']).meta({ description: 'The customer is given up.' }),
  id: sentText,
  commerceId: sentText,
  companyProfile: sentTexts('tenantId', 'domain', 'companyName', 'organizationRegistrationNumber').optional(),
  billingProfile: sentTexts('id', 'email', 'culture', 'language', 'companyName', 'firstName', 'lastName')
    .extend({ defaultAddress: sentTexts(...addressMembers).optional() })
    .optional(),
});

/** Of an address that is only asked about: names of people are not. */
export const AskedAddressBody = z.object({
  addressLine1: text(200),
  addressLine2: optionalText(200),
  city: text(100),
  state: optionalText(100),
  postalCode: optionalText(20),
  country: z.string().regex(/^[A-Za-z]{2}$/, 'must be a country of two letters'),
});

/** A segment of a path: its letter case does not count. */
export const QualificationSegment = z.preprocess(
  (text) => qualificationNames.find((name) => typeof text === 'string' && name.toLowerCase() === text.toLowerCase()) ?? text,
  z.enum(qualificationNames),
);
