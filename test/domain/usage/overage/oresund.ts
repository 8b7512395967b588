import { type Caller } from '../../../../src/adapters/http/caller';
import { readOverage } from '../../../../src/app/overage/overageBook';
import { type Overage } from '../../../../src/domain/usage/overage/state';
import { World } from '../../../support/world';

export const customerToken = (tenantId: string): Caller => ({ tenantId, kind: 'customer', userId: 'Ilse', displayName: 'Ilse', roles: ['customer'], appOnly: false });
export const operatorToken: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'Op', displayName: 'Op', roles: ['operator'], appOnly: false };

export const phone = { sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' } as const;

export const overageIn = async (world: World, customerId: string): Promise<Overage> => {
  const stored = await readOverage(world.stores.Commerce, customerId, 'PhoneServices');
  if (stored === undefined) throw new Error('Nobody has the overage');
  return stored.value;
};

/** Oresund Foods, a customer of Havn and Nordlys, with ten licences of Teams Phone from each; Havn came first, on 2 March, and has its overage. */
export const oresund = async (at = '2026-03-02T10:00:00.000Z', made?: World) => {
  const world = made ?? (await World.at(at));
  const customerId = world.customer('Oresund');
  const [ofHavn = ''] = await world.buy('havn', customerId, [phone]);
  const [ofNordlys = ''] = await world.buy('nordlys', customerId, [phone]);
  const azureOfHavn = (await overageIn(world, customerId)).assigned?.azureSubscriptionId ?? '';
  world.happened();
  return { world, customerId, havn: world.as('havn').partner.tenantId, nordlys: world.as('nordlys').partner.tenantId, ofHavn, ofNordlys, azureOfHavn };
};
