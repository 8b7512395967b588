import { getOptions } from '../../../src/app/subscription/options';
import { calendarDate } from '../../../src/kernel/calendarDate';
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

  test('but never beyond the term, whose windows end with it', async () => {
    const world = await World.at('2021-06-28T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 5, termDuration: 'P1M', customTermEndDate: calendarDate('2021-06-30') }]);
    const shown = await getOptions(world.app, world.as('havn').partner.tenantId, customer, id);
    const untilOf = (asked: string) => shown.ok && shown.value.items.flatMap(({ action, possible, ...more }) => (action === asked && possible && 'until' in more ? [more.until] : []));
    expect([untilOf('reduceSeats'), untilOf('cancel')]).toEqual([['2021-07-01T00:00:00.000Z'], ['2021-07-01T00:00:00.000Z']]);
  });
});
