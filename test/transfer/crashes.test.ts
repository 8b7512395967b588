import { carryOutTransfer } from '../../src/app/transfer/carryOutTransfer';
import { answerTransfer, createTransfer, type AnsweredTransfer } from '../../src/app/transfer/transfers';
import { type WiredApp } from '../../src/app/wiring';
import { type Subscription } from '../../src/subscription/state';
import { type TransferChange } from '../../src/transfer/request';
import { FaultPlan } from '../support/faultyStore';
import { newRequestId, outcomeOf } from '../support/worldDesk';
import { World } from '../support/world';
import { eventKeys, expectConverged } from '../support/worldConverged';
import { everyPlace, faultyWorld, seenByCaller, underFault } from '../support/worldFaults';
import { Jitter, JitterStore } from '../support/worldJitter';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const now = '2026-06-10T10:00:00.000Z';
const soonAfter = '2026-06-10T13:00:00.000Z';
const whole = { answer: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }), preview: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }) };

/** Two subscriptions of havn submitted to nordlys, and not carried out yet. */
const submitted = async () => {
  const world = await World.at(now);
  const customer = world.customer('Oresund');
  const ids = await world.buy('havn', customer, [standard, { ...standard, quantity: 3 }]);
  const call = (slug: string) => ({ partner: world.as(slug).partner, userId: 'user', preview: false, request: { callerTenantId: world.as(slug).partner.tenantId, requestId: newRequestId(), fingerprint: '' } });
  const asked = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  const { transfer } = await outcomeOf<TransferChange>(createTransfer(world.app, call('nordlys'), customer, asked, whole));
  await outcomeOf<AnsweredTransfer>(answerTransfer(world.app, call('havn'), customer, transfer.id, { action: 'submit', subscriptionIds: ids }, whole));
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
    for (const fault of places) {
      await underFault(fault, async () => {
        const world = await faultyWorld(now, stores, new FaultPlan([fault]));
        await seenByCaller(world.tick());
        world.restart();
        await world.advanceTo(soonAfter);
        await expectOneOfEach(world, customer, ids);
        await expectConverged(world, known);
      });
    }
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
