import { orchestrations as named } from '../../src/adapters/durable/orchestrationNames';
import { carryOutDue } from '../../src/app/due/carryOutDue';
import { PAGES_PER_HISTORY, type DueWork } from '../../src/app/due/dueWork';
import { type Processes } from '../../src/app/due/sweep';
import { PARTS_PER_HISTORY, writeExportPart } from '../../src/app/export/writeExportPart';
import { beginInvoiceRun, countInvoiceShard, issueInvoices, ROUNDS_PER_HISTORY, type MonthToInvoice, type RunOutcome, type ShardCount } from '../../src/app/invoice/invoiceRun';
import { advanceTransfer, STEPS_PER_HISTORY } from '../../src/app/transfer/advanceTransfer';
import { type WiredApp } from '../../src/wiring/wiring';
import { type Deadline } from '../../src/app/due/deadline';
import { drive, type Orchestration } from './worldOrchestrator';

/** The app's own orchestrations. They need nothing of the Durable library but to be registered with it: loading it, too, would take a fifth of the loading of a world. */
const orchestrations = new Map<string, Orchestration>();
jest.isolateModules(() => {
  jest.doMock('durable-functions', () => ({ app: { orchestration: (name: string, handler: Orchestration) => void orchestrations.set(name, handler) } }));
  jest.requireActual('../../functions/orchestrations/dueWork');
  jest.requireActual('../../functions/orchestrations/exportRun');
  jest.requireActual('../../functions/orchestrations/invoiceRun');
  jest.requireActual('../../functions/orchestrations/transferApproval');
  jest.dontMock('durable-functions');
});

const run = async (name: string, input: unknown, activity: (input: unknown) => Promise<unknown>): Promise<void> => {
  const orchestration = orchestrations.get(name);
  if (orchestration === undefined) throw new Error(`No orchestration ${name}`);
  await drive(orchestration, input, (_activity, given) => activity(given));
};

/** Runs the app's own orchestrations as the Durable runtime would, to their end or to where they wait, with its activities. One that waits is started anew when it is told, as after it was lost. */
export const worldProcesses = (app: WiredApp): Processes => ({
  start: (work) => run(named[work.kind], { ...work, pagesPerHistory: PAGES_PER_HISTORY }, (input) => carryOutDue(app, input as DueWork)),
  tell: (due) =>
    due.kind === 'export'
      ? run('exportRun', { due, partsPerHistory: PARTS_PER_HISTORY }, (input) => writeExportPart(app, input as Deadline))
      : run('transferApproval', { ...due, stepsPerHistory: STEPS_PER_HISTORY }, (input) => advanceTransfer(app, input as Deadline)),
});

interface InvoiceStep {
  readonly month: MonthToInvoice;
  readonly count: ShardCount;
  readonly counts: readonly ShardCount[];
}

/** The run of a partner's month, to its end. @throws what one of its activities throws. */
export const runInvoices = async (app: WiredApp, month: MonthToInvoice): Promise<{ readonly outcome: RunOutcome; readonly customStatuses: readonly unknown[] }> => {
  const orchestration = orchestrations.get('invoiceRun');
  if (orchestration === undefined) throw new Error('No orchestration invoiceRun');
  const { output, customStatuses } = await drive(orchestration, { ...month, roundsPerHistory: ROUNDS_PER_HISTORY }, (activity, given) => {
    const step = given as InvoiceStep;
    if (activity === 'beginInvoiceRun') return beginInvoiceRun(app, given as MonthToInvoice);
    return activity === 'countInvoiceShard' ? countInvoiceShard(app, step.month, step.count) : issueInvoices(app, step.month, step.counts);
  });
  return { outcome: output as RunOutcome, customStatuses };
};
