import { OrchestrationRuntimeStatus, type DurableClient } from 'durable-functions';
import { createDailyPurge, purgeEnded } from '../../../src/adapters/durable/purgeEnded';
import { instant, plusHours, type Instant } from '../../../src/kernel/instant';

const { Completed, Failed, Terminated, Canceled, Running, Pending, Suspended } = OrchestrationRuntimeStatus;
const NOW = instant('2026-03-31T00:00:00.000Z');

interface Instance {
  readonly instanceId: string;
  readonly createdTime: Date;
  readonly runtimeStatus: OrchestrationRuntimeStatus;
}

const made = (instanceId: string, createdTime: string, runtimeStatus: OrchestrationRuntimeStatus): Instance => ({ instanceId, createdTime: new Date(createdTime), runtimeStatus });

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A hub that lists by time and status, and knows no purge but that of one id. @param meanwhile what became of instances after they were listed. */
const hub = (instances: readonly Instance[], meanwhile: readonly Instance[] = []) => {
  const purged: string[] = [];
  let listings = 0;
  const client = {
    getStatusBy: async ({ createdTimeFrom, createdTimeTo, runtimeStatus }: { createdTimeFrom: Date; createdTimeTo: Date; runtimeStatus: OrchestrationRuntimeStatus[] }) => {
      listings += 1;
      return instances.filter((each) => each.createdTime >= createdTimeFrom && each.createdTime <= createdTimeTo && runtimeStatus.includes(each.runtimeStatus) && !purged.includes(each.instanceId));
    },
    getStatus: async (id: string) => [...meanwhile, ...instances].find(({ instanceId }) => instanceId === id),
    purgeInstanceHistory: async (id: string) => void purged.push(id),
  } as unknown as DurableClient;
  return { client, purged, listings: () => listings };
};

// |--completed until 24 March 00:00: gone--|--kept 7 days--|31 March
// |--failed until 1 March 00:00: gone--|-------kept 30 days-------|31 March
test.each<[string, OrchestrationRuntimeStatus, string, boolean]>([
  ['completed, a millisecond more than seven days old', Completed, '2026-03-23T23:59:59.999Z', true],
  ['completed, seven days old', Completed, '2026-03-24T00:00:00.000Z', false],
  ['failed, a millisecond more than thirty days old', Failed, '2026-02-28T23:59:59.999Z', true],
  ['failed, thirty days old', Failed, '2026-03-01T00:00:00.000Z', false],
  ['terminated, old', Terminated, '2026-02-01T00:00:00.000Z', true],
  ['cancelled, old', Canceled, '2026-02-01T00:00:00.000Z', true],
  ['running, however old', Running, '2026-01-15T00:00:00.000Z', false],
  ['pending, however old', Pending, '2026-01-15T00:00:00.000Z', false],
  ['suspended, however old', Suspended, '2026-01-15T00:00:00.000Z', false],
])('a process that is %s: purged is %s', async (_name, status, createdTime, gone) => {
  const { client, purged } = hub([made('renewal-1', createdTime, status)]);
  expect(await purgeEnded(client, NOW, silent)).toBe(gone ? 1 : 0);
  expect(purged).toEqual(gone ? ['renewal-1'] : []);
});

test.each<[string, Instance]>([
  ['runs again', made('renewal-1', '2026-03-30T00:00:00.000Z', Running)],
  ['was started again and has ended again', made('renewal-1', '2026-03-30T00:00:00.000Z', Completed)],
])('one that %s since it was listed stays', async (_name, now) => {
  const { client, purged } = hub([made('renewal-1', '2026-01-15T00:00:00.000Z', Completed)], [now]);
  expect([await purgeEnded(client, NOW, silent), purged]).toEqual([0, []]);
});

const old = Array.from({ length: 450 }, (_, index) => made(`renewal-${index}`, `2026-02-01T00:00:00.${String(449 - index).padStart(3, '0')}Z`, Completed));

test('two hundred at a time, the oldest first; the rest with the next sweeps, then not before a day is over', async () => {
  const { client, purged, listings } = hub(old);
  const purgeDaily = createDailyPurge();
  const after: number[] = [];
  const sweepAt = async (at: Instant): Promise<void> => {
    await purgeDaily(client, at, silent);
    after.push(purged.length);
  };
  for (const at of [NOW, NOW, NOW, NOW, plusHours(NOW, 24)]) await sweepAt(at);
  expect(after).toEqual([200, 400, 450, 450, 450]);
  expect(purged.slice(0, 2)).toEqual(['renewal-449', 'renewal-448']);
  // One that has its two hundred needs no further list.
  expect(listings()).toBe(1 + 1 + 2 + 2);
});

describe('the oldest ones that fail', () => {
  const failingOn = (ids: readonly string[], message: string) => {
    const said: string[] = [];
    const { client, purged } = hub(old);
    const getStatus = client.getStatus.bind(client);
    client.getStatus = async (id) => (ids.includes(id) ? Promise.reject(new Error(message)) : getStatus(id));
    return { client, purged, said, log: { ...silent, warn: (text: string) => void said.push(text) } };
  };

  test('keep none of the others in the hub, and each is logged', async () => {
    const { client, purged, said, log } = failingOn(['renewal-449', 'renewal-447'], 'the runtime answers 500');
    expect(await purgeEnded(client, NOW, log)).toBe(200);
    expect(purged.slice(0, 2)).toEqual(['renewal-448', 'renewal-446']);
    expect(said).toEqual(['The ended process renewal-449 could not be purged', 'The ended process renewal-447 could not be purged']);
  });

  test('since another host has purged them are done, and no word is lost on them', async () => {
    const { client, said, log } = failingOn(['renewal-449'], 'The operation failed: DurableClient error: Durable Functions extension replied with HTTP 404 response.');
    expect([await purgeEnded(client, NOW, log), said]).toEqual([200, []]);
  });

  test('one after the other end the purge: the runtime does not answer', async () => {
    const { client, purged, log } = failingOn(old.map(({ instanceId }) => instanceId), 'the runtime answers 500');
    await expect(purgeEnded(client, NOW, log)).rejects.toThrow('the runtime answers 500');
    expect(purged).toEqual([]);
  });
});

test('a runtime that does not answer is logged, and the sweep has done its work', async () => {
  const said: string[] = [];
  const client = { getStatusBy: async () => Promise.reject(new Error('down')) } as unknown as DurableClient;
  const log = { info: () => undefined, warn: (message: string) => said.push(message), error: () => undefined };
  await createDailyPurge()(client, NOW, log);
  expect(said).toEqual(['Ended processes stay in the task hub for another day']);
});
