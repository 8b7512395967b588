import { type ServiceBusClient } from '@azure/service-bus';
import { bodies, isEmpty, openTarget, receive, type Target } from './target';

let target: Target;
let client: ServiceBusClient;

beforeAll(async () => {
  target = await openTarget();
  client = target.client();
});
afterAll(() => target.stop());

test('a message arrives as it was sent, with the facts of the broker, and is gone once completed', async () => {
  const sent = {
    body: { text: 'é', list: [1, 2] }, messageId: 'all-fields', correlationId: 'c', subject: 's', contentType: 'application/json', to: 't', replyTo: 'r', replyToSessionId: 'rs',
    sessionId: 'any', partitionKey: 'any', timeToLive: 60_000, applicationProperties: { text: 'a', whole: 7, part: 1.5, yes: true, big: 5_000_000_000 },
  };
  await client.createSender('plain').sendMessages(sent);
  const receiver = client.createReceiver('plain');
  const [message] = await receive(receiver, 1);
  expect(message).toMatchObject({ ...sent, deliveryCount: 0, state: 'active' });
  expect(message?.lockToken).toMatch(/^[0-9a-f-]{36}$/);
  expect(message?.lockedUntilUtc?.getTime()).toBeGreaterThan(message?.enqueuedTimeUtc?.getTime() ?? Infinity);
  expect(message?.sequenceNumber?.toNumber()).toBeGreaterThan(0);
  if (message) await receiver.completeMessage(message);
  expect(await isEmpty(receiver)).toBe(true);
  await receiver.close();
});

test('an empty body, bytes, and values of AMQP arrive as what they are', async () => {
  const sender = client.createSender('plain');
  await sender.sendMessages([{ body: Buffer.from([0, 255]) }, { body: '' }, { body: null }]);
  await sender.sendMessages({ body: [1, 'two'], bodyType: 'sequence' });
  await sender.sendMessages({ body: 42, bodyType: 'value' });
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  const [bytes, text, nothing, sequence, value] = bodies(await receive(receiver, 5));
  expect(bytes).toEqual(Buffer.from([0, 255]));
  expect(text).toBe('');
  expect(nothing).toBeNull();
  expect(sequence).toEqual([1, 'two']);
  expect(value).toBe(42);
  await receiver.close();
});

test('a message without an id gets one', async () => {
  await client.createSender('plain').sendMessages({ body: 1 });
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  const [message] = await receive(receiver, 1);
  expect(message?.messageId).toMatch(/.+/);
  await receiver.close();
});

test('an abandoned message comes again at its place, counted, with what was changed', async () => {
  const sender = client.createSender('plain');
  await sender.sendMessages([{ body: 'a', messageId: '1' }, { body: 'b', messageId: '2' }]);
  const receiver = client.createReceiver('plain');
  const [first] = await receive(receiver, 1);
  if (first) await receiver.abandonMessage(first, { why: 'busy' });
  const again = await receive(receiver, 2);
  expect(bodies(again)).toEqual(['a', 'b']);
  expect(again[0]).toMatchObject({ deliveryCount: 1, applicationProperties: { why: 'busy' } });
  for (const message of again) await receiver.completeMessage(message);
  await receiver.close();
});

test('a message that was delivered too often is a dead letter, and can be completed there', async () => {
  await client.createSender('short').sendMessages({ body: 'poison', messageId: 'p', applicationProperties: { kept: 1 } });
  const receiver = client.createReceiver('short');
  const counts: (number | undefined)[] = [];
  for (let round = 0; round < 3; round += 1) {
    const [message] = await receive(receiver, 1);
    counts.push(message?.deliveryCount);
    if (message) await receiver.abandonMessage(message);
  }
  expect(counts).toEqual([0, 1, 2]);
  expect(await isEmpty(receiver)).toBe(true);
  await receiver.close();
  const dead = client.createReceiver('short', { subQueueType: 'deadLetter' });
  const [letter] = await receive(dead, 1);
  expect(letter).toMatchObject({ body: 'poison', messageId: 'p', deadLetterReason: 'MaxDeliveryCountExceeded', deliveryCount: 3, applicationProperties: { kept: 1 } });
  if (letter) await dead.completeMessage(letter);
  expect(await isEmpty(dead)).toBe(true);
  await dead.close();
});

test('a message is dead-lettered with a reason of the receiver', async () => {
  await client.createSender('plain').sendMessages({ body: 'no' });
  const receiver = client.createReceiver('plain');
  const [message] = await receive(receiver, 1);
  if (message) await receiver.deadLetterMessage(message, { deadLetterReason: 'Unreadable', deadLetterErrorDescription: 'no JSON', extra: 'x' });
  await receiver.close();
  const dead = client.createReceiver('plain', { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' });
  const [letter] = await receive(dead, 1);
  expect(letter).toMatchObject({ body: 'no', deadLetterReason: 'Unreadable', deadLetterErrorDescription: 'no JSON', applicationProperties: { extra: 'x' } });
  await dead.close();
});

test('a deferred message waits for whoever asks for its number', async () => {
  await client.createSender('plain').sendMessages({ body: 'later' });
  const receiver = client.createReceiver('plain');
  const [message] = await receive(receiver, 1);
  if (message) await receiver.deferMessage(message);
  expect(await isEmpty(receiver)).toBe(true);
  const [peeked] = await receiver.peekMessages(1, { fromSequenceNumber: message!.sequenceNumber! });
  expect(peeked?.state).toBe('deferred');
  const [deferred] = await receiver.receiveDeferredMessages(message!.sequenceNumber!);
  expect(deferred).toMatchObject({ body: 'later' });
  await receiver.completeMessage(deferred!);
  await expect(receiver.receiveDeferredMessages(message!.sequenceNumber!)).rejects.toMatchObject({ code: 'MessageNotFound' });
  await receiver.close();
});

test('a lock that has expired is lost, the message comes again, and a renewed one is not', async () => {
  await client.createSender('short').sendMessages({ body: 'slow' });
  const receiver = client.createReceiver('short', { maxAutoLockRenewalDurationInMs: 0 });
  const [message] = await receive(receiver, 1);
  const before = message!.lockedUntilUtc!.getTime();
  expect((await receiver.renewMessageLock(message!)).getTime()).toBeGreaterThanOrEqual(before);
  const [again] = await receive(receiver, 1).then(async (found) => (found.length > 0 ? found : receive(receiver, 1)));
  expect(again).toMatchObject({ body: 'slow', deliveryCount: 1 });
  await expect(receiver.completeMessage(message!)).rejects.toMatchObject({ code: 'MessageLockLost' });
  await receiver.completeMessage(again!);
  await receiver.close();
});

test('a message is settled after its receiver was closed', async () => {
  await client.createSender('plain').sendMessages({ body: 'x' });
  const receiver = client.createReceiver('plain');
  const [message] = await receive(receiver, 1);
  const other = client.createReceiver('plain');
  expect(await isEmpty(other)).toBe(true);
  await receiver.completeMessage(message!);
  await receiver.close();
  await other.close();
});

test('a batch is taken whole, in order, by every way of receiving', async () => {
  const sender = client.createSender('plain');
  const batch = await sender.createMessageBatch();
  for (let index = 0; index < 300; index += 1) expect(batch.tryAddMessage({ body: index })).toBe(true);
  await sender.sendMessages(batch);
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  expect(bodies(await receive(receiver, 300))).toEqual(Array.from({ length: 300 }, (_, index) => index));
  await receiver.close();
});

test('a subscriber gets what is there and what comes', async () => {
  const sender = client.createSender('plain');
  await sender.sendMessages(Array.from({ length: 50 }, (_, index) => ({ body: index })));
  const receiver = client.createReceiver('plain');
  const seen: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    receiver.subscribe({
      processMessage: async ({ body }) => {
        seen.push(body);
        if (seen.length === 50) await sender.sendMessages(Array.from({ length: 50 }, (_, index) => ({ body: 50 + index })));
        if (seen.length === 100) resolve();
      },
      processError: async ({ error }) => reject(error),
    });
  });
  expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index));
  await receiver.close();
  const rest = client.createReceiver('plain');
  expect(await isEmpty(rest)).toBe(true);
  await rest.close();
});

test('peeking shows everything, locked or not, and takes nothing', async () => {
  const sender = client.createSender('plain');
  await sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
  const receiver = client.createReceiver('plain');
  const [locked] = await receive(receiver, 1);
  const peeker = client.createReceiver('plain');
  expect(bodies(await peeker.peekMessages(10, { fromSequenceNumber: locked!.sequenceNumber! }))).toEqual([1, 2, 3]);
  await receiver.completeMessage(locked!);
  for (const message of await receive(receiver, 2)) await receiver.completeMessage(message);
  expect(await peeker.peekMessages(10)).toEqual([]);
  await receiver.close();
  await peeker.close();
});

test('a scheduled message is seen by peeking only, can be taken back, and comes when it is time', async () => {
  const sender = client.createSender('plain');
  const [soon, never] = await sender.scheduleMessages([{ body: 'soon' }, { body: 'never' }], new Date(Date.now() + 2000));
  await sender.cancelScheduledMessages(never!);
  await expect(sender.cancelScheduledMessages(never!)).rejects.toMatchObject({ code: 'MessageNotFound' });
  const receiver = client.createReceiver('plain');
  const [peeked] = await receiver.peekMessages(1, { fromSequenceNumber: soon! });
  expect(peeked).toMatchObject({ body: 'soon', state: 'scheduled' });
  await sender.sendMessages({ body: 'now' });
  const [now, then] = await receive(receiver, 2);
  expect(bodies([now!, then!])).toEqual(['now', 'soon']);
  await receiver.completeMessage(now!);
  await receiver.completeMessage(then!);
  await receiver.close();
});

test('a message that was sent with a time for it waits as well', async () => {
  await client.createSender('plain').sendMessages({ body: 'timed', scheduledEnqueueTimeUtc: new Date(Date.now() + 1000) });
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  expect(await isEmpty(receiver)).toBe(true);
  expect(bodies(await receive(receiver, 1))).toEqual(['timed']);
  await receiver.close();
});

test('a message that nobody took in time is a dead letter', async () => {
  await client.createSender('brief').sendMessages({ body: 'stale' });
  const dead = client.createReceiver('brief', { subQueueType: 'deadLetter', receiveMode: 'receiveAndDelete' });
  const [letter] = await receive(dead, 1);
  expect(letter).toMatchObject({ body: 'stale', deadLetterReason: 'TTLExpiredException' });
  await dead.close();
});

test('the second message of an id is dropped, in a batch as well', async () => {
  const sender = client.createSender('once');
  await sender.sendMessages({ body: 'first', messageId: 'same' });
  await sender.sendMessages([{ body: 'second', messageId: 'same' }, { body: 'other', messageId: 'other' }, { body: 'again', messageId: 'other' }]);
  const receiver = client.createReceiver('once', { receiveMode: 'receiveAndDelete' });
  expect(bodies(await receive(receiver, 2))).toEqual(['first', 'other']);
  expect(await isEmpty(receiver)).toBe(true);
  await receiver.close();
});

test('what does not exist, is too large or does not fit is refused by its name', async () => {
  await expect(client.createSender('nowhere').sendMessages({ body: 1 })).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
  await expect(client.createReceiver('nowhere').receiveMessages(1, { maxWaitTimeInMs: 500 })).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
  await expect(client.createSender('plain').sendMessages({ body: 'x'.repeat(300_000) })).rejects.toMatchObject({ code: 'MessageSizeExceeded' });
  await expect(client.createSender('ordered').sendMessages({ body: 'no session' })).rejects.toMatchObject({ message: expect.stringContaining('SessionId') as string });
});

test('sends of one turn are answered each for itself', async () => {
  const sender = client.createSender('plain');
  const outcomes = await Promise.allSettled([{ body: 'small 1' }, { body: 'x'.repeat(300_000) }, { body: 'small 2' }].map((message) => sender.sendMessages(message)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
  expect(bodies(await receive(receiver, 2))).toEqual(['small 1', 'small 2']);
  await receiver.close();
});

test('a full queue refuses, and takes again once there is room', async () => {
  const sender = client.createSender('small');
  const message = { body: Buffer.alloc(200_000) };
  for (let sent = 0; sent < 5; sent += 1) await sender.sendMessages(message);
  await expect(sender.sendMessages(message)).rejects.toMatchObject({ code: 'QuotaExceeded' });
  const receiver = client.createReceiver('small', { receiveMode: 'receiveAndDelete' });
  expect(await receive(receiver, 1)).toHaveLength(1);
  await sender.sendMessages(message);
  expect(await receive(receiver, 5)).toHaveLength(5);
  await receiver.close();
});

test('a dead letter is sent to its queue again, and completed where it was', async () => {
  const sender = client.createSender('once');
  await sender.sendMessages({ body: 'second chance', messageId: 'resubmitted', applicationProperties: { kept: 1 } });
  const receiver = client.createReceiver('once');
  const [message] = await receive(receiver, 1);
  if (message) await receiver.deadLetterMessage(message);
  const dead = client.createReceiver('once', { subQueueType: 'deadLetter' });
  const [letter] = await receive(dead, 1);
  expect(letter).toMatchObject({ body: 'second chance', messageId: 'resubmitted' });
  const { body, applicationProperties } = letter as { body: unknown; applicationProperties: Record<string, number> };
  // With its own id it would be a duplicate of itself.
  await sender.sendMessages({ body, messageId: 'resubmitted', applicationProperties });
  expect(await isEmpty(receiver)).toBe(true);
  await sender.sendMessages({ body, messageId: 'resubmitted-2', applicationProperties: { ...applicationProperties, originalMessageId: 'resubmitted' } });
  if (letter) await dead.completeMessage(letter);
  const [again] = await receive(receiver, 1);
  expect(again).toMatchObject({ body: 'second chance', messageId: 'resubmitted-2', deliveryCount: 0, applicationProperties: { kept: 1, originalMessageId: 'resubmitted' } });
  if (again) await receiver.completeMessage(again);
  expect(await isEmpty(dead)).toBe(true);
  await Promise.all([receiver.close(), dead.close()]);
});

test('many receivers share a queue: each message goes to one of them, and each of them gets some', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `shared-${index}`);
  await client.createSender('plain').sendMessages(ids.map((messageId) => ({ body: 1, messageId })));
  const got: string[][] = Array.from({ length: 6 }, () => []);
  const receivers = got.map((own) => {
    const receiver = client.createReceiver('plain');
    return { receiver, loop: receive(receiver, 10).then(async (messages) => {
      for (const message of messages) {
        own.push(String(message.messageId));
        await receiver.completeMessage(message);
      }
    }) };
  });
  await Promise.all(receivers.map(({ loop }) => loop));
  expect(got.flat().sort()).toEqual(ids.toSorted());
  expect(got.map(({ length }) => length)).toEqual([10, 10, 10, 10, 10, 10]);
  await Promise.all(receivers.map(({ receiver }) => receiver.close()));
});
