import { CloudEvent } from 'cloudevents';
import { cloudEventOf } from '../../../src/adapters/cloudevents/cloudEvent';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { ownerOf } from '../../../src/app/event/audience';
import { instant } from '../../../src/kernel/instant';
import { World } from '../../support/world';

const record: EventRecord = {
  id: 's-1:3',
  customerId: 'c-1',
  partnerId: 'p-1',
  subject: { kind: 'subscription', id: 's-1' },
  version: 3,
  at: instant('2021-06-18T10:00:00Z'),
  facts: [
    { type: 'SeatsAdded', from: 10, to: 12 },
    { type: 'SubscriptionRenamed', friendlyName: 'New' },
  ],
  changed: { quantity: { before: 10, after: 12 }, friendlyName: { before: 'Old', after: 'New' } },
  cause: { command: 'patchSubscription', by: { tenantId: 'p-1', userId: 'u' }, requestId: 'r' },
  deadlines: [{ at: instant('2021-07-18T00:00:00Z'), kind: 'renewal', subject: 's-1' }],
};

describe('[AUD-2] a record as a CloudEvent', () => {
  test('one of no customer comes from its partner, and names no customer', () => {
    const event = cloudEventOf({ ...record, customerId: '', subject: { kind: 'invoice', id: 'G000000001' } });
    expect([event.type, event.source, event.data]).toEqual(['nextterm.invoice.v1', '/nextterm/partners/p-1', expect.not.objectContaining({ customerId: expect.anything() as unknown })]);
  });

  test('says whom it concerns, what happened and why, and nothing of what is for the inside', () => {
    expect(JSON.parse(JSON.stringify(cloudEventOf(record)))).toEqual({
      specversion: '1.0',
      id: 's-1:3',
      type: 'nextterm.subscription.v1',
      source: '/nextterm/customers/c-1',
      subject: 's-1',
      time: '2021-06-18T10:00:00.000Z',
      datacontenttype: 'application/json',
      facts: 'SeatsAdded,SubscriptionRenamed',
      data: {
        subject: { kind: 'subscription', id: 's-1' },
        version: 3,
        customerId: 'c-1',
        partnerId: 'p-1',
        facts: record.facts,
        changed: { quantity: { before: 10, after: 12 }, friendlyName: { before: 'Old', after: 'New' } },
        cause: { command: 'patchSubscription', by: { tenantId: 'p-1', userId: 'u' }, requestId: 'r' },
      },
    });
  });

  test('is one that the library accepts when it is read back', () => {
    const read = new CloudEvent(JSON.parse(JSON.stringify(cloudEventOf(record))) as Partial<CloudEvent<unknown>>);
    expect(read.validate()).toBe(true);
  });

  test('without partner, cause or what changed, as stored by a version before them, it has none', () => {
    const { cause: _cause, changed: _changed, ...before } = record;
    expect(Object.keys(cloudEventOf({ ...before, partnerId: '' }).data ?? {})).toEqual(['subject', 'version', 'customerId', 'facts']);
  });
});

test.each([
  { kind: 'window', id: 's-1|window|3.1', owner: 's-1' },
  { kind: 'notice', id: 'notice|t-1', owner: 't-1' },
  { kind: 'transfer', id: 't-1', owner: 't-1' },
] as const)('[AUD-2] events of a $kind are told in order with those of $owner', ({ kind, id, owner }) => {
  expect(ownerOf({ ...record, subject: { kind, id } })).toBe(owner);
});

test('[AUD-2] what a command does and what falls due say why they came to be', async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
  await world.advanceTo('2021-07-18T00:00:00Z');
  const causeOf = (type: string) => world.published.find(({ facts }) => facts.some((fact) => fact.type === type))?.cause;
  expect(causeOf('SubscriptionPurchased')).toEqual({ command: 'unnamed', by: { tenantId: world.as('havn').partner.tenantId, userId: '' }, requestId: expect.any(String) as string });
  expect(causeOf('WindowClosing')).toEqual({ command: 'cancellationWindow' });
  expect(causeOf('SubscriptionRenewed')).toEqual({ command: 'renewal' });
});
