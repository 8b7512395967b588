import { firstDiffering, type DifferingMember, type SentMember } from '../../../kernel/sentMembers';
import { type Customer } from './state';

type Texts = Readonly<Record<string, string | undefined>>;

/** What comes with a customer that is sent back whole; the profiles by their members. */
export interface SentCustomer {
  readonly id?: string | undefined;
  readonly commerceId?: string | undefined;
  readonly companyProfile?: Texts | undefined;
  readonly billingProfile?: (Readonly<Record<string, string | Texts | undefined>> & { readonly defaultAddress?: Texts | undefined }) | undefined;
}

const membersOf = (path: string, sent: object = {}, is: object = {}): SentMember[] => {
  const values = new Map<string, unknown>(Object.entries(is));
  return Object.entries(sent).flatMap(([name, value]: [string, unknown]): SentMember[] => {
    const member = `${path}.${name}`;
    const stored = values.get(name);
    if (typeof value === 'object' && value !== null) return membersOf(member, value, typeof stored === 'object' && stored !== null ? stored : {});
    return typeof value === 'string' ? [[member, value, typeof stored === 'string' ? stored : undefined]] : [];
  });
};

/** The first member of a customer sent back that is not what it is: giving a customer up changes nothing else of it. */
export const changedMemberOfCustomer = ({ id, commerceId, companyProfile, billingProfile }: SentCustomer, customer: Customer): DifferingMember | undefined => {
  const company = { tenantId: customer.id, domain: customer.domain, companyName: customer.name, organizationRegistrationNumber: customer.organizationRegistrationNumber };
  return firstDiffering([
    ['id', id, customer.id],
    ['commerceId', commerceId, customer.commerceId],
    ...membersOf('companyProfile', companyProfile, company),
    ...membersOf('billingProfile', billingProfile, customer.billingProfile),
  ]);
};
