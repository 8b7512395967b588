import { instant, type Instant } from '../../../../src/kernel/instant';
import { type AssignOverage, type OverageStanding } from '../../../../src/domain/usage/overage/assign';
import { type Handover, type Overage } from '../../../../src/domain/usage/overage/state';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { purchase } from '../../../../src/domain/subscription/purchase';
import { type Subscription, type SubscriptionOf } from '../../../../src/domain/subscription/state';
import { decided } from '../../subscription/bought';

export const at = (text: string): Instant => instant(text);

/** Ten licences of Teams Phone for a year, bought on 1 March. */
export const phone = (partnerId: string, members: Partial<SubscriptionOf<'licence'>> = {}): SubscriptionOf<'licence'> => ({
  ...(decided(
    purchase(
      {
        subscriptionId: `phone of ${partnerId}`,
        orderId: 'o',
        customerId: 'c',
        partnerId,
        kind: 'licence',
        offer: {
          productId: 'PHONE',
          skuId: '0001',
          availabilityId: 'A',
          title: 'Teams Phone',
          publisherName: 'Microsoft Corporation',
          isMicrosoft: true,
          tags: ['IncludeOverage'],
          minimumQuantity: 1,
          maximumQuantity: 1000,
          country: 'NL',
          overage: { service: 'PhoneServices', minutesPerLicence: 120 },
        },
        quantity: 10,
        termDuration: 'P1Y',
        billingCycle: 'monthly',
        cyclePrice: '12',
        currency: 'EUR',
      },
      newCommerce,
      at('2026-03-01T09:00:00Z'),
    ),
  ).subscription as SubscriptionOf<'licence'>),
  ...members,
});

/** The partner's command to assign a consumption subscription of its own. */
export const assign = (partnerId: string, azureSubscriptionId = `azure of ${partnerId}`): AssignOverage => ({ id: 'overage of c', customerId: 'c', service: 'PhoneServices', partnerId, to: { azureSubscriptionId } });

export const standing = (overage: Overage | undefined, subscriptions: readonly Subscription[], handover?: Handover): OverageStanding => ({ overage, handover, subscriptions });
