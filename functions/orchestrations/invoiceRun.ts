import * as df from 'durable-functions';
import { type OrchestrationContext, type Task } from 'durable-functions';
import { type Begun, type InvoiceRunInput, type MonthToInvoice, type RunOutcome, type ShardCount } from '../../src/app/invoice/invoiceRun';

const isOpen = ({ isOver, problem }: ShardCount): boolean => !isOver && problem === undefined;

/**
 * Invoices one partner's month: begins the draft, seals and counts its shards side by side, a bounded part of each at a time and with a new history after so many rounds as it was told, and issues its invoices. Every step is safe to repeat, and holds nothing that the books do not.
 * Instance id: `invoice-{partner}-{month}`.
 */
df.app.orchestration('invoiceRun', function* (context: OrchestrationContext): Generator<Task, RunOutcome, unknown> {
  const { partnerId, month: firstDay, roundsPerHistory, counts: soFar } = context.df.getInput<InvoiceRunInput>();
  const month: MonthToInvoice = { partnerId, month: firstDay };
  const begun = (soFar === undefined ? yield context.df.callActivity('beginInvoiceRun', month) : { status: 'draft', shards: soFar }) as Begun;
  if (begun.status !== 'draft') return begun;
  let counts = begun.shards;
  for (let rounds = 1; counts.some(isOpen); rounds += 1) {
    const counted = (yield context.df.Task.all(counts.filter(isOpen).map((count) => context.df.callActivity('countInvoiceShard', { month, count })))) as readonly ShardCount[];
    counts = counts.map((count) => counted.find(({ shard }) => shard === count.shard) ?? count);
    context.df.setCustomStatus({ lines: counts.reduce((sum, { lines }) => sum + lines, 0), shardsLeft: counts.filter(isOpen).length });
    if (counts.some(isOpen) && rounds === roundsPerHistory) {
      context.df.continueAsNew({ ...month, roundsPerHistory, counts });
      return { status: 'counting' };
    }
  }
  const reason = counts.find(({ problem }) => problem !== undefined)?.problem;
  if (reason !== undefined) return { status: 'held', reason };
  return (yield context.df.callActivity('issueInvoices', { month, counts })) as RunOutcome;
});
