import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const premium = `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`;
const upgraded = (at: string): string => `its licences were upgraded at ${at}, and upgrades are final. The next window opens when the next term starts, on 2026-07-01.`;

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let source: string;

beforeEach(async () => {
  world = await World.at('2026-06-01T10:00:00Z');
  customer = world.customer('Zonnebloem');
  [source = ''] = await world.buy('havn', customer, [standard]);
  http = httpOver(world);
});

const path = (id: string): string => `/customers/${customer}/subscriptions/${id}`;
const cancel = (id = source, query = '') => http(`/v1${path(id)}${query}`, { method: 'PATCH', body: { status: 'deleted' } });
const transition = async (body: object, id = source): Promise<string> => {
  const reply = await http(`/v1${path(id)}/transitions`, { method: 'POST', body: { toCatalogItemId: premium, transitionType: 'transition_only', ...body } });
  expect([reply.status, reply.status === 200 ? undefined : reply.body]).toEqual([200, undefined]);
  return (reply.body as { toSubscriptionId: string }).toSubscriptionId;
};
const saying = (text: string) => ({ status: 400, body: { code: 900117, description: expect.stringContaining(text) as string } });
const optionOf = async (id: string) => ((await http(`/nextterm/v1${path(id)}/options`)).body as { items: { action: string }[] }).items.find(({ action }) => action === 'cancel');

describe('[UPG-4] an upgrade is final, and the refusal to cancel says so', () => {
  test('of all licences: cancelled before it by the window, not after it, though the window would be open', async () => {
    expect((await cancel(source, '?preview=true')).status).toBe(200);
    await transition({ quantity: 10 });
    const before = await world.commerceRows();
    expect(await cancel()).toMatchObject(saying(upgraded('2026-06-01T10:00:00.000Z')));
    expect(await world.commerceRows()).toEqual(before);
    expect(await optionOf(source)).toMatchObject({ possible: false, rule: 'UPG-4', code: 900117, reason: expect.stringContaining('upgrades are final') as string, opensAgain: '2026-07-01' });
  });

  test('long after the window closed', async () => {
    await world.advanceTo('2026-06-20T12:00:00Z');
    expect(await cancel()).toMatchObject(saying('its window of 7 days closed at 2026-06-08T10:00:00.000Z'));
    await transition({ quantity: 10 });
    expect(await cancel()).toMatchObject(saying(upgraded('2026-06-20T12:00:00.000Z')));
  });

  test('of a part: the new one cannot be cancelled, what stays in its window can', async () => {
    const apart = await transition({ quantity: 4 });
    expect(await cancel(apart)).toMatchObject(saying(upgraded('2026-06-01T10:00:00.000Z')));
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'deleted' } });
  });

  test('into a longer term, which begins with the upgrade', async () => {
    await transition({ quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' });
    expect(await cancel()).toMatchObject(saying('upgrades are final. The next window opens when the next term starts, on 2027-06-01.'));
  });

  test('until the next term, whose window is an ordinary one', async () => {
    await transition({ quantity: 10 });
    await world.advanceTo('2026-06-30T23:59:59.999Z');
    expect(await cancel()).toMatchObject(saying('upgrades are final'));
    await world.advanceTo('2026-07-08T00:00:00.000Z');
    expect(await cancel()).toMatchObject(saying('its window of 7 days closed at 2026-07-08T00:00:00.000Z'));
    expect(await optionOf(source)).toMatchObject({ possible: false, rule: 'CAN-1' });
  });

  test('of one that was upgraded before terms kept it, the window is named as it was', async () => {
    await transition({ quantity: 10 });
    const key = `subscription|${source}`;
    const { term: { upgradedAt: _upgraded, ...term }, ...rest } = await world.subscription(customer, source);
    await world.stores.Commerce.commit(customer, [{ op: 'put', key, value: { type: 'subscription', ...rest, term } }]);
    expect(await cancel()).toMatchObject(saying('its window of 7 days closed at 2026-06-01T10:00:00.000Z'));
  });
});

test('[TRI-4] [UPG-4] a trial that turns paid is no upgrade: it has the window of a term that begins', async () => {
  const [trial = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]);
  await transition({ quantity: 25, termDuration: 'P1M', billingCycle: 'monthly' }, trial);
  expect((await cancel(trial, '?preview=true')).status).toBe(200);
  await world.advanceTo('2026-06-08T10:00:00.000Z');
  expect(await cancel(trial)).toMatchObject(saying('its window of 7 days closed at 2026-06-08T10:00:00.000Z'));
});
