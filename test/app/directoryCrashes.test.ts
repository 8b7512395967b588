import { type Answer } from '../../src/app/command/answer';
import { answerRelationship } from '../../src/app/customer/customerRelationships';
import { type Refusal } from '../../src/app/refusals';
import { type Stores } from '../../src/wiring/wiring';
import { type Result } from '../../src/kernel/result';
import { type Fault } from '../support/faultyStore';
import { eventKeys, expectConverged } from '../support/worldConverged';
import { newRequestId } from '../support/worldDesk';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';

const at = '2021-06-18T10:00:00.000Z';
const later = '2021-06-18T11:00:00.000Z';
const faults: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'];
const requestId = newRequestId();

const lelie = { domain: 'lelie.example', billingProfile: { email: 'a@lelie.example', culture: 'nl-NL', language: 'nl', companyName: 'Lelieveld', defaultAddress: { country: 'NL' } } };
const encode = { before: () => undefined, answer: (outcome: object) => ({ status: 200, headers: {}, body: JSON.stringify(outcome) }), preview: (outcome: object) => ({ status: 200, headers: {}, body: JSON.stringify(outcome) }) };

/** But for the notes of who got receipts: they are written beside the commands, and the daily check finds what a process that died did not note. */
const directoryOf = async ({ Directory }: Stores) => (await rowsOf(Directory)).flatMap(({ partition, key, value }) => (partition.startsWith('receipts|') ? [] : [{ partition, key, value }]));

const commands: readonly { readonly name: string; readonly send: (world: World) => Promise<Result<Answer, Refusal>> }[] = [
  { name: 'a new customer', send: (world) => world.as('havn').createCustomer(lelie, { requestId }) },
  {
    name: 'an accepted relationship',
    send: (world) => {
      const customerId = world.customer('Grachtenpand');
      const request = { callerTenantId: customerId, requestId, fingerprint: 'accept' };
      const partnerTenantId = world.as('nordlys').partner.tenantId;
      return answerRelationship(world.app, { request, preview: false }, customerId, { partnerTenantId, answer: 'accepted' }, undefined, encode);
    },
  },
];

describe.each(commands)('[CUS-1] the directory after $name, disturbed at every operation', ({ send }) => {
  let before: Stores;
  let known: string[];
  let undisturbed: readonly unknown[];

  beforeAll(async () => {
    const world = await World.at(at);
    before = world.stores;
    known = await eventKeys(world);
    const calm = await World.at(at, before);
    expect((await send(calm)).ok).toBe(true);
    await calm.advanceTo(later);
    undisturbed = await directoryOf(calm.stores);
    expect(undisturbed).not.toEqual(await directoryOf(before));
  });

  test.each(faults)('%s: repeated with its request id it shows what it should', async (does) => {
    const places = await everyPlace(at, before, send, does);
    expect(places.length).toBeGreaterThanOrEqual(8);
    await afterEachFault(places, at, before, send, async (world) => {
      expect((await send(world)).ok).toBe(true);
      await world.advanceTo(later);
      await expectConverged(world, known);
      expect(await directoryOf(world.stores)).toEqual(undisturbed);
    });
  });
});
