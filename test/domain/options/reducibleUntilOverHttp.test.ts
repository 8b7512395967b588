import { getOptions } from '../../../src/app/subscription/options';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';

describe('[PRE-3] [SUB-3] seats can come off until fewer can', () => {
  test.each([
    [1, 53, '2021-06-26T10:00:00.000Z'],
    [2, 53, '2021-06-25T10:00:00.000Z'],
  ])('of %i bought and %i a day later, until %s', async (bought, later, until) => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: bought }]);
    world.sleepUntil('2021-06-19T10:00:00.000Z');
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: later }));
    const shown = await getOptions(world.app, world.as('havn').partner.tenantId, customer, id);
    expect(shown.ok && shown.value.items.find(({ action }) => action === 'reduceSeats')).toMatchObject({ possible: true, until });
  });
});
