import { goOnChecking } from '../../src/app/check/checkRound';
import { readAzure } from '../../src/app/azurePlan/azureBook';
import { callPartition } from '../../src/app/calls/callBook';
import { budgetKey } from '../../src/app/command/commerceKeys';
import { listUnreadable } from '../../src/app/operations/unreadableRows';
import { calendarDate } from '../../src/kernel/calendarDate';
import { httpOver } from '../support/httpWorld';
import { type World } from '../support/world';
import { rowsOf } from '../support/worldStores';
import { oresund, overageIn, phone } from '../domain/usage/overage/oresund';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

/** The process dies once a command is stored; what it would have announced is brought out by hand, and the deadlines of one kind are lost. */
const lose = async (world: World, kind: string): Promise<number> => {
  const lost = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes(`|${kind}|`));
  for (const { partition, key } of lost) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
  return lost.length;
};

/** As if nothing was ever set up for the customer's calling minutes. @returns of how many rows. */
const loseSetUp = async (world: World, customerId: string): Promise<number> => {
  const isOfSetUp = (key: string, subject: unknown): boolean => /^(azure|overage)\|/.test(key) || ['azurePlan', 'overage'].includes((subject as { kind?: string } | undefined)?.kind ?? '');
  const setUp = (await rowsOf(world.stores.Commerce)).filter(({ partition, key, value }) => partition === customerId && isOfSetUp(key, value['subject']));
  for (const { key } of setUp) await world.stores.Commerce.commit(customerId, [{ op: 'delete', key, etag: ANY_ETAG }]);
  return setUp.length;
};

const found = async (world: World) => (await goOnChecking(world.app)).flatMap((finding) => (finding.what === 'deadline' ? [[finding.kind, finding.subject]] : []));

const raised = async (world: World) => (await listUnreadable({ ...world.stores }, world.app.directory, 10)).items.map(({ table, key }) => `${table} ${key}`);

/** Havn watches a budget of 100 for a customer that used so many hours of Azure; the review of it is lost. */
const spent = async (quantity: number) => {
  const { world, customerId, azureOfHavn } = await oresund();
  const http = httpOver(world);
  await world.advanceTo('2026-03-03T10:00:00.000Z');
  await http(`/v1/customers/${customerId}/usagebudget`, { method: 'PATCH', body: { amount: 100 } });
  const reports = [{ reportId: 'a', azureSubscriptionId: azureOfHavn, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2026-03-03', quantity }];
  await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports } });
  // A minute later nothing carries what is in the index by now.
  await world.app.covers.clear();
  expect(await lose(world, 'budgetReview')).toBeGreaterThan(0);
  return { world, customerId };
};

describe('[DUE-1] the daily check', () => {
  test('[AZP-2] finds a cancelled Azure subscription whose deadline was lost, which then turns inactive and is told of', async () => {
    const { world, customerId, azureOfHavn } = await oresund();
    const http = httpOver(world);
    const { plans } = await readAzure(world.stores.Commerce, customerId);
    const planId = plans.find(({ partnerId }) => partnerId === world.as('havn').partner.tenantId)?.id ?? '';
    const path = `/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${azureOfHavn}`;
    expect(await http(`${path}/cancel`, { method: 'POST', body: { cancellationReason: 'compromise' } })).toMatchObject({ status: 200 });
    expect(await lose(world, 'azureDeactivation')).toBe(1);
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    const told = () => world.published.flatMap(({ facts }) => facts).filter(({ type }) => type === 'AzureSubscriptionDeactivated');
    expect(told()).toEqual([]);
    expect(await found(world)).toEqual([['azureDeactivation', azureOfHavn]]);
    await world.settle();
    expect(told()).toMatchObject([{ azureSubscriptionId: azureOfHavn }]);
    world.sleepUntil('2026-03-04T10:00:00.000Z');
    expect(await found(world)).toEqual([]);
  });

  test('[OVG-3] finds an assignment whose partner sells the service no longer, which is then cleared', async () => {
    const { world, customerId, ofHavn } = await oresund();
    await httpOver(world)(`/v1/customers/${customerId}/subscriptions/${ofHavn}`, { method: 'PATCH', body: { status: 'deleted' } });
    expect(await lose(world, 'overageReview')).toBe(1);
    await world.settle();
    expect((await overageIn(world, customerId)).assigned).toBeDefined();
    expect(await found(world)).toEqual([['overageReview', 'check']]);
    await world.settle();
    expect((await overageIn(world, customerId)).assigned).toBeUndefined();
    world.sleepUntil('2026-03-03T10:00:00.000Z');
    expect(await found(world)).toEqual([]);
  });

  test('[OVG-2] finds a subscription that brings minutes to a partner for whom nothing was ever set up', async () => {
    const { world, customerId } = await oresund();
    const other = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', other, [phone]);
    // As an upgrade leaves it, whose review was lost.
    expect(await loseSetUp(world, other)).toBeGreaterThan(2);
    expect(await found(world)).toEqual([['overageReview', id]]);
    await world.settle();
    expect((await overageIn(world, other)).assigned).toBeDefined();
    expect((await overageIn(world, customerId)).version).toBe(1);
    world.sleepUntil('2026-03-03T10:00:00.000Z');
    expect(await found(world)).toEqual([]);
  });

  test('[OVG-2] need not find one that was suspended when it came to bring minutes: what it brings is set up when it is resumed', async () => {
    const { world } = await oresund();
    const other = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', other, [phone]);
    const patched = async (status: string) => (await httpOver(world)(`/v1/customers/${other}/subscriptions/${id}`, { method: 'PATCH', body: { status } })).status;
    expect(await patched('suspended')).toBe(200);
    // As an upgrade leaves it, whose review came to it suspended.
    await loseSetUp(world, other);
    await world.settle();
    await expect(overageIn(world, other)).rejects.toThrow('Nobody has the overage');
    expect(await patched('active')).toBe(200);
    await world.settle();
    expect((await overageIn(world, other)).assigned).toBeDefined();
    expect(await found(world)).toEqual([]);
  });

  test('[OVG-2] [SUB-6] sets nothing up where a subscription that brings minutes has another reseller of record than it was bought with', async () => {
    const { world } = await oresund();
    const tulpveld = world.customer('Tulpveld');
    const [id = ''] = await world.buy('polder', tulpveld, [phone]);
    const { resellerOfRecord } = (await readAzure(world.stores.Commerce, tulpveld)).plans[0] ?? {};
    const partnerId = resellerOfRecord === '6120046' ? '6120047' : '6120046';
    expect(await httpOver(world)(`/v1/customers/${tulpveld}/subscriptions/${id}`, { as: 'polder', method: 'PATCH', body: { partnerId } })).toMatchObject({ status: 200 });
    await world.settle();
    expect(await found(world)).toEqual([]);
  });

  test('[OVG-5] leaves what somebody set to None, or cancelled, as it is', async () => {
    const { world, customerId, azureOfHavn, havn } = await oresund();
    const http = httpOver(world);
    const { plans } = await readAzure(world.stores.Commerce, customerId);
    const planId = plans.find(({ partnerId }) => partnerId === havn)?.id ?? '';
    expect(await http(`/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', body: { type: 'PhoneServices', overageEnabled: false } })).toMatchObject({ status: 200 });
    expect(await http(`/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements/${azureOfHavn}/cancel`, { method: 'POST', body: { cancellationReason: 'compromise' } })).toMatchObject({ status: 200 });
    await world.advanceTo('2026-03-02T11:00:00.000Z');
    const before = await rowsOf(world.stores.Commerce);
    expect(await found(world)).toEqual([]);
    await world.settle();
    expect(await rowsOf(world.stores.Commerce)).toEqual(before);
  });

  test.each([
    [108, []],
    [109, [['budgetReview', '2026-03']]],
  ])('[AZP-4] after use of %i hours, the review lost, finds %j: 80 %% of the budget are 108.4 hours', async (quantity, expected) => {
    const { world } = await spent(quantity);
    expect(await found(world)).toEqual(expected);
    await world.advanceTo('2026-03-04T10:00:00.000Z');
    const told = world.published.flatMap(({ facts }) => facts).filter(({ type }) => type === 'UsageBudgetReached');
    expect(told.map(({ percent }) => percent)).toEqual(expected.length === 0 ? [] : [80]);
    expect(await found(world)).toEqual([]);
  });

  test('[AZP-4] [DUE-2] finds the lost review of a budget beside another that cannot be read, which is raised', async () => {
    const { world, customerId } = await spent(109);
    await world.stores.Commerce.commit(customerId, [{ op: 'put', key: budgetKey('0'), value: { type: 'spoilt' } }]);
    expect(await found(world)).toEqual([['budgetReview', '2026-03']]);
    expect(await raised(world)).toEqual([`Commerce ${budgetKey('0')}`]);
  });

  test('[OVG-6] [DUE-2] finds the closing of a month of calls of which nobody has the overage, beside a month that cannot be read, which is raised', async () => {
    const { world } = await oresund();
    const other = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', other, [phone]);
    const key = 'month';
    await loseSetUp(world, other);
    await world.stores.Usage.commit(callPartition(other, 'PhoneServices', calendarDate('2026-03-01')), [{ op: 'put', key, value: { type: 'spoilt' } }]);
    await world.stores.Usage.commit(callPartition(other, 'PhoneServices', calendarDate('2026-02-01')), [{ op: 'put', key, value: { customerId: other, service: 'PhoneServices', month: '2026-02-01', reports: 1, minutes: { '2026-02-27': 5 } } }]);
    world.sleepUntil('2026-03-04T10:00:00.000Z');
    expect((await found(world)).toSorted()).toEqual([['overageReview', id], ['usageClose', 'PhoneServices|2026-02']]);
    expect(await raised(world)).toEqual([`Usage ${key}`]);
  });
});
