import { type Caller } from '../../src/adapters/http/caller';
import { overageKey } from '../../src/app/command/commerceKeys';
import { overageId } from '../../src/app/overage/overageBook';
import { calendarDate } from '../../src/kernel/calendarDate';
import { type Instant } from '../../src/kernel/instant';
import { type Overage } from '../../src/overage/state';
import { World } from '../support/world';

export const azureOfHavn = 'd03b8c5e-6f12-4a97-b0c4-2e9a71f5d8b3';

export const customerToken = (tenantId: string): Caller => ({ tenantId, kind: 'customer', userId: 'Ilse', displayName: 'Ilse', roles: ['customer'], appOnly: false });
export const operatorToken: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'Op', displayName: 'Op', roles: ['operator'], appOnly: false };

/** Oresund Foods, a customer of Havn and Nordlys, with ten licences of Teams Phone from each; Havn came first and has its overage assigned from 1 March. */
export const oresund = async (at = '2026-03-02T10:00:00.000Z') => {
  const world = await World.at(at);
  const customerId = world.customer('Oresund');
  const havn = world.as('havn').partner.tenantId;
  const phone = { sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' } as const;
  const [ofHavn = ''] = await world.buy('havn', customerId, [phone]);
  const [ofNordlys = ''] = await world.buy('nordlys', customerId, [phone]);
  const overage: Overage = {
    id: overageId(customerId, 'PhoneServices'),
    customerId,
    service: 'PhoneServices',
    version: 1,
    holderId: havn,
    assigned: { azureSubscriptionId: azureOfHavn },
    since: at as Instant,
    charged: [{ from: calendarDate('2026-03-01'), to: { partnerId: havn, azureSubscriptionId: azureOfHavn } }],
  };
  await world.stores.Commerce.commit(customerId, [{ op: 'put', key: overageKey('PhoneServices'), value: { type: 'overage', ...overage } }]);
  world.happened();
  return { world, customerId, havn, nordlys: world.as('nordlys').partner.tenantId, ofHavn, ofNordlys };
};
