import fc from 'fast-check';
import { type Cart } from '../../src/domain/order/state';
import { instantFromMillis, toMillis } from '../../src/kernel/instant';
import { type PatchSubscription } from '../../src/domain/subscription/patch';
import { newRequestId, outcomeOf, type Answered, type Manner } from '../support/worldDesk';
import { World } from '../support/world';
import { allTables, commandTables } from '../support/worldStores';

const standard = { sku: 'NCBUSSTAND01:0001' };
const asked = { domain: 'tuinbouw.example', billingProfile: { email: 'a@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw', defaultAddress: { country: 'NL' } } };

/** Previews, checks that nothing at all was written, then commands. @returns both, refusals included. */
const previewThenCommand = async (world: World, send: (manner: Manner) => Answered, tables = allTables) => {
  const requestId = newRequestId();
  const before = await world.dump(tables);
  const preview = await send({ requestId, preview: true });
  expect(await world.dump(tables)).toEqual(before);
  return { preview, command: await send({ requestId }) };
};

/** Outcomes are encoded whole: lines, windows, dates and what is removed. Only the status tells a preview from its command. */
const bodyOf = (answer: Awaited<Answered>) => (answer.ok ? answer.value.body : answer.error);

describe('[PRE-1] [PRE-2] a preview stores nothing and agrees with the command that follows', () => {
  test.each<{ name: string; slug?: string; send: (world: World) => Promise<(manner: Manner) => Answered> }>([
    { name: 'a customer', send: async (world) => (manner) => world.as('havn').createCustomer(asked, manner) },
    { name: 'an attestation', send: async (world) => (manner) => world.as('havn').attest(world.customer('Molenwiek'), {}, manner) },
    { name: 'a cart', send: async (world) => (manner) => world.as('havn').createCart(world.customer('Zonnebloem'), [standard], manner) },
    {
      name: 'a cart replaced',
      send: async (world) => {
        const customer = world.customer('Zonnebloem');
        const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard]));
        return (manner) => world.as('havn').replaceCart(customer, id, [{ ...standard, quantity: 2 }], manner);
      },
    },
    {
      name: 'a checkout',
      send: async (world) => {
        const customer = world.customer('Zonnebloem');
        const { id } = await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard, { ...standard, termDuration: 'P1Y', billingCycle: 'annual' }]));
        return (manner) => world.as('havn').checkout(customer, id, manner);
      },
    },
    {
      name: 'a quantity change',
      send: async (world) => {
        const customer = world.customer('Zonnebloem');
        const [id = ''] = await world.buy('havn', customer, [standard]);
        return (manner) => world.as('havn').patch(customer, id, { quantity: 12 }, manner);
      },
    },
  ])('$name', async ({ send }) => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const { preview, command } = await previewThenCommand(world, await send(world));
    expect(preview.ok && command.ok).toBe(true);
    expect(bodyOf(preview)).toEqual(bodyOf(command));
  });

  test('a preview of what was done already shows what it would do now, not the old answer', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [standard]);
    const requestId = newRequestId();
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }, { requestId }));
    expect(await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }, { requestId, preview: true }))).toMatchObject({ events: [], charges: [] });
  });

  const hour = 3_600_000;
  const step = fc.record({
    waitMillis: fc.oneof(fc.constantFrom(0, 1, hour, 24 * hour - 1, 24 * hour, 168 * hour - 1, 168 * hour), fc.integer({ min: 0, max: 40 * 24 * hour })),
    asleep: fc.boolean(),
    patch: fc.record<PatchSubscription>(
      { quantity: fc.oneof(fc.integer({ min: 0, max: 25 }), fc.constantFrom(299, 300, 301)), friendlyName: fc.constantFrom('Office', 'Sales'), autoRenewEnabled: fc.boolean() },
      { requiredKeys: [] },
    ),
  });

  test.each(['P1M', 'P1Y'] as const)('through any run of changes and jumps in time, %s', async (termDuration) => {
    const start = await World.at('2021-01-31T10:00:00Z');
    const customer = start.customer('Zonnebloem');
    const [id = ''] = await start.buy('havn', customer, [{ ...standard, termDuration }]);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const world = await World.at('2021-01-31T10:00:00Z', start.stores);
        for (const { waitMillis, asleep, patch } of steps) {
          const at = instantFromMillis(toMillis(world.now()) + waitMillis);
          if (asleep) world.sleepUntil(at);
          else await world.advanceTo(at);
          const { preview, command } = await previewThenCommand(world, (manner) => world.as('havn').patch(customer, id, patch, manner), commandTables);
          expect(bodyOf(preview)).toEqual(bodyOf(command));
        }
        await world.settle();
        await world.expectNothingDue();
      }),
      { seed: 20210131, numRuns: 40 },
    );
  });
});
