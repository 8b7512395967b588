import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';
import { listening } from './webhookDesk';

type Receive = (secret: string, headers: Readonly<Record<string, string>>, body: string, seen: Set<string>, apply: (event: unknown) => void) => number;

/** The receiver as docs/webhooks.md shows it. */
const shown = (): Receive => {
  const [, code = ''] = /```js\n([\s\S]+?)```/.exec(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'webhooks.md'), 'utf8')) ?? [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the guide's own text is what is tried
  return new Function('require', `${code}\nreturn receive;`)(createRequire(__filename)) as Receive;
};

const at = '2021-06-18T10:00:00Z';

beforeEach(() => jest.useFakeTimers({ now: new Date(at), doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'setInterval', 'performance'] }));
afterEach(() => jest.useRealTimers());

test('[WHK-5] the receiver of the guide takes each event once, and refuses what is not ours', async () => {
  const receive = shown();
  const world = await World.at(at);
  const customer = world.customer('Zonnebloem');
  const endpoint = await listening(world, { events: ['subscription.*'] });
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
  const seen = new Set<string>();
  const applied: unknown[] = [];
  const secret = endpoint.secrets[0]?.secret ?? '';
  // It takes the second and dies before it answers.
  let hasDied = false;
  world.receiver.answers = ({ headers, body, id: eventId }) => {
    const status = receive(secret, headers, body, seen, (event) => applied.push(event));
    const dies = eventId.endsWith(':2') && !hasDied;
    hasDied ||= dies;
    return dies ? { kind: 'unanswered', reason: 'died' } : { kind: 'answered', status };
  };
  await world.settle();
  jest.setSystemTime(new Date('2021-06-18T10:02:00Z'));
  await world.advanceTo('2021-06-18T10:02:00Z');
  expect(world.receiver.received.map((each) => each.id)).toEqual([`${id}:1`, `${id}:2`, `${id}:2`]);
  expect(applied).toMatchObject([{ id: `${id}:1`, type: 'nextterm.subscription.v1' }, { id: `${id}:2`, data: { facts: [{ type: 'SeatsAdded' }] } }]);
  const last = world.receiver.received.at(-1);
  expect(receive(secret, last?.headers ?? {}, `${last?.body} `, seen, () => undefined)).toBe(401);
  expect(receive('whsec_AAAA', last?.headers ?? {}, last?.body ?? '', seen, () => undefined)).toBe(401);
});
