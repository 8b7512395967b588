import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { plusHours, plusMinutes } from '../../../../src/kernel/instant';
import { type Random } from '../../../fuzz/random';
import { mustHold } from '../../engine/check';
import { callerOf, type Call } from '../../engine/client';
import { type Life } from '../../engine/life';
import { userOf } from '../../engine/world';
import { itemsOf } from '../asking';
import { type Step } from '../step';
import { sellerOf } from './sellerOf';

/** Work that failed is set apart for less than a day before it is the operator's: the row is mended before that. */
const MOST_HOURS = 20;
/** What was set apart is tried again within the hour. */
export const TRIED_AGAIN_MINUTES = 61;

/** Worth waiting for. */
const SOON_HOURS = 45 * 24;

type Row = Readonly<Record<string, unknown>>;

export const damagedForms = (row: Row, dice: Random): Row =>
  dice.pick<() => Row>([
    () => ({ ...row, status: 12 }),
    () => ({ type: 'subscription' }),
    () => ({ ...row, term: undefined }),
    () => ({ ...row, quantity: 'many' }),
    // As a release to come writes it: it is sound, and this one does not know it.
    () => ({ ...row, schemaVersion: 99 }),
  ])();

const operatorsCall = (life: Life, path: string): Call => ({ method: 'GET', path, caller: callerOf({ tenantId: life.world.config.operatorTenantId, kind: 'operator' }, ['operator'], 'Op'), headers: {} });

const isRaised = async (life: Life, key: string): Promise<boolean> => itemsOf((await life.ask(operatorsCall(life, '/nextterm/v1/operations/unreadable?size=500'))).reply).some((item) => item['key'] === key);

/** DUE-2: what the damaged one cannot give takes nothing else with it. */
const askAround = async (life: Life, damaged: Subscription): Promise<void> => {
  const partner = sellerOf(life, damaged);
  if (partner === undefined) return;
  const caller = userOf(partner);
  const path = `/v1/customers/${damaged.customerId}/subscriptions`;
  const one = (await life.ask({ method: 'GET', path: `${path}/${damaged.id}`, caller, headers: {} })).reply;
  mustHold([500, 503].includes(one.status) && (one.body as { code?: number }).code === 800094, 'DUE-2', () => `the damaged subscription ${damaged.id} is answered with ${one.status} ${one.text}`);
  const all = (await life.ask({ method: 'GET', path, caller, headers: {} })).reply;
  // CUS-1: once its relationship has ended, a partner is told of no customer, whatever it still has there.
  if (all.status === 404 && (await life.ask({ method: 'GET', path: `/v1/customers/${damaged.customerId}`, caller, headers: {} })).reply.status === 404) return;
  const listed = new Set(itemsOf(all).map((item) => item['id']));
  const others = life.known.subscriptions().filter(({ id, customerId, partnerId }) => id !== damaged.id && customerId === damaged.customerId && partnerId === damaged.partnerId);
  const missing = others.filter(({ id }) => !listed.has(id));
  mustHold(all.status === 200 && missing.length === 0, 'DUE-2', () => `beside the damaged subscription ${damaged.id} the list is answered with ${all.status}, without ${missing.map(({ id }) => id).join(', ')}: ${all.text.slice(0, 300)}`);
  for (const other of others.slice(0, 2)) {
    const read = (await life.ask({ method: 'GET', path: `${path}/${other.id}`, caller, headers: {} })).reply;
    mustHold(read.status === 200, 'DUE-2', () => `${other.id}, beside the damaged ${damaged.id}, is answered with ${read.status} ${read.text}`);
  }
};

/** A row of a subscription cannot be read for hours, and something of it may fall due meanwhile. It is raised to the operator, takes nothing else with it, and is mended; then all goes on. */
export const damage: Step = {
  name: 'damage',
  weight: 2,
  act: async (life, dice) => {
    const held = life.known.subscriptions().filter((each) => nextTask(each) !== undefined);
    if (held.length === 0 || !dice.chance(35)) return;
    const subscription = dice.pick(held);
    const due = nextTask(subscription)?.dueAt;
    const shortBefore = due && plusMinutes(due, -dice.below(90));
    if (shortBefore !== undefined && shortBefore > life.now() && shortBefore < plusHours(life.now(), SOON_HOURS) && dice.chance(70)) await life.advanceTo(shortBefore);
    const present = life.known.subscription(subscription.id);
    if (present === undefined || nextTask(present) === undefined) return;
    const place = { table: 'Commerce', partition: present.customerId, key: `subscription|${present.id}` } as const;
    const row = (await life.installation.stores.Commerce.read(place.partition, place.key))?.value;
    if (row === undefined) return;
    const damaged = damagedForms(row, dice);
    await life.writeRow(place, damaged, 'damaged row');
    if (dice.chance(50)) await askAround(life, present);
    await life.advanceTo(plusMinutes(life.now(), 1 + dice.below(MOST_HOURS * 60)));
    await askAround(life, present);
    mustHold(await isRaised(life, place.key), 'DUE-2', () => `the damaged row ${place.key} was met and is not raised to the operator`);
    const met = await life.writeRow(place, row);
    mustHold(JSON.stringify(met) === JSON.stringify(damaged), 'DUE-2', () => `the damaged row ${place.key} was written over: ${JSON.stringify(met)}`);
    mustHold(!(await isRaised(life, place.key)), 'DUE-2', () => `the row ${place.key} was mended and is still raised to the operator`);
    life.proved('DUE-2');
    await life.advanceTo(plusMinutes(life.now(), TRIED_AGAIN_MINUTES));
  },
};
