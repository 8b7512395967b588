import { MemoryPartitionStore } from '../../../../src/adapters/memory/memoryPartitionStore';
import { instant } from '../../../../src/kernel/instant';
import { type Call } from '../../engine/client';
import { type Seen } from '../../engine/check';
import { derived } from './derived';

const subscription = { id: 's', customerId: 'c', partnerId: 'p', version: 2, status: 'active', quantity: 5, termDuration: 'P1Y', term: { end: '2027-01-31', cancellableUntil: '2026-02-08T00:00:00.000Z' }, batches: [] };
const answers: Readonly<Record<string, unknown>> = {
  '/v1/customers': [{ id: 'c' }],
  '/v1/customers/c/subscriptions': [{ id: 's', status: 'active', quantity: 5, attributes: { etag: Buffer.from('{"version":2}').toString('base64url') } }],
  '/nextterm/v1/deadlines': [{ subjectId: 's', at: '2027-02-01T00:00:00.000Z', kind: 'renewal', quantity: 5 }],
  '/nextterm/v1/operations/parked': [],
};

/** What a life's end sees: those rows, and lists that tell of the subscription as it is above. */
const seenWith = async (row: object, more: Readonly<Record<string, unknown>> = {}): Promise<Seen> => {
  const [Commerce, Directory] = [new MemoryPartitionStore(), new MemoryPartitionStore()];
  await Commerce.commit('c', [
    { op: 'put', key: 'customer|c', value: { relationships: { p: { status: 'accepted' } } } },
    { op: 'put', key: 'subscription|s', value: row },
  ]);
  const body = (path: string): object => (path.includes('rebuild') ? { found: 0, findings: [], removed: 0 } : { items: { ...answers, ...more }[path.split('?')[0] ?? ''] });
  return {
    world: { partners: [{ tenantId: 'p', slug: 'havn', kind: 'direct_bill' }], config: { operatorTenantId: 'o' } },
    installation: { stores: { Commerce, Directory }, now: () => instant('2026-06-01T00:00:00.000Z') },
    has: () => true,
    dice: () => ({ guid: () => 'id' }),
    ask: async ({ path }: Call) => ({ reply: { status: 200, headers: {}, text: '', body: body(path) }, changes: [] }),
    proved: () => undefined,
    reach: () => undefined,
  } as unknown as Seen;
};

const settled = async (row: object, more?: Readonly<Record<string, unknown>>): Promise<void> => derived().settled?.(await seenWith(row, more));

describe('[DUE-1] the simulation finds', () => {
  it('nothing where lists show what rows say', async () => {
    await expect(settled(subscription)).resolves.toBeUndefined();
  });

  it('a row that lists show otherwise, or not at all', async () => {
    await expect(settled({ ...subscription, quantity: 6 })).rejects.toThrow('is shown the subscriptions');
    await expect(settled({ ...subscription, version: 3 })).rejects.toThrow('is shown the subscriptions');
    await expect(settled(subscription, { '/v1/customers': [] })).rejects.toThrow('is shown the customers');
  });

  it('a deadline that the list lacks, and one that it should not have', async () => {
    await expect(settled({ ...subscription, batches: [{ windowClosesAt: '2026-06-03T00:00:00.000Z', quantity: 5 }] })).rejects.toThrow('lack\ns 2026-06-03T00:00:00.000Z windowCloses 5');
    await expect(settled({ ...subscription, status: 'active', term: { ...subscription.term, end: '2026-12-31' } })).rejects.toThrow('have besides\ns 2027-02-01T00:00:00.000Z termEnds');
  });

  it('[DUE-2] work that was parked and is on no list', async () => {
    const seen = await seenWith(subscription);
    await seen.installation.stores.Directory.commit('parked', [{ op: 'put', key: 'parked|x', value: { id: 'x' } }]);
    await expect(derived().settled?.(seen)).rejects.toThrow('the operator\'s list has 0 of 1 that were parked');
  });
});
