import { OrchestrationRuntimeStatus, type DurableClient } from 'durable-functions';
import { durableHub, durableInvoiceRuns, durableProcesses } from '../../../src/adapters/durable/durableProcesses';
import { type Deadline } from '../../../src/app/due/deadline';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const due: Deadline = { at: instant('2026-01-31T10:00:00Z'), kind: 'transfer', customerId: 'c', subject: 'e6d1' };
const { Running, Pending, Completed, Failed, Terminated } = OrchestrationRuntimeStatus;

/** A client that finds the statuses one after the other (undefined: no such instance), and notes what is asked of it. */
const client = (statuses: readonly (OrchestrationRuntimeStatus | undefined)[], start?: Error) => {
  const asked: string[] = [];
  let looked = 0;
  const durable = {
    getStatus: async () => {
      const runtimeStatus = statuses[looked];
      looked += 1;
      if (runtimeStatus === undefined) throw new Error('no such instance');
      return { runtimeStatus };
    },
    startNew: async (name: string, { instanceId, input }: { instanceId: string; input: unknown }) => {
      asked.push(`start ${name} ${instanceId} ${JSON.stringify(input)}`);
      if (start !== undefined) throw start;
    },
    raiseEvent: async (instanceId: string, event: string, data: unknown) => void asked.push(`raise ${event} ${instanceId} ${JSON.stringify(data)}`),
  };
  const notes = { note: async (instanceId: string, process: string) => void noted.push(`${process} ${instanceId} before ${asked.length}`) };
  const noted: string[] = [];
  return { asked, noted, processes: durableProcesses(durable as unknown as DurableClient, notes), startInvoices: durableInvoiceRuns(durable as unknown as DurableClient, notes), hub: durableHub(durable as unknown as DurableClient) };
};

const started = `start transferApproval transfer-e6d1 ${JSON.stringify({ ...due, stepsPerHistory: 20 })}`;
const raised = `raise due transfer-e6d1 ${JSON.stringify(due)}`;

describe('[TRF-1] telling the process of a transfer', () => {
  test.each([[undefined], [Completed], [Failed], [Terminated]])('starts it where there is none that lives: %s', async (status) => {
    const { asked, processes } = client([status]);
    await processes.tell(due);
    expect(asked).toEqual([started]);
  });

  test.each([[Running], [Pending]])('raises an event where it is %s', async (status) => {
    const { asked, processes } = client([status]);
    await processes.tell(due);
    expect(asked).toEqual([raised]);
  });

  test('started by another host in between: it is told all the same', async () => {
    const { asked, processes } = client([undefined, Running], new Error('An Orchestration instance with the status Running already exists.'));
    await processes.tell(due);
    expect(asked).toEqual([started, raised]);
  });

  test('a start that failed for another reason is a failure', async () => {
    const { asked, processes } = client([undefined, undefined], new Error('the runtime is away'));
    await expect(processes.tell(due)).rejects.toThrow('the runtime is away');
    expect(asked).toEqual([started]);
  });
});

describe('[BIL-4] telling the process of an export', () => {
  const asked: Deadline = { ...due, kind: 'export', subject: '3f2a' };

  test.each([[undefined], [Completed], [Failed], [Terminated]])('starts it where there is none that lives: %s', async (status) => {
    const { asked: calls, processes } = client([status]);
    await processes.tell(asked);
    expect(calls).toEqual([`start exportRun export-3f2a ${JSON.stringify({ due: asked, partsPerHistory: 20 })}`]);
  });

  test.each([[Running], [Pending]])('leaves it alone where it is %s', async (status) => {
    const { asked: calls, processes } = client([status]);
    await processes.tell(asked);
    expect(calls).toEqual([]);
  });
});

describe('[REN-3] starting a part of the due work', () => {
  const partition = '2026-02-28T00|07';
  const start = `start renewal renewal-2026-02-28T00-07 ${JSON.stringify({ partition, kind: 'renewal', pagesPerHistory: 20 })}`;

  test.each([[Running, []], [Pending, []], [undefined, [start]], [Completed, [start]], [Failed, [start]], [Terminated, [start]]])('%s: %j', async (status, expected) => {
    const { asked, processes } = client([status]);
    await processes.start({ partition, kind: 'renewal' });
    expect(asked).toEqual(expected);
  });

  test.each([
    ['renewal', 'renewal'],
    ['trialConversion', 'trialConversion'],
    ['cycle', 'cycleCharge'],
    ['cancellationWindow', 'cancellationWindow'],
  ] as const)('[SUB-3] [TRI-2] %s is the process %s, by its name, hour and shard', async (kind, name) => {
    const { asked, processes } = client([undefined]);
    await processes.start({ partition, kind });
    expect(asked).toEqual([`start ${name} ${name}-2026-02-28T00-07 ${JSON.stringify({ partition, kind, pagesPerHistory: 20 })}`]);
  });
});

describe('[DUE-4] what is known of processes that may still run', () => {
  const partition = '2026-02-28T00|07';

  test('is noted before each start, of a part of the due work, an export and a month; of what is left alone, and of transfers, nothing', async () => {
    const { noted, processes, startInvoices } = client([undefined, Running, undefined, undefined, undefined]);
    await processes.start({ partition, kind: 'renewal' });
    await processes.start({ partition, kind: 'cycle' });
    await processes.tell({ ...due, kind: 'export', subject: '3f2a' });
    await startInvoices({ partnerId: '7d0e', month: calendarDate('2026-03-01') });
    await processes.tell(due);
    expect(noted).toEqual(['renewal renewal-2026-02-28T00-07 before 0', 'exportRun export-3f2a before 1', 'invoiceRun invoice-7d0e-2026-03 before 2']);
  });

  test.each([[Running, true], [Pending, true], [Completed, false], [Failed, false], [Terminated, false]])('an instance that is %s: %s', async (status, expected) => {
    expect(await client([status]).hub.isLive('renewal-x')).toBe(expected);
  });

  test('an id that nobody has is not live; a runtime that does not answer is no answer', async () => {
    const throwing = (message: string) => durableHub({ getStatus: () => Promise.reject(new Error(message)) } as unknown as DurableClient);
    // In the library's words.
    expect(await throwing('DurableClient error: Durable Functions extension replied with HTTP 404 response. This usually means we could not find any data associated with the instanceId provided: nobody.').isLive('nobody')).toBe(false);
    await expect(throwing('The operation failed with an unexpected status code: 500. Details: {}').isLive('nobody')).rejects.toThrow('status code: 500');
    await expect(throwing('connect ECONNREFUSED 127.0.0.1:7071').isLive('nobody')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('[BIL-2] starting the invoices of a month', () => {
  const month = { partnerId: '7d0e', month: calendarDate('2026-03-01') };
  const run = `start invoiceRun invoice-7d0e-2026-03 ${JSON.stringify({ ...month, roundsPerHistory: 10 })}`;

  test.each([[undefined], [Completed], [Failed], [Terminated]])('starts them where no run lives: %s', async (status) => {
    const { asked, startInvoices } = client([status]);
    await startInvoices(month);
    expect(asked).toEqual([run]);
  });

  test.each([[Running], [Pending]])('leaves a run alone that is %s', async (status) => {
    const { asked, startInvoices } = client([status]);
    await startInvoices(month);
    expect(asked).toEqual([]);
  });

  test('a start that failed is a failure', async () => {
    const { startInvoices } = client([undefined], new Error('the runtime is away'));
    await expect(startInvoices(month)).rejects.toThrow('the runtime is away');
  });
});
