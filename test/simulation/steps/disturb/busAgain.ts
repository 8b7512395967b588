import { eventRecordSchema, type EventRecord } from '../../../../src/app/command/eventRecord';
import { deliverAtOnce } from '../../../../src/app/webhook/deliverAtOnce';
import { type Random } from '../../../fuzz/random';
import { groupBy } from '../../../../src/kernel/groupBy';
import { type Received } from '../../../support/fakeReceiver';
import { rowsOf } from '../../../support/rowsOf';
import { besideOf } from '../../engine/beside';
import { mustHold } from '../../engine/check';
import { type Installation } from '../../engine/installation';
import { type Life } from '../../engine/life';
import { appAtHand } from '../../seams/theApp';
import { drawFrom } from '../../seams/chance';
import { type Step } from '../step';

/** Events that the bus still has of a customer. */
const MOST = 8;

/** What was told of a customer last, in the order in which it came to be. */
const toldLast = async ({ installation }: Life, customerId: string): Promise<readonly EventRecord[]> =>
  (await rowsOf(installation.stores.Commerce))
    .filter(({ partition, key }) => partition === customerId && key.startsWith('event|'))
    .map(({ value }) => eventRecordSchema.parse(value))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-MOST);

const shuffled = (dice: Random, records: readonly EventRecord[]): readonly EventRecord[] => {
  const left = [...records];
  return records.flatMap(() => left.splice(dice.below(left.length), 1));
};

/** Deliveries of registrations have no ids: two changes of one thing at one instant look the same. */
const whatIsDelivered = ({ url, id, body }: Received): string => `${url} ${id === '' ? body : id}`;

/** What waits to be delivered, as often as it does. That is more than what is given again: with a change that an endpoint hears come those of its subject that it missed before, as old as the endpoint itself, and go out before it. */
const undelivered = async ({ stores }: Installation): Promise<ReadonlyMap<string, number>> => {
  const rows = await rowsOf(stores.Webhooks);
  const endpoints = new Map(rows.filter(({ value }) => value['type'] === 'webhook').map(({ value }) => [`endpoint|${String(value['id'])}`, value] as [string, typeof value]));
  const waiting = rows.flatMap(({ partition, value }) => {
    const endpoint = endpoints.get(partition);
    if (endpoint === undefined || value['type'] !== 'webhookEvent' || value['status'] !== 'waiting') return [];
    return [`${String(endpoint['url'])} ${String(endpoint['form'] === 'own' ? value['eventId'] : value['body'])}`];
  });
  return new Map([...groupBy(waiting, (what) => what)].map(([what, all]) => [what, all.length]));
};

/** Messages there are. */
const messagesOf = async ({ stores }: Installation): Promise<string> => (await rowsOf(stores.Notifications)).map(({ partition, key }) => `${partition} ${key}`).toSorted().join('\n');

/** The bus gives its subscribers again what they had, twice and out of order, as a bus may (AUD-2): nobody is written to, or called, once more. Beside the life, as nothing of it may come of that. */
export const busAgain: Step = {
  name: 'busAgain',
  weight: 1,
  act: async (life, dice) => {
    const held = life.known.subscriptions();
    const waits = (await rowsOf(life.installation.stores.Commerce)).some(({ key }) => key.startsWith('outbox|'));
    if (held.length === 0 || waits || !life.isWell()) return;
    const told = await toldLast(life, dice.pick(held).customerId);
    const beside = await besideOf(life, 2);
    const before = await messagesOf(beside);
    const awaited = await undelivered(beside);
    drawFrom(life.seed, 'bus', life.now());
    const again = shuffled(dice, [...told, ...told]);
    for (const record of again) {
      const { app } = beside.host(dice.below(2));
      await appAtHand.run(app, async () => {
        await app.consumers.take('notifications', record);
        await deliverAtOnce(app.webhook, record);
      });
    }
    const after = await messagesOf(beside);
    mustHold(before === after, 'AUD-2', () => `given again by the bus, ${again.map(({ id }) => id).join(', ')} made of the messages ${before} these: ${after}`);
    // What had not been delivered yet may be now, once.
    for (const [what, deliveries] of groupBy(beside.receiver.received, whatIsDelivered)) {
      const most = awaited.get(what) ?? 0;
      mustHold(deliveries.length <= most, 'WHK-2', () => `given again by the bus, ${again.map(({ id }) => id).join(', ')} were delivered ${deliveries.length} times, at most ${most} expected: ${what}`);
    }
    life.proved('AUD-2');
    life.reach('fault × work', 'given again, out of order × consumers');
  },
};
