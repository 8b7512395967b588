import { kindOf } from '../../src/domain/subscription/kinds/table';
import { parseRow } from '../../src/app/due/deadline';
import { deadlineKey } from '../../src/app/due/deadlineKeys';
import { cartExpiry } from '../../src/app/order/cartExpiry';
import { type Row } from '../../src/kernel/partitionStore';
import { goOnWithLedger } from '../../src/app/check/ledgerSteps';
import { cartSchema } from '../../src/domain/order/state';
import { deadlineKindsOf } from '../../src/app/subscription/subscriptionBook';
import { nextTask } from '../../src/domain/subscription/nextTask';
import { type Instant } from '../../src/kernel/instant';
import { subscriptionSchema, type Subscription } from '../../src/domain/subscription/state';
import { firstNewsAt } from '../../src/domain/subscription/windowNews';
import { type World } from './world';
import { rowsOf } from './worldStores';

const withPrefix = (rows: readonly Row[], prefix: string): readonly Row[] => rows.filter(({ key }) => key.startsWith(prefix));

/** When each window that is open is spoken of next. Windows that are used up may have theirs still: nothing is said of them. */
const windowKeys = ({ id, customerId, batches }: Subscription, now: Instant) =>
  batches
    .filter(({ windowClosesAt }) => now < windowClosesAt)
    .map((window): unknown => expect.stringContaining(`${now < firstNewsAt(window) ? firstNewsAt(window) : window.windowClosesAt}|cancellationWindow|${customerId}|${id}|`));

/** Ids in the order in which each was first published, by what they tell of. */
const firstPublished = (world: World): Map<string, number[]> => {
  const versions = new Map<string, number[]>();
  for (const { subject, version } of world.published) {
    const seen = versions.get(subject.id) ?? [];
    if (!seen.includes(version)) versions.set(subject.id, [...seen, version]);
  }
  return versions;
};

/** Each deadline by itself, whether it shares a row or not, under the key of a row of its own; without what it knows of its subject, which depends on who wrote it. */
export const deadlinesIn = async (world: World): Promise<readonly { readonly key: string; readonly value: object }[]> =>
  (await rowsOf(world.stores.Deadlines))
    .flatMap(({ key, value }) => {
      const { deadlines } = parseRow(key, value);
      return deadlines.length === 0 ? [{ key, value }] : deadlines.map(({ shared: _shared, known: _known, ...deadline }) => ({ key: deadlineKey(deadline), value: deadline }));
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));

/**
 * What must hold of any world in which nothing is due: no event is held back, each was published at least once and in order, no deadline is left over,
 * every active subscription has the one that is next, every open window and cart its own, no cycle was charged twice, and the partners' ledgers say what was charged.
 * @param since only subjects that changed in this world are asked for: those of a copied world were published in the original.
 */
export const expectConverged = async (world: World, since: readonly string[]): Promise<void> => {
  const commerce = await rowsOf(world.stores.Commerce);
  const deadlines = (await deadlinesIn(world)).map(({ key }) => key);
  expect(withPrefix(commerce, 'outbox|').map(({ key }) => key)).toEqual([]);
  expect(deadlines.filter((key) => key.includes('|publish|'))).toEqual([]);

  const published = firstPublished(world);
  const fresh = withPrefix(commerce, 'event|').filter(({ key }) => !since.includes(key));
  for (const { value } of fresh) expect(published.get((value['subject'] as { id: string }).id)).toContain(value['version']);
  for (const versions of published.values()) expect(versions).toEqual(versions.toSorted((a, b) => a - b));

  const subscriptions = withPrefix(commerce, 'subscription|').map(({ value }) => subscriptionSchema.parse(value));
  const expected = subscriptions.flatMap((subscription) => {
    const task = nextTask(subscription);
    return task === undefined ? [] : [`${task.dueAt}|${deadlineKindsOf(task, subscription)[0]}|${subscription.customerId}|${subscription.id}`];
  });
  // What was cancelled leaves the deadline it had: whoever carries it out finds nothing to do.
  const stale = new Set(subscriptions.filter(({ status }) => status === 'deleted').map(({ id }) => id));
  // MIG-2: the charge that was ahead of a traditional one when it was suspended, until the sweep finds nothing to do.
  const paused = new Set(subscriptions.filter((each) => each.status === 'suspended' && kindOf(each).isProrated).map(({ id }) => id));
  const isUncharged = (key: string): boolean => key.includes('|cycle|') && paused.has(key.split('|').at(-1) ?? '');
  const isTask = (key: string): boolean => !isUncharged(key) && !key.includes('|cartExpiry|') && !key.includes('|cancellationWindow|') && !key.includes('|transferExpiry|') && !stale.has(key.split('|').at(-1) ?? '');
  // A subject may stand in a row of its own beside one that it shares: the second that comes up finds the work done.
  expect([...new Set(deadlines.filter(isTask))].toSorted()).toEqual(expected.toSorted());
  for (const subscription of subscriptions) expect(deadlines).toEqual(expect.arrayContaining(windowKeys(subscription, world.now())));
  const carts = withPrefix(commerce, 'cart|').map(({ value }) => cartSchema.parse(value));
  for (const cart of carts.filter(({ status }) => status === 'active')) expect(deadlines).toContain(`${cartExpiry(cart).at}|cartExpiry|${cart.customerId}|${cart.id}`);

  const cycles = withPrefix(commerce, 'charge|').filter(({ value }) => String(value['referenceId']).includes('|term '));
  expect(new Set(cycles.map(({ value }) => value['referenceId'])).size).toBe(cycles.length);
  expect(await goOnWithLedger(world.app, undefined, false)).toMatchObject({ waiting: 0, found: 0, findings: [] });
};

/** Keys of the events stored so far, for {@link expectConverged}. */
export const eventKeys = async (world: World): Promise<string[]> => withPrefix(await rowsOf(world.stores.Commerce), 'event|').map(({ key }) => key);

const instantsOfCompletion = new Set(['at', 'completedAt', 'startedAt', 'cancellableUntil', 'addedAt', 'windowClosesAt', 'fullRefundUntil']);

/** What is stored, without etags. @param whenever leaves out the instants that tell when a renewal completed, and the deadlines that count from there. */
export const storedIn = async (world: World, whenever = false): Promise<readonly string[]> => {
  const rows = [...(await rowsOf(world.stores.Commerce)), ...(await deadlinesIn(world))];
  const plain = (name: string, value: unknown): unknown => (whenever && instantsOfCompletion.has(name) ? undefined : value);
  const told = whenever ? rows.filter(({ key }) => !key.includes('|cancellationWindow|')) : rows;
  return told.map(({ key, value }) => `${key} ${JSON.stringify(value, plain)}`);
};
