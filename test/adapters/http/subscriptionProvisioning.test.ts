import { derivedGuid } from '../../../src/app/command/ids';
import { type Sku } from '../../../src/domain/catalogue/state';
import { subscriptionProvisioningResource } from '../../../src/adapters/http/resources/subscriptionProvisioning';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const guidOf = (...named: readonly string[]): string => derivedGuid('sku', ...named);

describe('[SUB-1] what is provisioned is named by a GUID, as the contract has it', () => {
  test('the one of the offer matrix', async () => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' }]);
    expect(await httpOver(world)(`/v1/customers/${customer}/subscriptions/${id}/provisioningstatus`)).toMatchObject({
      status: 200,
      body: { skuId: '3868b794-7f24-4988-ab3f-753f7a978802', status: 'success', quantity: 3, endDate: '2026-04-01T00:00:00Z' },
    });
  });

  test.each<{ name: string; sku: Partial<Sku> | undefined }>([
    { name: 'withdrawn from the catalogue', sku: undefined },
    { name: 'for which the matrix gives none', sku: {} },
    { name: 'for which the matrix gives what is no GUID', sku: { provisioningId: '7be2' } },
  ])('of a SKU $name: made of its name, so always the same', async ({ sku }) => {
    const world = await World.at('2026-03-02T10:00:00.000Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 3, termDuration: 'P1M', billingCycle: 'monthly' }]);
    const subscription = await world.subscription(customer, id);
    expect(subscriptionProvisioningResource(subscription, sku as Sku | undefined, guidOf).skuId).toBe(derivedGuid('sku', 'NCBUSSTAND01', '0001'));
  });
});
