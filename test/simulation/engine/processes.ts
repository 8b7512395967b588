import { orchestrations as named } from '../../../src/adapters/durable/orchestrationNames';
import { type Deadline } from '../../../src/app/due/deadline';
import { carryOutDue } from '../../../src/app/due/carryOutDue';
import { PAGES_PER_HISTORY, type DueWork } from '../../../src/app/due/dueWork';
import { type RoundRuntime } from '../../../src/app/due/sweepRound';
import { PARTS_PER_HISTORY, writeExportPart } from '../../../src/app/export/writeExportPart';
import { beginInvoiceRun, countInvoiceShard, issueInvoices, ROUNDS_PER_HISTORY, type MonthToInvoice, type ShardCount } from '../../../src/app/invoice/invoiceRun';
import { advanceTransfer, STEPS_PER_HISTORY } from '../../../src/app/transfer/advanceTransfer';
import { type WiredApp } from '../../../src/wiring/wiring';
import { drive } from '../../support/worldOrchestrator';
import { orchestrations } from '../seams/durable';

const run = async (name: string, input: unknown, activity: (name: string, input: unknown) => Promise<unknown>): Promise<void> => {
  const orchestration = orchestrations.get(name);
  if (orchestration === undefined) throw new Error(`No orchestration ${name}`);
  await drive(orchestration, input, activity);
};

interface InvoiceStep {
  readonly month: MonthToInvoice;
  readonly count: ShardCount;
  readonly counts: readonly ShardCount[];
}

/** The Durable runtime as one host reaches it: the app's own orchestrations, run to their end or to where they wait. One that waits is started anew when it is told, as after it was lost. */
export const runtimeOf = (app: () => WiredApp): RoundRuntime => ({
  processes: {
    start: (work) => run(named[work.kind], { ...work, pagesPerHistory: PAGES_PER_HISTORY }, (_, input) => carryOutDue(app(), input as DueWork)),
    tell: (due) =>
      due.kind === 'export'
        ? run('exportRun', { due, partsPerHistory: PARTS_PER_HISTORY }, (_, input) => writeExportPart(app(), input as Deadline))
        : run('transferApproval', { ...due, stepsPerHistory: STEPS_PER_HISTORY }, (_, input) => advanceTransfer(app(), input as Deadline)),
  },
  startInvoices: (month) =>
    run('invoiceRun', { ...month, roundsPerHistory: ROUNDS_PER_HISTORY }, (activity, input) => {
      const step = input as InvoiceStep;
      if (activity === 'beginInvoiceRun') return beginInvoiceRun(app(), input as MonthToInvoice);
      return activity === 'countInvoiceShard' ? countInvoiceShard(app(), step.month, step.count) : issueInvoices(app(), step.month, step.counts);
    }),
  hub: { isLive: async () => false },
});
