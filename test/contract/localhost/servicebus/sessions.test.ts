import { type ServiceBusClient } from '@azure/service-bus';
import { bodies, isEmpty, openTarget, receive, type Target } from './target';

let target: Target;
let client: ServiceBusClient;

beforeAll(async () => {
  target = await openTarget();
  client = target.client();
});
afterAll(() => target.stop());

test('a session holds its messages, in order, for one receiver at a time', async () => {
  const sender = client.createSender('ordered');
  await sender.sendMessages([1, 2, 3].flatMap((body) => [{ body, sessionId: 'a' }, { body: body * 10, sessionId: 'b' }]));
  const a = await client.acceptSession('ordered', 'a');
  await expect(client.acceptSession('ordered', 'a')).rejects.toMatchObject({ code: 'SessionCannotBeLocked' });
  const b = await client.acceptNextSession('ordered');
  expect(b.sessionId).toBe('b');
  expect(a.sessionLockedUntilUtc.getTime()).toBeGreaterThan(Date.now());
  const [ofA, ofB] = [await receive(a, 3), await receive(b, 3)];
  expect([bodies(ofA), bodies(ofB)]).toEqual([[1, 2, 3], [10, 20, 30]]);
  for (const message of ofA) await a.completeMessage(message);
  for (const message of ofB) await b.completeMessage(message);
  await a.close();
  await b.close();
});

test('what a receiver left when it closed its session is there for the next, not counted', async () => {
  await client.createSender('ordered').sendMessages([{ body: 1, sessionId: 'left' }, { body: 2, sessionId: 'left' }]);
  const first = await client.acceptSession('ordered', 'left');
  expect(bodies(await receive(first, 2))).toEqual([1, 2]);
  await first.close();
  const second = await client.acceptSession('ordered', 'left');
  const again = await receive(second, 2);
  expect(again.map(({ body, deliveryCount }) => [body as unknown, deliveryCount])).toEqual([[1, 0], [2, 0]]);
  for (const message of again) await second.completeMessage(message);
  await second.close();
});

test('the state of a session outlives its receivers', async () => {
  const first = await client.acceptSession('ordered', 'stateful');
  expect(await first.getSessionState()).toBeNull();
  await first.setSessionState({ step: 2 });
  await first.close();
  const second = await client.acceptSession('ordered', 'stateful');
  expect(await second.getSessionState()).toEqual({ step: 2 });
  await second.setSessionState(null);
  expect(await second.getSessionState()).toBeNull();
  await second.close();
});

test('a session lock is renewed', async () => {
  const session = await client.acceptSession('ordered', 'renewed');
  const before = session.sessionLockedUntilUtc.getTime();
  expect((await session.renewSessionLock()).getTime()).toBeGreaterThanOrEqual(before);
  await session.close();
});

test('whoever waits for a session gets the next that has something', async () => {
  const waiting = client.acceptNextSession('ordered');
  await client.createSender('ordered').sendMessages({ body: 'come', sessionId: 'fresh' });
  const session = await waiting;
  expect(session.sessionId).toBe('fresh');
  const [message] = await receive(session, 1);
  await session.completeMessage(message!);
  await session.close();
});

test('waiting for a session ends when the client says', async () => {
  const impatient = target.client({ retryOptions: { maxRetries: 0, timeoutInMs: 1000 } });
  await expect(impatient.acceptNextSession('ordered')).rejects.toMatchObject({ code: 'ServiceTimeout' });
});

test('messages of a session are deferred, abandoned and dead-lettered like others', async () => {
  await client.createSender('ordered').sendMessages([1, 2, 3].map((body) => ({ body, sessionId: 'mixed' })));
  const session = await client.acceptSession('ordered', 'mixed');
  const [one, two, three] = await receive(session, 3);
  await session.deferMessage(one!);
  await session.deadLetterMessage(two!, { deadLetterReason: 'no', deadLetterErrorDescription: 'not this' });
  await session.abandonMessage(three!);
  const [again] = await receive(session, 1);
  expect(again).toMatchObject({ body: 3, deliveryCount: 1 });
  await session.completeMessage(again!);
  const [deferred] = await session.receiveDeferredMessages(one!.sequenceNumber!);
  await session.completeMessage(deferred!);
  expect(await isEmpty(session)).toBe(true);
  await session.close();
  const dead = client.createReceiver('ordered', { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' });
  expect(await receive(dead, 1)).toMatchObject([{ body: 2, sessionId: 'mixed', deadLetterReason: 'no' }]);
  await dead.close();
});

test('every subscription of a topic gets each message once, by session, though it was sent twice', async () => {
  const sender = client.createSender('lifecycle');
  for (const round of [1, 2]) await sender.sendMessages([1, 2, 3].map((body) => ({ body, messageId: `m${body}`, sessionId: 's', subject: `round ${round}` })));
  for (const subscription of ['everything', 'others']) {
    const session = await client.acceptSession('lifecycle', subscription, 's');
    const messages = await receive(session, 3);
    expect(messages.map(({ body, subject }) => [body as unknown, subject])).toEqual([[1, 'round 1'], [2, 'round 1'], [3, 'round 1']]);
    for (const message of messages) await session.completeMessage(message);
    expect(await isEmpty(session)).toBe(true);
    await session.close();
  }
});

test('a receiver that asks for no session is refused where there are sessions, and the other way round', async () => {
  await expect(client.createReceiver('ordered').receiveMessages(1, { maxWaitTimeInMs: 500 })).rejects.toThrow(/sessions/);
  // The SDK says so of whatever is refused here.
  await expect(client.acceptSession('plain', 'x')).rejects.toMatchObject({ code: 'SessionCannotBeLocked' });
});

test('a client that goes while it waits for a session waits no longer', async () => {
  const going = target.client();
  const left = new AbortController();
  const waiting = going.acceptNextSession('ordered', { abortSignal: left.signal }).then(() => 'was given one', () => 'waits no longer');
  // It waits once the bus has its link, which answers nothing meanwhile: by then another client's, asked later, was answered.
  await client.acceptSession('ordered', 'another').then((session) => session.close());
  left.abort();
  await going.close();
  expect(await waiting).toBe('waits no longer');
});
