import { etagOf } from '../../src/adapters/http/etag';
import { type Outcome } from '../../src/domain/subscription/outcome';
import { newRequestId, outcomeOf, refusalOf, repeated } from '../support/worldDesk';
import { World } from '../support/world';

const bought = async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y' }]);
  return { world, customer, id, havn: world.as('havn') };
};

const expecting = (id: string, version: number) => ({ expected: { etag: etagOf({ id, version }), etagOf } });

describe('a change of quantity', () => {
  // |18 Jun 10:00-----window-----25 Jun 10:00|
  test.each([
    { at: '2021-06-25T09:59:59.999Z', outcome: 'removed' },
    { at: '2021-06-25T10:00:00.000Z', outcome: 'ReductionWindowClosed' },
  ])('[SUB-3] [SUB-4] fewer at $at: $outcome', async ({ at, outcome }) => {
    const { world, customer, id, havn } = await bought();
    await world.advanceTo(at);
    const answer = await havn.patch(customer, id, { quantity: 4 });
    expect(answer.ok ? 'removed' : answer.error.kind).toBe(outcome);
    expect((await world.subscription(customer, id)).quantity).toBe(answer.ok ? 4 : 10);
  });

  test('refused: nothing stored, nothing scheduled, nothing charged', async () => {
    const { world, customer, id, havn } = await bought();
    await world.advanceTo('2021-06-26T00:00:00Z');
    const before = await world.dump();
    for (const patch of [{ quantity: 0 }, { quantity: 4 }, { quantity: 4, friendlyName: 'Office' }, { quantity: 301 }]) expect((await havn.patch(customer, id, patch)).ok).toBe(false);
    expect(await world.dump()).toEqual(before);
  });

  test('that changes nothing leaves the version as it is and announces nothing', async () => {
    const { world, customer, id, havn } = await bought();
    world.happened();
    const { subscription } = await outcomeOf<Outcome>(havn.patch(customer, id, { quantity: 10 }));
    expect(subscription.version).toBe(1);
    expect(world.happened()).toEqual([]);
    await world.expectNothingDue();
  });

  test('several members of one PATCH are one version and one event record', async () => {
    const { world, customer, id, havn } = await bought();
    world.happened();
    await outcomeOf(havn.patch(customer, id, { quantity: 12, friendlyName: 'Office', autoRenewEnabled: false }));
    expect(world.happened()).toEqual(['SeatsAdded', 'SubscriptionRenamed', 'AutoRenewTurnedOff']);
    expect((await world.subscription(customer, id)).version).toBe(2);
  });
});

describe('who changed it in between', () => {
  test('a stale etag is refused with the current one, a current one is taken', async () => {
    const { customer, id, havn } = await bought();
    await outcomeOf(havn.patch(customer, id, { quantity: 11 }, expecting(id, 1)));
    expect(await refusalOf(havn.patch(customer, id, { quantity: 12 }, expecting(id, 1)))).toEqual({
      kind: 'EtagStale',
      given: etagOf({ id, version: 1 }),
      current: etagOf({ id, version: 2 }),
    });
    await outcomeOf(havn.patch(customer, id, { quantity: 12 }, expecting(id, 2)));
  });

  test('a repeat gets its answer although its etag is stale by its own doing', async () => {
    const { customer, id, havn } = await bought();
    const manner = { requestId: newRequestId(), ...expecting(id, 1) };
    const first = await havn.patch(customer, id, { quantity: 11 }, manner);
    expect(await havn.patch(customer, id, { quantity: 11 }, manner)).toEqual(repeated(first));
  });

  test('the same request id gets the same bytes after further changes, a renewal among them', async () => {
    const { world, customer, id, havn } = await bought();
    const requestId = newRequestId();
    const first = await havn.patch(customer, id, { quantity: 12 }, { requestId });
    await outcomeOf(havn.patch(customer, id, { quantity: 20, friendlyName: 'Office' }));
    await world.advanceTo('2022-07-01T00:00:00Z');
    const before = await world.commerceRows();
    expect(await havn.patch(customer, id, { quantity: 12 }, { requestId })).toEqual(repeated(first));
    expect(await world.commerceRows()).toEqual(before);
    await world.advanceTo('2022-07-02T00:00:00Z');
    await world.expectNothingDue();
  });

  test('the same request id for another change is refused', async () => {
    const { customer, id, havn } = await bought();
    const requestId = newRequestId();
    await outcomeOf(havn.patch(customer, id, { quantity: 12 }, { requestId }));
    expect(await refusalOf(havn.patch(customer, id, { quantity: 13 }, { requestId }))).toEqual({ kind: 'RequestIdReused', requestId });
  });

  test('a refusal is no answer for good: the same request may succeed later', async () => {
    const { customer, id, havn } = await bought();
    const requestId = newRequestId();
    expect((await havn.patch(customer, id, { quantity: 0 }, { requestId })).ok).toBe(false);
    expect((await havn.patch(customer, id, { quantity: 12 }, { requestId })).ok).toBe(true);
  });
});

test("[PAR-3] another partner's subscription answers as one that does not exist", async () => {
  const { world, customer, id } = await bought();
  const foreign = await refusalOf(world.as('nordlys').patch(customer, id, { quantity: 12 }));
  const missing = '00000000-0000-4000-8000-000000000000';
  expect(foreign).toEqual({ kind: 'SubscriptionNotFound', subscriptionId: id });
  expect(await refusalOf(world.as('nordlys').patch(customer, missing, { quantity: 12 }))).toEqual({ kind: 'SubscriptionNotFound', subscriptionId: missing });
});

describe('[ORD-7] more seats than the customer may still have', () => {
  test('are refused whoever sold the others, and stored up to the last that is left', async () => {
    const { world, customer, id, havn } = await bought();
    await world.buy('nordlys', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 250 }]);
    expect(await refusalOf(havn.patch(customer, id, { quantity: 51 }))).toEqual({ kind: 'SeatsExceedWhatIsLeft', limit: 'pool', asked: 41, available: 40 });
    expect((await outcomeOf<Outcome>(havn.patch(customer, id, { quantity: 50 }))).subscription.quantity).toBe(50);
  });

  test('asked for two subscriptions at the same moment: one gets them', async () => {
    const { world, customer, id, havn } = await bought();
    const [other = ''] = await world.buy('nordlys', customer, [{ sku: 'NCBUSSTAND01:0001', quantity: 250 }]);
    const answers = await Promise.all([havn.patch(customer, id, { quantity: 50 }), world.as('nordlys').patch(customer, other, { quantity: 290 })]);
    expect(answers.map((answer) => (answer.ok ? 'stored' : answer.error.kind)).sort()).toEqual(['SeatsExceedWhatIsLeft', 'stored']);
    const seats = [await world.subscription(customer, id), await world.subscription(customer, other)].map(({ quantity }) => quantity);
    expect(seats.reduce((sum, quantity) => sum + quantity, 0)).toBe(300);
  });
});
