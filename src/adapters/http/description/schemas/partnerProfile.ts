import { z } from 'zod';
import { partnerAddress as address } from './address';
import { attributesOf, currency, guid, link, members, named, versionedAttributesOf } from './answerSchema';
import { partnerId } from './partnerId';

const text = z.string().optional();

const contact = named('PartnerContact', members({ firstName: text, lastName: text, email: text, phoneNumber: text }));

const closing = (profileType: string, objectType: string) => ({ profileType: z.literal(profileType), links: members({ self: link }), attributes: versionedAttributesOf(objectType) });

export const organizationProfile = named(
  'OrganizationProfile',
  members({ id: guid, companyName: z.string(), defaultAddress: address, tenantId: guid, domain: z.string(), email: text, language: z.string(), culture: z.string(), ...closing('OrganizationProfile', 'OrganizationProfile') }),
);

export const legalBusinessProfile = named(
  'LegalBusinessProfile',
  members({
    companyName: z.string(),
    address,
    primaryContact: contact.optional(),
    companyApproverAddress: address.optional(),
    companyApproverEmail: text,
    vettingStatus: z.literal('authorized').meta({ description: 'Everybody who is in this installation has been let in by its operator.' }),
    vettingSubStatus: z.literal('none'),
    ...closing('LegalBusinessProfile', 'LegalBusinessProfile'),
  }),
);

export const partnerBillingProfile = named(
  'PartnerBillingProfile',
  members({
    companyName: z.string(),
    address: address.meta({ description: 'Invoices are addressed to it.' }),
    primaryContact: contact.optional(),
    purchaseOrderNumber: text,
    taxId: text,
    billingCurrency: currency,
    ...closing('BillingProfile', 'BillingProfile'),
  }),
);

export const supportProfile = named('PartnerSupportProfile', members({ email: text, telephone: text, website: text, ...closing('support_profile', 'PartnerSupportProfile') }));

export const mpnProfile = named('MpnProfile', members({ partnerName: z.string(), mpnId: partnerId, ...closing('MpnProfile', 'MpnProfile'), attributes: attributesOf('MpnProfile') }));
