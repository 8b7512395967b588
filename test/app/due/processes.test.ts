import { goOnChecking } from '../../../src/app/check/checkRound';
import { carryOutDue } from '../../../src/app/due/carryOutDue';
import { type DueWork } from '../../../src/app/due/dueWork';
import { sweep, type Processes } from '../../../src/app/due/sweep';
import { listParked } from '../../../src/app/operations/parked';
import { type Stores } from '../../../src/wiring/wiring';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { eventKeys, expectConverged, storedIn } from '../../support/worldConverged';
import { outcomeOf } from '../../support/worldDesk';
import { afterEachFault, everyPlace } from '../../support/worldFaults';
import { JournalStore } from '../../support/worldJournal';
import { worldProcesses } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const monthly = { sku: 'NCM365ENTE03:0001', quantity: 1 } as const;
const trial = { sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' } as const;
const otherTrial = { ...trial, sku: 'NCM365ENTE05:0002' } as const;

const bought = '2026-06-10T10:00:00Z';
const closing = '2026-06-16T10:00:00.000Z';
const closed = '2026-06-17T10:00:00.000Z';
const trialOver = '2026-07-10T00:00:00.000Z';
const faults = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'] as const;

const zonnebloem = (world: World): string => world.customer('Zonnebloem');
const many = (count: number) => Array.from({ length: count }, () => monthly);

/** Buys so many, twenty to a cart. */
const buyMany = async (world: World, count: number): Promise<string[]> => {
  const ids: string[] = [];
  while (ids.length < count) ids.push(...(await world.buy('havn', zonnebloem(world), many(Math.min(20, count - ids.length)))));
  return ids;
};

/** Notes what the sweep starts, and starts nothing. */
const noted = () => {
  const started: DueWork[] = [];
  const processes: Processes = { start: async (work) => void started.push(work), tell: async () => undefined };
  return { started, processes };
};

const startedAt = async (world: World, at: string): Promise<readonly DueWork[]> => {
  world.sleepUntil(at);
  const { started, processes } = noted();
  await world.tick(world.app, processes);
  return started;
};

const partOf = (world: World, at: string, kind: DueWork['kind']): DueWork => ({ kind, partition: `${at.slice(0, 13)}|${world.app.deadlines.partitionOf({ at: world.now(), kind, customerId: zonnebloem(world), subject: '' }).split('|')[1]}` });

const newsOf = (world: World): string[] => world.published.flatMap(({ subject, at, facts }) => (subject.kind === 'window' ? facts.map(({ type }) => `${at} ${type}`) : []));

/** Journal of what `work` does to storage. */
const journalOf = async (stores: Stores, at: string, work: (world: World) => Promise<unknown>): Promise<string[]> => {
  const journal: string[] = [];
  const world = await World.at(at, stores, (store, table) => new JournalStore(store, table, journal));
  await world.app.catalogueOf('NL');
  journal.length = 0;
  await work(world);
  return journal;
};

describe('what the sweep starts', () => {
  test('nothing while nothing is due, however much is ahead', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [monthly, trial]);
    const { Deadlines: deadlines } = world.stores;
    expect((await rowsOf(deadlines)).length).toBeGreaterThanOrEqual(3);
    expect(await startedAt(world, '2026-06-16T09:59:59.999Z')).toEqual([]);
  });

  test('[SUB-3] cancellationWindow for windows, and says nothing of them itself', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    expect(await startedAt(world, closing)).toEqual([partOf(world, closing, 'cancellationWindow')]);
    expect(newsOf(world)).toEqual([]);
  });

  test('[TRI-2] trialConversion for a trial that is over, and not a millisecond before', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [trial]);
    expect(await startedAt(world, '2026-07-09T23:59:59.999Z')).toEqual([]);
    expect(await startedAt(world, trialOver)).toEqual([partOf(world, trialOver, 'trialConversion')]);
  });

  test('[TRI-2] trialConversion also for one that ends; its stages after that are renewal', async () => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [trial]);
    await outcomeOf(world.as('havn').patch(zonnebloem(world), id, { autoRenewEnabled: false }));
    expect(await startedAt(world, trialOver)).toEqual([partOf(world, trialOver, 'trialConversion')]);
    await world.settle();
    expect(world.happened()).toContain('SubscriptionExpired');
    const next = await world.app.deadlines.earliest();
    expect(await startedAt(world, next ?? '')).toEqual([partOf(world, next ?? '', 'renewal')]);
  });

  test('[SCH-1] renewal for what has a change planned for its next term, which the renewal applies', async () => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [{ ...monthly, quantity: 10 }]);
    const http = httpOver(world);
    const path = `/v1/customers/${zonnebloem(world)}/subscriptions/${id}`;
    const planned = await http(path, { method: 'PATCH', body: { scheduledNextTermInstructions: { product: { productId: 'NCM365ENTE03', skuId: '0001', availabilityId: ((await http(path)).body as { offerId: string }).offerId.split(':')[2], billingCycle: 'monthly', termDuration: 'P1M' }, quantity: 7 } } });
    expect(planned.status).toBe(200);
    await world.advanceTo('2026-07-09T00:00:00Z');
    expect(await startedAt(world, '2026-07-10T00:00:00.000Z')).toEqual([partOf(world, '2026-07-10T00:00:00.000Z', 'renewal')]);
    await world.settle();
    expect((await http(path)).body).toMatchObject({ quantity: 7, commitmentEndDate: '2026-08-09T00:00:00Z' });
  });

  test('one process for each kind, hour and shard, however many are due', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [...many(5), trial, otherTrial]);
    await world.advanceTo('2026-06-18T00:00:00Z');
    expect((await startedAt(world, trialOver)).toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([partOf(world, trialOver, 'renewal'), partOf(world, trialOver, 'trialConversion')]);
  });
});

test('[DUE-5] a sweep begins nothing after two minutes that comes one at a time: it starts the processes that it found, and the next does what is left', async () => {
  const world = await World.at(bought);
  await world.buy('havn', zonnebloem(world), [monthly]);
  for (let carts = 0; carts < 14; carts += 1) await outcomeOf(world.as('havn').createCart(zonnebloem(world), [monthly]));
  // A minute later nothing carries what is in the index by now.
  await world.app.covers.clear();
  const left = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|cartExpiry|')).length;
  const before = await left();
  expect(before).toBeGreaterThanOrEqual(14);
  world.sleepUntil('2026-06-17T11:00:00.000Z');
  const { started, processes } = noted();
  let millis = 0;
  await sweep({ ...world.app, webhook: { ...world.app.webhook, elapsed: () => (millis += 10_000) } }, processes);
  // Ten seconds pass whenever one is begun.
  const done = before - (await left());
  expect([done > 0, done < 12, started.some(({ kind }) => kind === 'cancellationWindow')]).toEqual([true, true, true]);
  await world.tick(world.app, processes);
  expect(await left()).toBe(0);
});

describe('[SUB-3] windows, a customer at a time', () => {
  test('ninety announcements are one transaction, a ninety-first is the next', async () => {
    const world = await World.at(bought);
    await buyMany(world, 91);
    const commits = (await journalOf(world.stores, closing, (at) => at.tick())).filter((line) => line.startsWith('Commerce') && line.includes('create event'));
    expect(commits.map((line) => [line.match(/create event/g)?.length, line.match(/create outbox/g)?.length])).toEqual([[90, 1], [1, 1]]);
  });

  test('what is told together is read with one query, stored with one write, and the outbox is not looked through', async () => {
    const world = await World.at(bought);
    await buyMany(world, 20);
    await world.tick();
    for (const at of [closing, closed]) {
      const journal = (await journalOf(world.stores, at, (each) => each.tick())).filter((line) => line.startsWith('Commerce'));
      expect(journal.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['Commerce list subscription', 'Commerce commit create', 'Commerce commit delete']);
      await world.advanceTo(at);
    }
  });

  test.each([3, 4])('of %i windows one whose subscription cannot be read is set apart alone, and of a customer with many more no more rows are read than twice what is asked for', async (count) => {
    const world = await World.at(bought);
    await buyMany(world, 12);
    world.clock.moveTo('2026-06-10T11:00:00Z');
    const ids = (await world.buy('havn', zonnebloem(world), many(count))).toSorted();
    await world.advanceTo(closing);
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: `subscription|${ids[1]}`, value: { version: 'spoilt' } }]);
    const counts = new OperationCounts();
    const counted = await World.at('2026-06-16T11:00:00.000Z', world.stores, (store, table) => new CountingStore(store, table, counts));
    await counted.tick();
    expect(newsOf(counted)).toHaveLength(count - 1);
    expect(counts.of('Commerce').rows).toBeLessThanOrEqual(3 * count);
    expect((await counted.app.deadlines.due('2026-06-16T11:01:00.000Z' as never)).deadlines.map(({ subject }) => subject.split('|')[0])).toEqual([ids[1]]);
  });

  test('a page of a hundred and the rest of it: each is announced and closed once, at its instant', async () => {
    const world = await World.at(bought);
    await buyMany(world, 101);
    await world.advanceTo('2026-06-18T00:00:00Z');
    expect(newsOf(world)).toEqual([...Array.from({ length: 101 }, () => `${closing} WindowClosing`), ...Array.from({ length: 101 }, () => `${closed} WindowClosed`)]);
    await world.expectNothingDue();
  });

  test('what is told is read over HTTP, with the window that is ahead', async () => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    const http = httpOver(world);
    const told = async () => ((await http(`/nextterm/v1/customers/${zonnebloem(world)}/subscriptions/${id}/events`)).body as { items: { type: string; at: string }[] }).items.map(({ type, at }) => `${at} ${type}`).slice(1);
    await world.advanceTo(closing);
    expect(await told()).toEqual([`${closing} WindowClosing`]);
    await world.advanceTo(closed);
    expect(await told()).toEqual([`${closing} WindowClosing`, `${closed} WindowClosed`]);
  });

  test.each([
    { what: 'whose deadline says nothing', spoil: 'deadline' },
    { what: 'whose subscription cannot be read', spoil: 'subscription' },
  ])('one $what is set apart with its reason and holds up none of the customer’s others', async ({ spoil }) => {
    const world = await World.at(bought);
    const [first = ''] = await world.buy('havn', zonnebloem(world), [monthly, monthly, monthly]);
    const { Deadlines: deadlines, Commerce: commerce } = world.stores;
    const row = (await rowsOf(deadlines)).find(({ key, value }) => key.includes('|cancellationWindow|') && JSON.stringify(value).includes(first));
    const members = (row?.value['members'] as { subject: string }[]).map((member) => (member.subject.startsWith(first) ? { ...member, data: {} } : member));
    expect(members).toHaveLength(3);
    if (spoil === 'deadline') await deadlines.commit(row?.partition ?? '', [{ op: 'put', key: row?.key ?? '', value: { ...row?.value, members } }]);
    else await commerce.commit(zonnebloem(world), [{ op: 'put', key: `subscription|${first}`, value: { version: 'spoilt' } }]);
    world.sleepUntil(closing);
    await world.tick();
    expect(newsOf(world)).toEqual([`${closing} WindowClosing`, `${closing} WindowClosing`]);
    const waiting = (await world.app.deadlines.due('2026-06-16T10:01:00.000Z' as never)).deadlines;
    expect(waiting).toMatchObject([{ kind: 'cancellationWindow', subject: expect.stringContaining(first) as string, at: '2026-06-16T10:01:00.000Z', data: { failure: { attempts: 1, since: closing } } }]);
  });

  test('of several customers and windows, disturbed at every operation, each is announced and closed once', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    await world.buy('havn', world.customer('Grachtenpand'), [monthly]);
    const before = world.stores;
    for (const at of [closing, closed]) {
      const start = await World.at(bought, before);
      if (at === closed) await start.advanceTo('2026-06-17T09:00:00Z');
      const known = await eventKeys(start);
      for (const does of faults) {
        const places = await everyPlace(at, start.stores, (one) => one.tick(), does);
        expect(places.length).toBeGreaterThanOrEqual(8);
        await afterEachFault(places, at, start.stores, (one) => one.tick(), async (one) => {
          await one.advanceTo('2026-06-18T00:00:00Z');
          await expectConverged(one, known);
          expect((await eventKeys(one)).filter((key) => key.startsWith('event|window|'))).toHaveLength(6);
        });
      }
    }
  });

  test('two hosts at once announce each once', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), many(3));
    const known = await eventKeys(world);
    world.sleepUntil(closing);
    const other = world.newProcess();
    await Promise.all([world.tick(), world.tick(other, worldProcesses(other))]);
    await world.settle();
    await expectConverged(world, known);
    expect((await eventKeys(world)).filter((key) => key.startsWith('event|window|'))).toHaveLength(3);
  });
});

describe('[TRI-2] [REN-7] trials that are over', () => {
  let before: Stores;
  let known: string[];

  beforeAll(async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), [trial, otherTrial]);
    await world.buy('havn', world.customer('Grachtenpand'), [trial]);
    await world.advanceTo('2026-06-18T00:00:00Z');
    before = world.stores;
    known = await eventKeys(world);
  });

  const later = '2026-07-10T09:00:00.000Z';

  test.each(faults)('%s at every operation: each is converted and charged once, with the dates it should have', async (does) => {
    const aside = does === 'unavailable' || does === 'lostAnswer';
    const undisturbed = await World.at(trialOver, before);
    await undisturbed.advanceTo(later);
    await expectConverged(undisturbed, known);
    const expected = await storedIn(undisturbed, aside);
    expect(expected.filter((row) => row.includes('TrialConverted') && row.startsWith('event|'))).toHaveLength(3);
    const places = await everyPlace(trialOver, before, (world) => world.tick(), does);
    expect(places.length).toBeGreaterThanOrEqual(15);
    await afterEachFault(places, trialOver, before, (world) => world.tick(), async (world) => {
      await world.settle();
      await world.advanceTo(later);
      await expectConverged(world, known);
      expect(await storedIn(world, aside)).toEqual(expected);
    });
  });

  test('those of a customer are converted in one transaction, which its row guards', async () => {
    const commits = (await journalOf(before, trialOver, (at) => at.tick())).filter((line) => line.includes('update subscription'));
    expect(commits.map((line) => [line.match(/update customer/g)?.length, line.match(/update subscription/g)?.length]).toSorted((a, b) => Number(a[1]) - Number(b[1]))).toEqual([[1, 1], [1, 2]]);
  });

  test('carried out twice at once, and once more: once', async () => {
    const world = await World.at(trialOver, before);
    const work = partOf(world, trialOver, 'trialConversion');
    await Promise.all([carryOutDue(world.app, work), carryOutDue(world.app, work)]);
    expect(await carryOutDue(world.app, work)).toEqual({ completed: 0, setApart: 0, more: false });
    await world.advanceTo(later);
    await expectConverged(world, known);
    const undisturbed = await World.at(trialOver, before);
    await undisturbed.advanceTo(later);
    expect(await storedIn(world)).toEqual(await storedIn(undisturbed));
  });

  /** What a version before wrote for the end of a trial. */
  const asBefore = async (): Promise<World> => {
    const world = await World.at('2026-07-01T00:00:00Z', before);
    const { Deadlines: deadlines } = world.stores;
    for (const { partition, key, value } of await rowsOf(deadlines)) {
      if (!key.includes('|trialConversion|')) continue;
      await deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }, { op: 'put', key: key.replace('|trialConversion|', '|renewal|'), value: { ...value, kind: 'renewal' } }]);
    }
    return world;
  };

  test('written as a renewal by a version before: converted once at the same instant', async () => {
    const world = await asBefore();
    await world.advanceTo(later);
    const undisturbed = await World.at('2026-07-01T00:00:00Z', before);
    await undisturbed.advanceTo(later);
    expect(await storedIn(world)).toEqual(await storedIn(undisturbed));
    await expectConverged(world, known);
  });

  test('[DUE-1] the daily check takes such a row for what it is, and writes one where there is neither', async () => {
    const world = await asBefore();
    world.sleepUntil('2026-07-09T00:00:00Z');
    expect(await goOnChecking(world.app)).toEqual([]);
    const { Deadlines: deadlines } = world.stores;
    const [lost] = (await rowsOf(deadlines)).filter(({ key }) => key.includes('|renewal|'));
    await deadlines.commit(lost?.partition ?? '', [{ op: 'delete', key: lost?.key ?? '', etag: ANY_ETAG }]);
    world.sleepUntil('2026-07-10T00:00:00Z');
    const subjects = ((lost?.value['members'] as { subject: string }[] | undefined) ?? [lost?.value as { subject: string }]).map(({ subject }) => subject);
    expect((await goOnChecking(world.app)).map((finding) => finding.what === 'deadline' && [finding.kind, finding.at, finding.subject])).toEqual(subjects.toSorted().map((subject) => ['trialConversion', trialOver, subject]));
  });

  test.each(['trialConversion', 'renewal'] as const)('given up as %s, the options say so over HTTP, and so does whoever wants to change it', async (kind) => {
    const world = kind === 'renewal' ? await asBefore() : await World.at('2026-07-01T00:00:00Z', before);
    const { Commerce: commerce, Directory: directory } = world.stores;
    const customer = zonnebloem(world);
    const [row] = (await rowsOf(commerce)).filter(({ partition, key }) => partition === customer && key.startsWith('subscription|'));
    const id = row?.key.split('|')[1] ?? '';
    await commerce.commit(customer, [{ op: 'put', key: row?.key ?? '', value: { version: 'spoilt' } }]);
    for (let next = await world.app.deadlines.earliest(); (await listParked(directory, 10)).items.length === 0; next = await world.app.deadlines.earliest()) {
      world.sleepUntil(next ?? '');
      await world.tick();
    }
    expect((await listParked(directory, 10)).items).toEqual(expect.arrayContaining([expect.objectContaining({ kind, subject: id, failingSince: trialOver })]));
    const { etag: _etag, ...mended } = { ...row?.value, etag: '' };
    await commerce.commit(customer, [{ op: 'put', key: row?.key ?? '', value: mended }]);
    const http = httpOver(world);
    expect((await http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/options`)).body).toMatchObject({ ifNobodyActs: { state: 'parked' } });
    expect(await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { friendlyName: 'Office' } })).toMatchObject({ status: 400, body: { code: 900280 } });
  });
});

describe('[REN-7] renewals, a customer at a time', () => {
  test('twenty of one customer are one transaction of sixty-one rows, and are published together', async () => {
    const world = await World.at(bought);
    await buyMany(world, 20);
    await world.advanceTo('2026-06-18T00:00:00Z');
    const commits = (await journalOf(world.stores, '2026-07-10T00:00:00.000Z', (at) => at.tick())).filter((line) => line.startsWith('Commerce commit'));
    expect(commits.map((line) => [line.match(/update subscription/g)?.length, line.match(/create charge/g)?.length, line.split(', ').length])).toEqual([[20, 20, 61], [undefined, undefined, 1]]);
  });

  test('thirty-three go in two transactions: a hundred rows are the most', async () => {
    const world = await World.at(bought);
    await buyMany(world, 33);
    await world.advanceTo('2026-06-18T00:00:00Z');
    const commits = (await journalOf(world.stores, '2026-07-10T00:00:00.000Z', (at) => at.tick())).filter((line) => line.includes('update subscription'));
    expect(commits.map((line) => line.split(', ').length)).toEqual([97, 4]);
  });

  test('one that cannot be read is set apart, and the others of its customer are renewed', async () => {
    const world = await World.at(bought);
    const [first = '', ...others] = await buyMany(world, 4);
    await world.advanceTo('2026-06-18T00:00:00Z');
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: `subscription|${first}`, value: { version: 'spoilt' } }]);
    world.sleepUntil('2026-07-10T00:00:00.000Z');
    await world.tick();
    expect(await Promise.all(others.map(async (id) => (await world.subscription(zonnebloem(world), id)).term.number))).toEqual([2, 2, 2]);
    expect((await world.app.deadlines.due('2026-07-10T00:01:00.000Z' as never)).deadlines).toMatchObject([{ subject: first, data: { failure: { attempts: 1 } } }]);
  });

  test('one that was changed in between is decided anew, alone, and so are those that shared its transaction', async () => {
    const world = await World.at(bought);
    const ids = await buyMany(world, 3);
    await world.advanceTo('2026-06-18T00:00:00Z');
    const known = await eventKeys(world);
    const due = await World.at('2026-07-10T00:00:00.000Z', world.stores, (store, table) => {
      let meddled = table !== 'Commerce';
      return {
        read: (partition, key) => store.read(partition, key),
        list: (partition, range) => store.list(partition, range),
        listAcross: (range) => store.listAcross(range),
        commit: async (partition, writes) => {
          const [first] = writes;
          if (!meddled && first?.op === 'update' && writes.length > 4) {
            meddled = true;
            const row = await store.read(partition, first.key);
            await store.commit(partition, [{ op: 'put', key: first.key, value: { ...row?.value, friendlyName: 'Renamed' } }]);
          }
          return store.commit(partition, writes);
        },
      };
    });
    await due.tick();
    await due.settle();
    await expectConverged(due, known);
    const renewed = await Promise.all(ids.map((id) => due.subscription(zonnebloem(due), id)));
    expect(renewed.map(({ term }) => term.number)).toEqual([2, 2, 2]);
    expect(renewed.filter(({ friendlyName }) => friendlyName === 'Renamed')).toHaveLength(1);
    for (const id of ids) expect((await due.charges(zonnebloem(due), id)).map(({ chargeType }) => chargeType)).toEqual(['new', 'renew']);
  });

  /** Refuses every transaction that changes more than one subscription, as when others changed one in between. */
  const oneByOne = (store: Stores['Commerce']): Stores['Commerce'] => ({
    read: (partition, key) => store.read(partition, key),
    list: (partition, range) => store.list(partition, range),
    listAcross: (range) => store.listAcross(range),
    commit: async (partition, writes) => {
      const changes = writes.filter(({ op, key }) => op === 'update' && key.startsWith('subscription|'));
      return changes.length > 1 ? { ok: false, conflict: { key: changes[0]?.key ?? '', reason: 'changed' } } : store.commit(partition, writes);
    },
  });

  /** Ten of each, with more planned for the next term than the pool of the plan holds together. */
  const planned = async (quantities: readonly number[]): Promise<Stores> => {
    const world = await World.at(bought);
    const ids = await world.buy('havn', zonnebloem(world), quantities.map(() => ({ sku: 'NCBUSSTAND01:0001', quantity: 10 })));
    const http = httpOver(world);
    for (const [index, id] of ids.entries()) {
      const path = `/v1/customers/${zonnebloem(world)}/subscriptions/${id}`;
      const availabilityId = ((await http(path)).body as { offerId: string }).offerId.split(':')[2];
      const product = { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId, billingCycle: 'monthly', termDuration: 'P1M' };
      expect(await http(path, { method: 'PATCH', body: { scheduledNextTermInstructions: { product, quantity: quantities[index] } } })).toMatchObject({ status: 200 });
    }
    await world.advanceTo('2026-06-18T00:00:00Z');
    return world.stores;
  };

  test('[ORD-7] [SCH-6] each is decided on what those before it leave the customer with, as if they were carried out one by one', async () => {
    const before = await planned([200, 200, 80]);
    const journal: string[] = [];
    const together = await World.at('2026-07-10T00:00:00.000Z', before, (store, table) => new JournalStore(store, table, journal));
    await together.settle();
    expect(journal.filter((line) => line.includes('update subscription')).map((line) => [line.match(/update customer/g)?.length, line.match(/update subscription/g)?.length])).toEqual([
      // Planned since their deadlines were written: what those know is out of date, of one, then of all.
      [undefined, 3],
      [1, 3],
      [1, 3],
    ]);
    const alone = await World.at('2026-07-10T00:00:00.000Z', before, (store, table) => (table === 'Commerce' ? oneByOne(store) : store));
    await alone.settle();
    const quantitiesIn = async (world: World) => (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('subscription|')).map(({ value }) => value['quantity']).toSorted();
    expect(await quantitiesIn(together)).toEqual([10, 200, 80]);
    expect(await storedIn(together)).toEqual(await storedIn(alone));
  });
});
