import { OrchestrationRuntimeStatus, type DurableClient } from 'durable-functions';
import { PAGES_PER_HISTORY, type DueWork, type ProcessInput } from '../../app/due/dueWork';
import { type StartInvoiceRun } from '../../app/invoice/dueInvoices';
import { ROUNDS_PER_HISTORY, type InvoiceRunInput, type MonthToInvoice } from '../../app/invoice/invoiceRun';
import { STEPS_PER_HISTORY, type TransferInput } from '../../app/transfer/advanceTransfer';
import { PARTS_PER_HISTORY, type ExportInput } from '../../app/export/writeExportPart';
import { type Processes } from '../../app/due/sweep';
import { type StartedProcesses, type TaskHub } from '../../app/operations/startedProcesses';
import { type Deadline } from '../../app/due/deadline';
import { orchestrations } from './orchestrationNames';
import { isUnknownInstance } from './unknownInstance';

const live: readonly OrchestrationRuntimeStatus[] = [
  OrchestrationRuntimeStatus.Running,
  OrchestrationRuntimeStatus.Pending,
  OrchestrationRuntimeStatus.ContinuedAsNew,
  OrchestrationRuntimeStatus.Suspended,
];

/** `renewal-2026-02-28T00-07`: hour and shard of the index. The same work always has the same id, so two sweeps start it once. */
export const dueWorkInstanceId = ({ kind, partition }: DueWork): string => `${orchestrations[kind]}-${partition.replace('|', '-')}`;

const statusOf = async (client: DurableClient, instanceId: string): Promise<OrchestrationRuntimeStatus | undefined> => {
  try {
    return (await client.getStatus(instanceId)).runtimeStatus;
  } catch {
    // The library reports an unknown instance by throwing; a failing runtime shows when the start below fails too.
    return undefined;
  }
};

/** `transfer-e6d1…`: one for each transfer. */
export const transferInstanceId = ({ subject }: Deadline): string => `transfer-${subject}`;

const isLive = async (client: DurableClient, instanceId: string): Promise<boolean> => {
  const status = await statusOf(client, instanceId);
  return status !== undefined && live.includes(status);
};

/** `export-3f2a…`: one for each export. */
export const exportInstanceId = ({ subject }: Deadline): string => `export-${subject}`;

/** Where it is noted that a process is started, before it is. */
type Notes = Pick<StartedProcesses, 'note'>;

const startUnlessLive = async (client: DurableClient, started: Notes, process: string, instanceId: string, input: unknown): Promise<void> => {
  if (await isLive(client, instanceId)) return;
  await started.note(instanceId, process);
  await client.startNew(process, { instanceId, input });
};

const startExport = (client: DurableClient, started: Notes, due: Deadline): Promise<void> => {
  const input: ExportInput = { due, partsPerHistory: PARTS_PER_HISTORY };
  return startUnlessLive(client, started, 'exportRun', exportInstanceId(due), input);
};

/** The Durable runtime as one asks it how things are. */
export const durableHub = (client: DurableClient): TaskHub => ({
  isLive: async (instanceId) => {
    try {
      return live.includes((await client.getStatus(instanceId)).runtimeStatus);
    } catch (error) {
      if (isUnknownInstance(error)) return false;
      throw error;
    }
  },
});

/** The processes as the Durable runtime runs them. One that ended is started again: its part of the index, or its transfer, has something new. */
export const durableProcesses = (client: DurableClient, started: Notes): Processes => ({
  start: async (work) => {
    const input: ProcessInput = { ...work, pagesPerHistory: PAGES_PER_HISTORY };
    await startUnlessLive(client, started, orchestrations[work.kind], dueWorkInstanceId(work), input);
  },
  tell: async (due) => {
    if (due.kind === 'export') return startExport(client, started, due);
    const instanceId = transferInstanceId(due);
    const raise = () => client.raiseEvent(instanceId, 'due', due);
    if (await isLive(client, instanceId)) return raise();
    try {
      const input: TransferInput = { ...due, stepsPerHistory: STEPS_PER_HISTORY };
      await client.startNew('transferApproval', { instanceId, input });
    } catch (error) {
      // Another host's sweep may have started it in between.
      if (!(await isLive(client, instanceId))) throw error;
      await raise();
    }
  },
});

/** `invoice-7d0e1c52-…-2026-03`: one for each partner and month. */
export const invoiceInstanceId = ({ partnerId, month }: MonthToInvoice): string => `invoice-${partnerId}-${month.slice(0, 7)}`;

/** Starts the run of a partner's month, anew where it ended without an invoice. */
export const durableInvoiceRuns =
  (client: DurableClient, started: Notes): StartInvoiceRun =>
  (month) => {
    const input: InvoiceRunInput = { ...month, roundsPerHistory: ROUNDS_PER_HISTORY };
    return startUnlessLive(client, started, 'invoiceRun', invoiceInstanceId(month), input);
  };
