import { z } from 'zod';
import { type AzureSubscription } from '../../../domain/azurePlan/state';
import { noneFrom } from '../../../domain/usage/overage/charged';
import { type Overage } from '../../../domain/usage/overage/state';
import { link } from '../links';
import { serviceSchema } from '../overageCall';

/** An empty id, as one of an all-zero GUID, asks for the default. */
export const overageBody = z.object({
  azureEntitlementId: z.string().trim().max(100).optional().meta({ description: 'The Azure subscription that is to be charged; absent, empty or all zeros: one is chosen, or made.' }),
  partnerId: z.string().trim().max(20).optional().meta({ description: 'PartnerID of the indirect reseller of record, of an indirect provider.' }),
  overageEnabled: z.boolean().meta({ description: '`false`: None; nobody is charged.' }),
  type: serviceSchema.default('PhoneServices'),
});

const uriOf = (customerId: string): string => `/customers/${customerId}/subscriptions/overage`;

/** From when None holds: an own member, absent while it is assigned, and where nobody ever had it. */
const noneMember = (overage: Overage | undefined) => {
  const from = overage && noneFrom(overage);
  return from === undefined ? {} : { noneFrom: from };
};

/** The contract's Overage. */
export const overageResource = (customerId: string, service: string, overage: Overage | undefined) => ({
  ...(overage?.assigned !== undefined && { azureEntitlementId: overage.assigned.azureSubscriptionId }),
  ...(overage?.assigned?.resellerOfRecord !== undefined && { partnerId: overage.assigned.resellerOfRecord }),
  type: service,
  overageEnabled: overage?.assigned !== undefined,
  ...noneMember(overage),
  links: { overage: link(uriOf(customerId)) },
  attributes: { objectType: 'Overage' },
});

/** Beside what is assigned, an own member of the list: what the partner holds and has set to None, or lost with its last licences. */
export const noneResource = (overage: Overage) => ({ type: overage.service, ...noneMember(overage) });

/** Own API: what could be assigned. */
export const assignableResource = ({ id, friendlyName, purpose, resellerOfRecord }: AzureSubscription) => ({
  azureEntitlementId: id,
  friendlyName,
  purpose,
  ...(resellerOfRecord !== undefined && { partnerId: resellerOfRecord }),
});
