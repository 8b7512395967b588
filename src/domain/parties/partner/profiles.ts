import { z } from 'zod';
import { firstDiffering, type DifferingMember, type SentMember } from '../../../kernel/sentMembers';
import { failure, success, type Result } from '../../../kernel/result';
import { addressProblems } from '../customer/address';
import { isCultureOf } from '../customer/countryRules';
import { type CustomerRefusal } from '../customer/refusals';
import { type Partner } from './state';

const text = z.string().optional();

/** Without a country: that is the partner's. */
const addressSchema = z.object({
  region: text,
  city: text,
  state: text,
  district: text,
  addressLine1: text,
  addressLine2: text,
  addressLine3: text,
  postalCode: text,
  firstName: text,
  middleName: text,
  lastName: text,
  phoneNumber: text,
});
export type ProfileAddress = z.infer<typeof addressSchema>;

const contactSchema = z.object({ firstName: text, lastName: text, email: text, phoneNumber: text });

const version = z.number().int().positive();

/** What a partner itself says in each of its profiles. Who it is (name, tenant, domain, country, currency) is the operator's to say, and in none of them. */
export const profileSchemas = {
  organization: z.object({ version, defaultAddress: addressSchema.optional(), email: text, language: text, culture: text }),
  legalBusiness: z.object({ version, address: addressSchema.optional(), primaryContact: contactSchema.optional(), companyApproverAddress: addressSchema.optional(), companyApproverEmail: text }),
  billing: z.object({ version, address: addressSchema.optional(), primaryContact: contactSchema.optional(), purchaseOrderNumber: text, taxId: text }),
  support: z.object({ version, email: text, telephone: text, website: text }),
} as const;

export type ProfileName = keyof typeof profileSchemas;
export type Profiles = { readonly [Name in ProfileName]: z.infer<(typeof profileSchemas)[Name]> };

/** What a PUT says of a profile: what is to hold from now on, and what only comes back as it was read. */
export interface AskedProfile<Name extends ProfileName> {
  readonly profile: Omit<Profiles[Name], 'version'>;
  /** By the members' names on the wire, each beside what it is. */
  readonly sentBack: readonly SentMember[];
}

export type ProfileRefusal = Extract<CustomerRefusal, { readonly kind: 'AddressNotUsable' | 'CultureNotSupported' | 'LanguageNotSupported' }> | ({ readonly kind: 'MemberFixed' } & DifferingMember);

interface Checked {
  readonly addresses: readonly (ProfileAddress | undefined)[];
  readonly language?: string | undefined;
  readonly culture?: string | undefined;
}

const checkedParts = (asked: Partial<Profiles[ProfileName]>): Checked => ({
  addresses: [
    'defaultAddress' in asked ? asked.defaultAddress : undefined,
    'address' in asked ? asked.address : undefined,
    'companyApproverAddress' in asked ? asked.companyApproverAddress : undefined,
  ],
  ...('culture' in asked && { culture: asked.culture }),
  ...('language' in asked && { language: asked.language }),
});

/**
 * The whole of one profile anew. What it leaves out is gone. Addresses, language and culture are held to the partner's country.
 * Refused: MemberFixed, where it says otherwise who the partner is; AddressNotUsable, CultureNotSupported, LanguageNotSupported.
 * @param version of what is stored; 0: nothing is.
 */
export const replaceProfile = <Name extends ProfileName>({ profile, sentBack }: AskedProfile<Name>, { country }: Pick<Partner, 'country'>, stood: number): Result<Profiles[Name], ProfileRefusal> => {
  const differing = firstDiffering(sentBack);
  if (differing !== undefined) return failure({ kind: 'MemberFixed', ...differing });
  const { addresses, language, culture } = checkedParts(profile);
  const problems = addresses.flatMap((address) => (address === undefined ? [] : addressProblems({ ...address, country })));
  if (problems.length > 0) return failure({ kind: 'AddressNotUsable', problems });
  if (culture !== undefined && !isCultureOf(culture, country)) return failure({ kind: 'CultureNotSupported', culture, country });
  if (language !== undefined && !/^[A-Za-z]{2}$/.test(language)) return failure({ kind: 'LanguageNotSupported', language, country });
  return success({ ...profile, version: stood + 1 });
};

/** BIL-2: the lines that an invoice is addressed to, without name and country: those of the partner's billing profile, or what the operator says of it. */
export const billedAddress = ({ address: said }: Pick<Partner, 'address'>, billing: Profiles['billing'] | undefined): readonly string[] | undefined => {
  const { addressLine1, addressLine2, addressLine3, postalCode, city, district, state, region } = billing?.address ?? {};
  const place = [postalCode, city].filter((each) => each !== undefined).join(' ');
  const lines = [addressLine1, addressLine2, addressLine3, district, place, state ?? region].filter((line) => line !== undefined && line !== '') as string[];
  return lines.length > 0 ? lines : said;
};
