import { ServiceBusError, type ServiceBusClient } from '@azure/service-bus';
import Long from 'long';
import { ServiceBusDeadLetters } from '../../src/adapters/servicebus/serviceBusDeadLetters';

const LOCK_MILLIS = 60_000;

/** A dead-letter queue by virtual time, with locks that end after a minute. */
class FakeQueue {
  now = 0;
  /** The most that one peek shows. */
  shown = 3;
  /** The most that wait locked at a time. */
  mostLocked = 0;
  isClosed = false;
  readonly letters = new Map<number, number>();

  constructor(count: number) {
    for (let number = 1; number <= count; number += 1) this.letters.set(number, -1);
  }

  readonly client = { createReceiver: () => this } as unknown as ServiceBusClient;

  async peekMessages(most: number, { fromSequenceNumber }: { readonly fromSequenceNumber: Long }) {
    const from = fromSequenceNumber.toNumber();
    return [...this.letters.keys()].filter((number) => number >= from).slice(0, Math.min(most, this.shown)).map((number) => ({ sequenceNumber: Long.fromNumber(number), messageId: `m${number}` }));
  }

  async receiveMessages(most: number) {
    const free = [...this.letters].filter(([, until]) => until <= this.now).slice(0, most);
    for (const [number] of free) this.letters.set(number, this.now + LOCK_MILLIS);
    this.mostLocked = Math.max(this.mostLocked, [...this.letters.values()].filter((until) => until > this.now).length);
    return free.map(([number]) => ({ sequenceNumber: Long.fromNumber(number), messageId: `m${number}` }));
  }

  async completeMessage({ sequenceNumber }: { readonly sequenceNumber: Long }) {
    this.mustBeLocked(sequenceNumber);
    this.letters.delete(sequenceNumber.toNumber());
  }

  async abandonMessage({ sequenceNumber }: { readonly sequenceNumber: Long }) {
    this.mustBeLocked(sequenceNumber);
    this.letters.set(sequenceNumber.toNumber(), -1);
  }

  async close() {
    this.isClosed = true;
  }

  private mustBeLocked(sequenceNumber: Long): void {
    if ((this.letters.get(sequenceNumber.toNumber()) ?? -1) <= this.now) throw new ServiceBusError('The lock supplied is invalid', 'MessageLockLost');
  }
}

const lettersOf = (queue: FakeQueue) => new ServiceBusDeadLetters(queue.client, { waitMillis: 0, elapsed: () => queue.now });

test('[AUD-2] a page of dead letters is whole where the bus shows fewer at a time, and none but the last is short', async () => {
  const page = async (from: string | undefined, limit: number) => (await lettersOf(new FakeQueue(8)).peek('notifications', from, limit)).map(({ sequenceNumber }) => sequenceNumber);
  expect(await page(undefined, 7)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(await page('7', 7)).toEqual(['7', '8']);
});

test('[AUD-2] letters whose handling takes long are each taken away, and what is not begun with is left for the next call', async () => {
  const queue = new FakeQueue(5);
  const taken = await lettersOf(queue).take('webhooks', undefined, async () => {
    queue.now += 25_000;
    return 'done';
  });
  expect(taken).toEqual({ looked: 3, more: true, kept: [] });
  expect([[...queue.letters.keys()], queue.mostLocked, queue.isClosed]).toEqual([[4, 5], 1, true]);
});

test('[AUD-2] one whose handling outlasts its lock is told of, and no reason to say that the bus is down; what stays is asked about once', async () => {
  const queue = new FakeQueue(3);
  const asked: string[] = [];
  const taken = await lettersOf(queue).take('webhooks', undefined, async ({ sequenceNumber }) => {
    asked.push(sequenceNumber);
    if (sequenceNumber === '1') return 'stays';
    queue.now += sequenceNumber === '2' ? 59_000 : 61_000;
    return 'done';
  });
  expect(taken).toEqual({ looked: 3, more: true, kept: ['3'] });
  expect([asked, [...queue.letters.keys()]]).toEqual([['1', '2', '3'], [1, 3]]);
});

test('[AUD-2] one that is named is taken from behind others, which stay', async () => {
  const queue = new FakeQueue(120);
  expect(await lettersOf(queue).take('webhooks', '110', async () => 'done')).toMatchObject({ more: false, kept: [] });
  expect([queue.letters.size, [...queue.letters.values()].every((until) => until === -1)]).toEqual([119, true]);
  expect(await lettersOf(queue).take('webhooks', '110', async () => 'done')).toMatchObject({ looked: 119, kept: [] });
});
