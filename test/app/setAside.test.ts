import { listParked } from '../../src/app/operations/parked';
import { releaseParked } from '../../src/app/operations/releaseParked';
import { type Deadline } from '../../src/app/due/deadline';
import { instant } from '../../src/kernel/instant';
import { type Stores } from '../../src/wiring/wiring';
import { World } from '../support/world';
import { afterEachFault, everyPlace } from '../support/worldFaults';

const monthly = { sku: 'NCBUSSTAND01:0001' };
const purchase = '2021-06-18T10:00:00Z';
const due = '2021-07-18T00:00:00.000Z';
/** After 1, 6 and 21 minutes, then every hour: the first attempt after 24 hours. */
const givenUp = '2021-07-19T00:21:00.000Z';
const faults = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'] as const;

const zonnebloem = (world: World): string => world.customer('Zonnebloem');
const rowOf = (id: string): string => `subscription|${id}`;

/** Makes rows unreadable, as a hand in the table would. @returns what mends them. */
const spoil = async (world: World, keys: readonly string[]): Promise<() => Promise<void>> => {
  const { Commerce: commerce } = world.stores;
  const customer = zonnebloem(world);
  const before = await Promise.all(keys.map((key) => commerce.read(customer, key)));
  for (const [index, key] of keys.entries()) await commerce.commit(customer, [{ op: 'put', key, value: { ...before[index]?.value, version: 'spoilt' } }]);
  return async () => {
    for (const [index, key] of keys.entries()) await commerce.commit(customer, [{ op: 'put', key, value: before[index]?.value ?? {} }]);
  };
};

/** Everything ahead of one subject, by its instants. */
const aheadOf = async (world: World, subject: string): Promise<Deadline[]> =>
  (await world.app.deadlines.due(instant('2099-01-01T00:00:00Z'))).deadlines.filter((deadline) => deadline.subject.startsWith(subject));

const parkedIn = async (world: World) => (await listParked(world.stores.Directory, 1000)).items;

const told = async (world: World): Promise<string[]> => (await world.commerceRows()).filter(({ key, value }) => key.startsWith('event|') && (value['subject'] as { kind: string }).kind === 'parked').map(({ key }) => key);

describe('[REN-7] work that fails', () => {
  test('is tried after 1, 5, 15 minutes and then every hour, and given up at the first attempt after 24 hours', async () => {
    const world = await World.at(purchase);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-17T00:00:00Z');
    await spoil(world, [rowOf(id)]);
    const waits: string[] = [];
    world.sleepUntil(due);
    for (let tries = 0; tries < 40 && (await parkedIn(world)).length === 0; tries += 1) {
      await world.tick();
      const [next] = await aheadOf(world, id);
      if (next === undefined) break;
      waits.push(next.at.slice(11, 16));
      world.sleepUntil(next.at);
    }
    expect(waits.slice(0, 5)).toEqual(['00:01', '00:06', '00:21', '01:21', '02:21']);
    expect([waits.length, world.now()]).toEqual([27, givenUp]);
    expect(await parkedIn(world)).toMatchObject([{ kind: 'renewal', subject: id, failingSince: due, parkedAt: givenUp, attempts: 28 }]);
  });

  test('of any kind is set apart alike, and keeps what it knows', async () => {
    const world = await World.at(purchase);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    const [window] = (await aheadOf(world, id)).filter(({ kind }) => kind === 'cancellationWindow');
    const mend = await spoil(world, [rowOf(id)]);
    world.sleepUntil(window?.at ?? '');
    await world.tick();
    const [waiting] = (await aheadOf(world, id)).filter(({ kind }) => kind === 'cancellationWindow');
    expect(waiting?.data).toMatchObject({ ...window?.data, failure: { attempts: 1, since: window?.at } });
    await world.advanceTo('2021-06-25T23:00:00Z');
    const [parked] = await parkedIn(world);
    expect(parked).toMatchObject({ kind: 'cancellationWindow', data: window?.data });
    await mend();
    await releaseParked(world.app, parked?.id ?? '', world.now());
    await world.settle();
    expect((await world.commerceRows()).flatMap(({ key, value }) => (key.startsWith('event|') ? (value['facts'] as { type: string }[]).map(({ type }) => type) : [])).filter((type) => type.startsWith('Window'))).toEqual(['WindowClosed']);
  });

  test('holds up nobody, also where more of it is due than one page holds and the customer’s events cannot be brought out', async () => {
    const world = await World.at(purchase);
    const customer = zonnebloem(world);
    const bought: string[] = [];
    while (bought.length < 102) bought.push(...(await world.buy('havn', customer, Array.from({ length: 17 }, () => ({ ...monthly, quantity: 1 })))));
    bought.sort();
    const [last = ''] = bought.slice(-1);
    await world.advanceTo('2021-07-17T00:00:00Z');
    await spoil(world, [...bought.slice(0, -1).map(rowOf), `outbox|${bought[0]}|00000009`]);
    world.sleepUntil(due);
    await world.tick();
    expect((await world.subscription(customer, last)).term.number).toBe(2);
    for (let next: string | undefined = due; next !== undefined && next <= givenUp; [next] = (await aheadOf(world, bought[0] ?? '')).map(({ at }) => at)) {
      world.sleepUntil(next);
      await world.tick();
    }
    expect((await parkedIn(world)).map(({ subject }) => subject).toSorted()).toEqual(bought.slice(0, -1));
  });
});

describe('[REN-7] giving up, disturbed at every operation', () => {
  let before: Stores;
  let id: string;

  beforeAll(async () => {
    const world = await World.at(purchase);
    [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    await world.advanceTo('2021-07-17T00:00:00Z');
    await spoil(world, [rowOf(id)]);
    for (let next: string | undefined = due; next !== undefined && next < givenUp; [next] = (await aheadOf(world, id)).map(({ at }) => at)) {
      world.sleepUntil(next);
      await world.tick();
    }
    before = world.stores;
  });

  test.each(faults)('%s: it is listed once, told once, and not tried again', async (does) => {
    const places = await everyPlace(givenUp, before, (world) => world.tick(), does);
    expect(places.length).toBeGreaterThanOrEqual(9);
    await afterEachFault(places, givenUp, before, (world) => world.tick(), async (world) => {
      await world.advanceTo('2021-07-19T02:00:00.000Z');
      expect(await parkedIn(world)).toMatchObject([{ subject: id }]);
      expect(await told(world)).toHaveLength(1);
      expect(await aheadOf(world, id)).toEqual([]);
      expect((await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
    });
  });

  test.each(faults)('%s: a release that is repeated makes it due, and it is renewed once', async (does) => {
    const world = await World.at(givenUp, before);
    await world.tick();
    const [parked] = await parkedIn(world);
    const subscription = (await (await World.at(purchase, before)).stores.Commerce.read(zonnebloem(world), rowOf(id)))?.value;
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: rowOf(id), value: { ...subscription, version: 1 } }]);
    const release = (at: World) => releaseParked(at.app, parked?.id ?? '', at.now());
    const places = await everyPlace(givenUp, world.stores, release, does);
    expect(places.length).toBeGreaterThanOrEqual(3);
    await afterEachFault(places, givenUp, world.stores, release, async (released) => {
      await release(released);
      await released.settle();
      expect((await released.charges(zonnebloem(released), id)).map(({ chargeStart }) => chargeStart)).toEqual(['2021-06-18', '2021-07-18']);
      expect(await parkedIn(released)).toEqual([]);
    });
  });
});
