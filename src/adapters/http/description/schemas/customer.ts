import { z } from 'zod';
import { address } from './address';
import { attributesOf, guid, link, members, named, versionedAttributesOf } from './answerSchema';

const text = z.string().optional();

export const companyProfile = named(
  'CustomerCompanyProfile',
  members({ tenantId: guid, domain: z.string(), companyName: z.string(), organizationRegistrationNumber: text, links: members({ self: link }), attributes: attributesOf('CustomerCompanyProfile') }),
);

export const billingProfile = named(
  'CustomerBillingProfile',
  members({
    id: z.string(),
    email: z.string(),
    culture: z.string(),
    language: z.string(),
    companyName: z.string(),
    firstName: text,
    lastName: text,
    defaultAddress: address,
    links: members({ self: link }),
    attributes: versionedAttributesOf('CustomerBillingProfile').meta({ description: 'The etag is asked for by whoever replaces it.' }),
  }),
);

const relationshipToPartner = z.enum(['reseller', 'none']);

/** A customer in a list: without its billing profile. */
export const listedCustomer = named(
  'ListedCustomer',
  members({ id: guid, companyProfile, relationshipToPartner, links: members({ self: link }), attributes: attributesOf('Customer') }),
);

const customerMembers = {
  id: guid.meta({ description: "The customer's tenant." }),
  commerceId: z.string(),
  companyProfile,
  billingProfile,
  relationshipToPartner: relationshipToPartner.meta({ description: 'Of the caller; an indirect reseller is told that of its provider.' }),
  allowDelegatedAccess: z.boolean(),
  customDomains: z.array(z.string()),
  associatedPartnerId: guid.optional().meta({ description: 'Tenant of the indirect reseller that the provider sells through.' }),
  links: members({ self: link }),
  attributes: attributesOf('Customer'),
};

export const customer = named('Customer', members(customerMembers));

const asked = { enableGDAPByDefault: z.boolean().optional().meta({ description: 'As sent; it changes nothing here.' }) };

/** What the preview of its creation shows. */
export const customerToCreate = named('CustomerToCreate', members({ ...customerMembers, ...asked }));

export const createdCustomer = named(
  'CreatedCustomer',
  members({ ...customerMembers, ...asked, userCredentials: members({ userName: z.string(), password: z.string() }).meta({ description: 'Shown once. There is no tenant behind them here, and they open nothing.' }) }),
);
