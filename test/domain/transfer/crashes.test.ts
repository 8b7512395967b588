import { carryOutTransfer } from '../../../src/app/transfer/carryOutTransfer';
import { carryOutDue } from '../../../src/app/due/carryOutDue';
import { endRelationship } from '../../../src/app/customer/customerRelationships';
import { listTransfers } from '../../../src/app/transfer/transferBook';
import { endTransfer, pickLines, type PickedTransfer } from '../../../src/app/transfer/answerTransfer';
import { createTransfer } from '../../../src/app/transfer/createTransfer';
import { type WiredApp } from '../../../src/wiring/wiring';
import { type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { type Subscription } from '../../../src/domain/subscription/state';
import { type TransferChange } from '../../../src/domain/transfer/request';
import { COMMIT, interrupted } from '../../support/interrupted';
import { newRequestId, outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';
import { eventKeys, expectConverged } from '../../support/worldConverged';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { Jitter, JitterStore } from '../../support/worldJitter';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const now = '2026-06-10T10:00:00.000Z';
const soonAfter = '2026-06-10T13:00:00.000Z';
const licence = (subscriptionId: string) => ({ subscriptionId, productType: 'OnlineServicesNCE' as const });
const whole = { before: () => undefined, answer: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }), preview: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }) };

/** Two subscriptions of havn submitted to nordlys, and not carried out yet. */
const submitted = async () => {
  const world = await World.at(now);
  const customer = world.customer('Oresund');
  const ids = await world.buy('havn', customer, [standard, { ...standard, quantity: 3 }]);
  const call = (slug: string) => ({ partner: world.as(slug).partner, userId: 'user', preview: false, request: { callerTenantId: world.as(slug).partner.tenantId, requestId: newRequestId(), fingerprint: '' } });
  const asked = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  const { transfer } = await outcomeOf<TransferChange>(createTransfer(world.app, call('nordlys'), customer, asked, whole));
  await outcomeOf<PickedTransfer>(pickLines(world.app, call('havn'), customer, transfer.id, { action: 'submit', picked: ids.map(licence) }, whole));
  return { stores: world.stores, customer, transferId: transfer.id, ids, known: await eventKeys(world), sweep: () => ({ customerId: customer, subject: transfer.id, at: world.now(), kind: 'transfer' as const }) };
};

/** Each submitted subscription is live exactly once, and what both partners pay for its days adds up to what one would have. */
const expectOneOfEach = async (world: World, customer: string, ids: readonly string[]) => {
  const rows = (await world.commerceRows()).filter(({ partition, key }) => partition === customer && key.startsWith('subscription|')).map(({ value }) => value as unknown as Subscription);
  const live = rows.filter(({ status }) => status === 'active');
  expect(live.map(({ quantity, partnerId }) => [quantity, partnerId === world.as('nordlys').partner.tenantId]).sort()).toEqual([[10, true], [3, true]].sort());
  expect(rows.filter(({ id }) => ids.includes(id)).map(({ status }) => status)).toEqual(['deleted', 'deleted']);
  for (const { id, quantity } of live) {
    const source = rows.find((row) => ids.includes(row.id) && row.quantity === quantity);
    const lines = [...(await world.charges(customer, source?.id ?? '')), ...(await world.charges(customer, id))];
    const refund = lines.find(({ chargeType }) => chargeType === 'cancelImmediate');
    const charge = lines.find(({ chargeType, subscriptionId }) => chargeType === 'new' && subscriptionId === id);
    expect(lines).toHaveLength(3);
    expect([refund?.chargeStart, refund?.chargeEnd, refund?.quantity]).toEqual([charge?.chargeStart, charge?.chargeEnd, charge?.quantity]);
    expect(refund?.chargeStart).toBe('2026-06-11');
  }
};

describe('[TRF-3] an execution, disturbed at every operation', () => {
  let before: Awaited<ReturnType<typeof submitted>>;
  beforeAll(async () => {
    before = await submitted();
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const)('%s: afterwards each is live exactly once, and the lines of both partners add up', async (does) => {
    const { stores, customer, ids, known } = before;
    const places = await everyPlace(now, stores, (world) => world.tick(), does);
    expect(places.length).toBeGreaterThanOrEqual(4);
    await afterEachFault(places, now, stores, (world) => world.tick(), async (world) => {
      await world.advanceTo(soonAfter);
      await expectOneOfEach(world, customer, ids);
      await expectConverged(world, known);
    });
  });
});

test.each(Array.from({ length: 12 }, (_, index) => index * 7919 + 1))('[TRF-3] two hosts at once move each once (order %d)', async (seed) => {
  const { stores, customer, ids, known, sweep } = await submitted();
  const jitter = new Jitter(seed);
  const world = await World.at(now, stores, (store) => new JitterStore(store, jitter));
  const other: WiredApp = world.newProcess((store) => new JitterStore(store, jitter));
  await Promise.all([carryOutTransfer(world.app, sweep()), carryOutTransfer(other, sweep())]);
  await world.advanceTo(soonAfter);
  await expectOneOfEach(world, customer, ids);
  await expectConverged(world, known);
});

/** Licences charged for on each day of `days`, over both partners: what every line that covers it adds or gives back. */
const chargedOn = async (world: World, customer: string, days: readonly string[]): Promise<number[]> => {
  const rows = (await world.commerceRows()).filter(({ partition, key }) => partition === customer && key.startsWith('charge|'));
  const lines = rows.map(({ value }) => value as unknown as ChargeLine);
  return days.map((day) => lines.filter(({ chargeStart, chargeEnd }) => chargeStart <= day && day <= chargeEnd).reduce((sum, { quantity, effectiveUnitPrice }) => sum + (effectiveUnitPrice.startsWith('-') ? -quantity : quantity), 0));
};

/** Orders in which two hosts' operations meet: seeds of their delays. */
const orders = Array.from({ length: 16 }, (_, index) => index * 7919 + 1);

/** How far one is ahead of the other, in turns of the event loop's microtasks; from not at all to until it is done, over all orders. */
const headStart = async (seed: number): Promise<void> => {
  for (let turns = (orders.indexOf(seed) % 8) * 60; turns > 0; turns -= 1) await Promise.resolve();
};

/** Each outcome of a race, to be sure that both were met. */
const outcomes = new Map<string, Set<string>>();
const met = (race: string, outcome: string): void => void outcomes.set(race, new Set([...(outcomes.get(race) ?? []), outcome]));

/** Two processes over one asked-for transfer, each late in its own way. */
const asked = async (seed: number) => {
  const jitter = new Jitter(seed);
  const wrap = <T extends ConstructorParameters<typeof JitterStore>[0]>(store: T) => new JitterStore(store, jitter);
  const world = await World.at(now, undefined, wrap);
  const customer = world.customer('Oresund');
  const ids = await world.buy('havn', customer, [{ ...standard, termDuration: 'P1M' }]);
  const other = world.newProcess(wrap);
  const call = (slug: string) => ({ partner: world.as(slug).partner, userId: 'user', preview: false, request: { callerTenantId: world.as(slug).partner.tenantId, requestId: newRequestId(), fingerprint: '' } });
  const ask = async () => {
    const named = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
    return (await outcomeOf<TransferChange>(createTransfer(world.app, call('nordlys'), customer, named, whole))).transfer.id;
  };
  const submit = (app: WiredApp, id: string) => pickLines(app, call('havn'), customer, id, { action: 'submit', picked: ids.map(licence) }, whole);
  const withdraw = (app: WiredApp, id: string) => endTransfer(app, call('nordlys'), customer, id, 'withdraw', whole);
  const statuses = async () => (await listTransfers(world.stores.Commerce, customer)).map(({ status }) => status).sort();
  const owners = async () =>
    (await world.commerceRows()).filter(({ partition, key }) => partition === customer && key.startsWith('subscription|')).map(({ value }) => value as unknown as Subscription).filter(({ status }) => status === 'active').map(({ partnerId }) => (partnerId === world.as('nordlys').partner.tenantId ? 'nordlys' : 'havn'));
  return { world, other, customer, ids, ask, submit, withdraw, call, statuses, owners };
};

describe('two at once', () => {
  test('[TRF-1] of two that are asked for when nine wait already, by two hosts, one is', async () => {
    const { world, other, customer, ask, call, statuses } = await asked(1);
    for (let count = 0; count < 9; count += 1) await ask();
    const request = (app: WiredApp) => createTransfer(app, call('nordlys'), customer, { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 }, whole);
    const { store, hasActed } = interrupted(world.app.commerce, COMMIT, () => outcomeOf(request(other)));
    expect(await request({ ...world.app, commerce: store })).toEqual({ ok: false, error: { kind: 'TransfersWaiting', most: 10 } });
    expect([hasActed(), (await statuses()).length]).toEqual([true, 10]);
  });

  test.each(['customer|', 'subscription|', 'transfer|'])('[TRF-4] what another host moves before %s… is read is not submitted once more', async (prefix) => {
    const { world, other, customer, ids, ask, submit, call } = await asked(1);
    const [first, second] = [await ask(), await ask()];
    const { store, hasActed } = interrupted(world.app.commerce, prefix, async () => {
      await outcomeOf(submit(other, first));
      await carryOutTransfer(other, { customerId: customer, subject: first, at: world.now(), kind: 'transfer' });
    });
    const picked = pickLines({ ...world.app, commerce: store }, call('havn'), customer, second, { action: 'submit', picked: ids.map(licence) }, whole);
    expect(await picked).toMatchObject({ ok: false, error: { kind: 'TransferLineUnfit' } });
    expect(hasActed()).toBe(true);
  });

  test.each(orders)('[TRF-1] the source submits while the target withdraws: one of them is told it came too late (order %d)', async (seed) => {
    const { world, other, ask, submit, withdraw, statuses, owners } = await asked(seed);
    const id = await ask();
    const withdrawing = headStart(seed).then(() => withdraw(other, id));
    const [submitted, withdrawn] = await Promise.all([submit(world.app, id), withdrawing]);
    met('withdrawal', String(submitted.ok));
    expect([submitted.ok, withdrawn.ok].filter(Boolean)).toHaveLength(1);
    await world.settle();
    expect([await statuses(), await owners()]).toEqual(submitted.ok ? [['Complete'], ['nordlys']] : [['Cancel'], ['havn']]);
    await world.expectNothingDue();
  });

  test.each(orders)('[TRF-4] one subscription submitted in two transfers goes into one (order %d)', async (seed) => {
    const { world, other, ask, submit, statuses, owners } = await asked(seed);
    const [first, second] = [await ask(), await ask()];
    const answers = await Promise.all([submit(world.app, first), submit(other, second)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await world.settle();
    expect([await statuses(), await owners()]).toEqual([['Complete', 'Pending'], ['nordlys']]);
    await world.expectNothingDue();
  });

  test.each(orders)('[TRF-1] the source submits at the last instant while the expiry is carried out: either, and nothing in between (order %d)', async (seed) => {
    const { world, other, ask, submit, statuses, owners } = await asked(seed);
    const id = await ask();
    await world.advanceTo('2026-07-10T23:59:59.999Z');
    const submitting = submit(other, id);
    await headStart(seed);
    world.sleepUntil('2026-07-11T00:00:00.000Z');
    const [submitted] = await Promise.all([submitting, world.tick()]);
    met('expiry', String(submitted.ok));
    await world.settle();
    expect([await statuses(), await owners()]).toEqual(submitted.ok ? [['Complete'], ['nordlys']] : [['Expired'], ['havn']]);
    await world.expectNothingDue();
  });

  test.each(orders)('[CUS-1] the target gives the customer up while it is moved to: it has the subscription or no relationship, never both (order %d)', async (seed) => {
    const { world, other, customer, ask, submit, call, statuses, owners } = await asked(seed);
    const id = await ask();
    await outcomeOf(submit(world.app, id));
    const [ended] = await Promise.all([headStart(seed).then(() => endRelationship(other, call('nordlys'), customer, whole)), carryOutTransfer(world.app, { customerId: customer, subject: id, at: world.now(), kind: 'transfer' })]);
    await world.settle();
    met('relationship', String(ended.ok));
    expect([await statuses(), await owners()]).toEqual(ended.ok ? [['Failed'], ['havn']] : [['Complete'], ['nordlys']]);
    await world.expectNothingDue();
  });

  test.each(orders)('[TRF-3] [REN-7] moved at the midnight of its renewal: renewed once, and each day is paid for once (order %d)', async (seed) => {
    const { world, other, ask, submit, customer, owners, ids } = await asked(seed);
    const id = await ask();
    await world.advanceTo('2026-07-09T23:59:59.000Z');
    await outcomeOf(submit(world.app, id));
    world.sleepUntil('2026-07-10T00:00:00.000Z');
    const move = { customerId: customer, subject: id, at: world.now(), kind: 'transfer' as const };
    const renewal = (await world.due()).find(({ kind }) => kind === 'renewal');
    if (renewal === undefined) throw new Error('No renewal is due');
    await Promise.all([headStart(seed).then(() => carryOutDue(world.app, { partition: world.app.deadlines.partitionOf(renewal), kind: 'renewal' })), carryOutTransfer(other, move)]);
    await world.settle();
    const moved = (await world.subscription(customer, ids[0] ?? '')).status === 'deleted';
    met('renewal', String(moved));
    expect(await owners()).toEqual([moved ? 'nordlys' : 'havn']);
    expect(await chargedOn(world, customer, ['2026-06-09', '2026-06-10', '2026-07-09', '2026-07-10', '2026-07-11', '2026-08-09', '2026-08-10'])).toEqual([0, 10, 10, 10, 10, 10, 0]);
    await world.expectNothingDue();
  });

  test.each(['withdrawal', 'expiry', 'relationship', 'renewal'])('the orders above met both outcomes: %s', (race) => {
    expect([...(outcomes.get(race) ?? [])].sort()).toEqual(['false', 'true']);
  });
});
