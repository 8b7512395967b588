import { endTransfer, pickLines } from '../../../src/app/transfer/answerTransfer';
import { createTransfer } from '../../../src/app/transfer/createTransfer';
import { listTransfers } from '../../../src/app/transfer/transferBook';
import { type Subscription } from '../../../src/domain/subscription/state';
import { type TransferChange } from '../../../src/domain/transfer/request';
import { type Stores } from '../../../src/wiring/wiring';
import { newRequestId, outcomeOf } from '../../support/worldDesk';
import { eventKeys, expectConverged } from '../../support/worldConverged';
import { afterEachFault, everyPlace, seenByCaller } from '../../support/worldFaults';
import { World } from '../../support/world';

const now = '2026-06-10T10:00:00.000Z';
const month = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const whole = { before: () => undefined, answer: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }), preview: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }) };
const faults = ['dieBefore', 'dieAfter', 'conflict', 'unavailable', 'lostAnswer'] as const;

const callOf = (world: World, slug: string, requestId: string) => ({ partner: world.as(slug).partner, userId: 'user', preview: false, request: { callerTenantId: world.as(slug).partner.tenantId, requestId, fingerprint: '' } });

interface Scene {
  readonly stores: Stores;
  readonly at: string;
  readonly customer: string;
  readonly known: readonly string[];
  readonly picked: readonly { readonly subscriptionId: string; readonly productType: 'OnlineServicesNCE' }[];
  /** Of a request that was made before; empty where there is none. */
  readonly transferId: string;
}

const scene = async (isAsked: boolean): Promise<Scene> => {
  const world = await World.at(now);
  const customer = world.customer('Oresund');
  const ids = await world.buy('havn', customer, [month]);
  const asked = isAsked ? await outcomeOf<TransferChange>(ask(world, customer, newRequestId())) : undefined;
  await world.settle();
  const picked = ids.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' as const }));
  return { stores: world.stores, at: now, customer, known: await eventKeys(world), picked, transferId: asked?.transfer.id ?? '' };
};

const ask = (world: World, customer: string, requestId: string) => {
  const named = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  return createTransfer(world.app, callOf(world, 'nordlys', requestId), customer, named, whole);
};

interface Case {
  readonly name: string;
  readonly isAsked: boolean;
  /** The step, under one request id however often it is sent. */
  readonly act: (world: World, scene: Scene, requestId: string) => Promise<unknown>;
  readonly status: string;
  readonly facts: readonly string[];
  readonly owner: 'havn' | 'nordlys';
}

const cases: readonly Case[] = [
  { name: 'the request', isAsked: false, act: (world, { customer }, id) => ask(world, customer, id), status: 'Pending', facts: ['TransferRequested'], owner: 'havn' },
  { name: 'an offer', isAsked: true, act: (world, { customer, transferId, picked }, id) => pickLines(world.app, callOf(world, 'havn', id), customer, transferId, { action: 'offer', picked }, whole), status: 'Pending', facts: ['TransferOffered'], owner: 'havn' },
  { name: 'the submission', isAsked: true, act: (world, { customer, transferId, picked }, id) => pickLines(world.app, callOf(world, 'havn', id), customer, transferId, { action: 'submit', picked }, whole), status: 'Complete', facts: ['TransferSubmitted', 'TransferLineCompleted', 'TransferCompleted'], owner: 'nordlys' },
  { name: 'the rejection', isAsked: true, act: (world, { customer, transferId }, id) => endTransfer(world.app, callOf(world, 'havn', id), customer, transferId, 'reject', whole), status: 'Reject', facts: ['TransferRejected'], owner: 'havn' },
  { name: 'the withdrawal', isAsked: true, act: (world, { customer, transferId }, id) => endTransfer(world.app, callOf(world, 'nordlys', id), customer, transferId, 'withdraw', whole), status: 'Cancel', facts: ['TransferWithdrawn'], owner: 'havn' },
];

const expectState = async (world: World, { customer, known }: Scene, { status, facts, owner }: Pick<Case, 'status' | 'facts' | 'owner'>): Promise<void> => {
  expect((await listTransfers(world.stores.Commerce, customer)).map((transfer) => transfer.status)).toEqual([status]);
  const rows = (await world.commerceRows()).filter(({ partition }) => partition === customer);
  const live = rows.filter(({ key }) => key.startsWith('subscription|')).map(({ value }) => value as unknown as Subscription).filter((each) => each.status === 'active');
  expect(live.map(({ partnerId }) => partnerId)).toEqual([world.as(owner).partner.tenantId]);
  const told = rows.filter(({ key, value }) => key.startsWith('event|') && !known.includes(key) && (value['subject'] as { kind: string }).kind === 'transfer').flatMap(({ value }) => value['facts'] as { type: string }[]);
  expect(told.map(({ type }) => type)).toEqual(facts);
  expect(await world.due()).toEqual([]);
};

describe.each(cases)('[TRF-1] [TRF-3] $name, disturbed at every operation and sent again', (each) => {
  let before: Scene;
  beforeAll(async () => {
    before = await scene(each.isAsked);
  });

  test.each(faults)('%s: it happened once, told once, and its process ends where it should', async (does) => {
    const requestId = newRequestId();
    const places = await everyPlace(now, before.stores, (world) => each.act(world, before, requestId), does);
    expect(places.length).toBeGreaterThanOrEqual(4);
    await afterEachFault(places, now, before.stores, (world) => each.act(world, before, requestId), async (world) => {
      await seenByCaller(each.act(world, before, requestId));
      await world.advanceTo('2026-06-10T14:00:00.000Z');
      await expectState(world, before, each);
      await expectConverged(world, before.known);
    });
  });
});

describe('[TRF-1] [TRF-3] its expiry, disturbed at every operation', () => {
  const due = '2026-07-11T00:00:00.000Z';
  let before: Scene;
  beforeAll(async () => {
    const asked = await scene(true);
    const world = await World.at(now, asked.stores);
    await world.advanceTo('2026-07-10T23:59:59.999Z');
    before = { ...asked, stores: world.stores, at: due, known: await eventKeys(world) };
  });

  test.each(faults)('%s: it has expired once', async (does) => {
    const places = await everyPlace(due, before.stores, (world) => world.tick(), does);
    expect(places.length).toBeGreaterThanOrEqual(4);
    await afterEachFault(places, due, before.stores, (world) => world.tick(), async (world) => {
      await world.advanceTo('2026-07-11T04:00:00.000Z');
      await expectState(world, before, { status: 'Expired', facts: ['TransferExpired'], owner: 'havn' });
    });
  });
});
