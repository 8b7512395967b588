import { z } from 'zod';
import { countryRulesOf } from '../../../domain/parties/customer/countryRules';
import { type AskedProfile, type ProfileAddress, type Profiles } from '../../../domain/parties/partner/profiles';
import { type Partner } from '../../../domain/parties/partner/state';
import { type SentMember } from '../../../kernel/sentMembers';
import { etagOf } from '../etag';
import { link } from '../links';

const text = (longest: number) => z.string().trim().max(longest).optional();
const sent = z.string().max(300).optional();

const AddressBody = z.object({
  country: text(100),
  region: text(100),
  city: text(100),
  state: text(100),
  district: text(100),
  addressLine1: text(200),
  addressLine2: text(200),
  addressLine3: text(200),
  postalCode: text(20),
  firstName: text(50),
  middleName: text(50),
  lastName: text(50),
  phoneNumber: text(40),
});

const email = z.email().max(200).optional();
const ContactBody = z.object({ firstName: text(50), lastName: text(50), email, phoneNumber: text(40) });

export const OrganizationBody = z.object({ id: sent, companyName: sent, defaultAddress: AddressBody.optional(), tenantId: sent, domain: sent, email, language: text(35), culture: text(35) });
export const LegalBusinessBody = z.object({
  companyName: sent,
  address: AddressBody.optional(),
  primaryContact: ContactBody.optional(),
  companyApproverAddress: AddressBody.optional(),
  companyApproverEmail: email,
  vettingStatus: sent,
  vettingSubStatus: sent,
});
export const PartnerBillingBody = z.object({ companyName: sent, address: AddressBody.optional(), primaryContact: ContactBody.optional(), purchaseOrderNumber: text(50), taxId: text(50), billingCurrency: sent });
export const SupportBody = z.object({ email, telephone: text(40), website: text(200) });

/** Everybody who is in this installation has been let in by its operator. */
const VETTED = { vettingStatus: 'authorized', vettingSubStatus: 'none' };

/** The first domain of a partner's tenant, or what its tenant is called where none was named. */
const partnerDomain = ({ domains, slug }: Pick<Partner, 'domains' | 'slug'>): string => domains?.[0] ?? `${slug}.onmicrosoft.com`;

type AskedAddress = z.infer<typeof AddressBody> | undefined;

const addressOf = (asked: AskedAddress): ProfileAddress | undefined => {
  if (asked === undefined) return undefined;
  const { country: _country, ...address } = asked;
  return address;
};

const countryOf = (member: string, asked: AskedAddress, { country }: Partner): SentMember => [`${member}.country`, asked?.country, country];

export const askedOrganization = ({ id, companyName, tenantId, domain, defaultAddress, ...said }: z.infer<typeof OrganizationBody>, partner: Partner): AskedProfile<'organization'> => ({
  profile: { ...said, defaultAddress: addressOf(defaultAddress) },
  sentBack: [['id', id, partner.tenantId], ['companyName', companyName, partner.name], ['tenantId', tenantId, partner.tenantId], ['domain', domain, partnerDomain(partner)], countryOf('defaultAddress', defaultAddress, partner)],
});

export const askedLegalBusiness = ({ companyName, vettingStatus, vettingSubStatus, address, companyApproverAddress, ...said }: z.infer<typeof LegalBusinessBody>, partner: Partner): AskedProfile<'legalBusiness'> => ({
  profile: { ...said, address: addressOf(address), companyApproverAddress: addressOf(companyApproverAddress) },
  sentBack: [
    ['companyName', companyName, partner.name],
    ['vettingStatus', vettingStatus, VETTED.vettingStatus],
    ['vettingSubStatus', vettingSubStatus, VETTED.vettingSubStatus],
    countryOf('address', address, partner),
    countryOf('companyApproverAddress', companyApproverAddress, partner),
  ],
});

export const askedBilling = ({ companyName, billingCurrency, address, ...said }: z.infer<typeof PartnerBillingBody>, partner: Partner): AskedProfile<'billing'> => ({
  profile: { ...said, address: addressOf(address) },
  sentBack: [['companyName', companyName, partner.name], ['billingCurrency', billingCurrency, partner.currency], countryOf('address', address, partner)],
});

export const askedSupport = (said: z.infer<typeof SupportBody>): AskedProfile<'support'> => ({ profile: said, sentBack: [] });

/** What the operator says of where a partner is, until it says so itself: the first two lines as they are, the rest in the third. */
const saidAddress = ({ address = [] }: Partner): ProfileAddress => {
  const [addressLine1, addressLine2, ...rest] = address;
  return { ...(addressLine1 !== undefined && { addressLine1 }), ...(addressLine2 !== undefined && { addressLine2 }), ...(rest.length > 0 && { addressLine3: rest.join(', ') }) };
};

const addressResource = (address: ProfileAddress | undefined, partner: Partner) => ({ country: partner.country, ...(address ?? saidAddress(partner)) });

const closing = (partner: Partner, path: string, profileType: string, objectType: string, version: number) => ({
  profileType,
  links: { self: link(`/profiles/${path}`) },
  attributes: { etag: etagOf({ id: partner.tenantId, version }), objectType },
});

/** What nobody has said is what the operator says of the partner, or what is usual in its country. */
export const organizationResource = (partner: Partner, said: Profiles['organization'] | undefined) => {
  const culture = said?.culture ?? countryRulesOf(partner.country)?.defaultCulture ?? 'en-US';
  return {
    id: partner.tenantId,
    companyName: partner.name,
    defaultAddress: addressResource(said?.defaultAddress, partner),
    tenantId: partner.tenantId,
    domain: partnerDomain(partner),
    email: said?.email,
    language: said?.language ?? culture.slice(0, 2),
    culture,
    ...closing(partner, 'organization', 'OrganizationProfile', 'OrganizationProfile', said?.version ?? 0),
  };
};

export const legalBusinessResource = (partner: Partner, said: Profiles['legalBusiness'] | undefined) => ({
  companyName: partner.name,
  address: addressResource(said?.address, partner),
  primaryContact: said?.primaryContact,
  companyApproverAddress: said?.companyApproverAddress && addressResource(said.companyApproverAddress, partner),
  companyApproverEmail: said?.companyApproverEmail,
  ...VETTED,
  ...closing(partner, 'legalbusiness', 'LegalBusinessProfile', 'LegalBusinessProfile', said?.version ?? 0),
});

export const partnerBillingResource = (partner: Partner, said: Profiles['billing'] | undefined) => ({
  companyName: partner.name,
  address: addressResource(said?.address, partner),
  primaryContact: said?.primaryContact,
  purchaseOrderNumber: said?.purchaseOrderNumber,
  taxId: said?.taxId,
  billingCurrency: partner.currency,
  ...closing(partner, 'billing', 'BillingProfile', 'BillingProfile', said?.version ?? 0),
});

export const supportProfileResource = (partner: Partner, said: Profiles['support'] | undefined) => ({
  email: said?.email,
  telephone: said?.telephone,
  website: said?.website,
  ...closing(partner, 'support', 'support_profile', 'PartnerSupportProfile', said?.version ?? 0),
});
