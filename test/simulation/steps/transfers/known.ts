import { type Transfer } from '../../../../src/domain/transfer/state';
import { type Customer } from '../../../../src/domain/parties/customer/state';
import { type Partner } from '../../../../src/domain/parties/partner/state';
import { type Life } from '../../engine/life';
import { customersOf } from '../asking';

/** Customers of two partners: Oresund Foods, and whoever came to another one. */
export const sharedOf = (life: Life): readonly Customer[] => customersOf(life).filter(({ relationships }) => Object.values(relationships).filter(({ status }) => status === 'accepted').length > 1);

export const transfersOf = (life: Life): readonly Transfer[] => customersOf(life).flatMap(({ id }) => life.known.of(id, 'transfer|') as unknown as readonly Transfer[]);

export const pathOf = ({ customerId, id }: Pick<Transfer, 'customerId' | 'id'>, own = false): string => `${own ? '/nextterm' : ''}/v1/customers/${customerId}/transfers/${id}`;

/** What a partner sends to ask another for what a customer has. */
export const requestOf = (source: Pick<Partner, 'tenantId'>, target: Pick<Partner, 'kind'>) => ({
  sourcePartnerTenantId: source.tenantId,
  customerEmailId: 'it@customer.example',
  transferType: 3,
  ...(target.kind === 'indirect_provider' && { partnerOnRecord: '6120046' }),
});

/** What the source sends to give these away. */
export const submissionOf = (subscriptionIds: readonly string[]) => ({ status: 'InProgress', lineItems: subscriptionIds.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' })) });
