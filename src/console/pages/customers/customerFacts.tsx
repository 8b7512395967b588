import { Facts } from '../../parts/facts';
import { named } from '../../parts/words';
import { type Customer } from './customerData';

const countryName = (country: string): string => new Intl.DisplayNames(undefined, { type: 'region' }).of(country) ?? country;

const addressText = ({ defaultAddress: { addressLine1, addressLine2, addressLine3, postalCode, city, state, region } }: Customer['billingProfile']): string =>
  [addressLine1, addressLine2, addressLine3, [postalCode, city].filter(Boolean).join(' '), state, region].filter(Boolean).join(', ');

/** Who it is. */
export const CustomerFacts = ({ customer }: { readonly customer: Customer }) => {
  const { companyProfile, billingProfile, relationshipToPartner, customDomains } = customer;
  const { defaultAddress } = billingProfile;
  return (
    <Facts
      facts={{
        Relationship: named(relationshipToPartner),
        Domain: companyProfile.domain,
        'Further domains': customDomains.filter((domain) => domain !== companyProfile.domain).join(', '),
        Market: countryName(defaultAddress.country),
        Contact: [defaultAddress.firstName, defaultAddress.lastName].filter(Boolean).join(' '),
        'E-mail': billingProfile.email,
        Telephone: defaultAddress.phoneNumber,
        Address: addressText(billingProfile),
        Language: billingProfile.culture,
        'Registration number': companyProfile.organizationRegistrationNumber,
        Tenant: customer.id,
      }}
    />
  );
};
