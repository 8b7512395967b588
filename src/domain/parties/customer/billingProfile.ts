import { failure, success, type Result } from '../../../kernel/result';
import { checkBillingProfile, checkRegistration } from './companyDetails';
import { type CustomerRefusal } from './refusals';
import { type BillingProfile, type Customer } from './state';

/** Of the billing profile alone: what else happens to the customer does not make a client's copy stale. */
export const billingProfileVersion = (customer: Customer): number => customer.billingProfileVersion ?? 1;

/**
 * The whole billing profile anew. The company's name in the company profile is its tenant's and stays.
 * Refusals: CountryFixed (prices, agreements and running subscriptions hang on the market), and those of `checkRegistration` and `checkBillingProfile`.
 */
export const replaceBillingProfile = (asked: Omit<BillingProfile, 'id'>, customer: Customer): Result<Customer, CustomerRefusal> => {
  const country = asked.defaultAddress.country.toUpperCase();
  if (country !== customer.country) return failure({ kind: 'CountryFixed', country: customer.country, asked: country });
  const registered = checkRegistration(country, customer.organizationRegistrationNumber, asked.defaultAddress.phoneNumber);
  if (!registered.ok) return registered;
  const checked = checkBillingProfile(asked);
  if (!checked.ok) return checked;
  return success({
    ...customer,
    version: customer.version + 1,
    billingProfileVersion: billingProfileVersion(customer) + 1,
    billingProfile: { ...asked, id: customer.billingProfile.id },
  });
};
