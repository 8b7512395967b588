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
import { type Delivery } from './faults/runtimeFaults';

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

/**
 * The Durable runtime as one host reaches it: the app's own orchestrations, run to their end or to where they wait. One that waits is started anew when it is told, as after it was lost.
 * @param delivery which host carries an activity out, and how often.
 */
export const runtimeOf = (delivery: Delivery<{ readonly app: WiredApp }>): RoundRuntime => {
  const started = (name: string, input: unknown, activity: (app: WiredApp, name: string, input: unknown) => Promise<unknown>): Promise<void> =>
    delivery.start(name, () => run(name, input, (called, given) => delivery.activity(name, ({ app }) => activity(app, called, given))));
  return {
    processes: {
      start: (work) => started(named[work.kind], { ...work, pagesPerHistory: PAGES_PER_HISTORY }, (app, _, input) => carryOutDue(app, input as DueWork)),
      tell: (due) =>
        due.kind === 'export'
          ? started('exportRun', { due, partsPerHistory: PARTS_PER_HISTORY }, (app, _, input) => writeExportPart(app, input as Deadline))
          : started('transferApproval', { ...due, stepsPerHistory: STEPS_PER_HISTORY }, (app, _, input) => advanceTransfer(app, input as Deadline)),
    },
    startInvoices: (month) =>
      started('invoiceRun', { ...month, roundsPerHistory: ROUNDS_PER_HISTORY }, (app, activity, input) => {
        const step = input as InvoiceStep;
        if (activity === 'beginInvoiceRun') return beginInvoiceRun(app, input as MonthToInvoice);
        return activity === 'countInvoiceShard' ? countInvoiceShard(app, step.month, step.count) : issueInvoices(app, step.month, step.counts);
      }),
    hub: { isLive: async () => false },
  };
};
