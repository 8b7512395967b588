import * as df from 'durable-functions';
import { type ShardCount } from '../../src/app/invoice/invoiceRun';
import { captureOrchestrations, drive, type ActivityCall } from '../support/worldOrchestrator';

const orchestration = captureOrchestrations(df, () => jest.requireActual('../../functions/orchestrations/invoiceRun')).get('invoiceRun');
const month = { partnerId: 'p', month: '2026-03-01' };

/** Two shards, of which each activity counts a part: shard 0 has so many parts, shard 1 one. */
const run = async (parts: number, roundsPerHistory: number, answers: { readonly begun?: object; readonly problem?: string } = {}) => {
  if (orchestration === undefined) throw new Error('There is no orchestration invoiceRun');
  const calls: ActivityCall[] = [];
  const shards: readonly ShardCount[] = [0, 1].map((shard) => ({ shard, lines: 0, totals: [], isOver: false }));
  const ended = await drive(orchestration, { ...month, roundsPerHistory }, async (activity, input) => {
    calls.push({ activity, input });
    if (activity === 'beginInvoiceRun') return answers.begun ?? { status: 'draft', shards };
    if (activity === 'issueInvoices') return { status: 'issued', invoices: ['G000000001'] };
    const { count } = input as { count: ShardCount };
    const lines = count.lines + 100;
    if (answers.problem !== undefined && count.shard === 1) return { ...count, problem: answers.problem };
    return { ...count, lines, isOver: count.shard === 1 || lines === parts * 100 };
  });
  return { ...ended, calls };
};

const named = (calls: readonly ActivityCall[]): string[] => calls.map(({ activity, input }) => (activity === 'countInvoiceShard' ? `count ${(input as { count: ShardCount }).count.shard}` : activity));

test('[BIL-2] begins, counts the shards side by side until each is over, and issues what was counted', async () => {
  const { output, customStatuses, calls } = await run(3, 10);
  expect(named(calls)).toEqual(['beginInvoiceRun', 'count 0', 'count 1', 'count 0', 'count 0', 'issueInvoices']);
  expect(output).toEqual({ status: 'issued', invoices: ['G000000001'] });
  expect(customStatuses).toEqual([{ lines: 200, shardsLeft: 1 }, { lines: 300, shardsLeft: 1 }, { lines: 400, shardsLeft: 0 }]);
  expect(calls.at(-1)?.input).toMatchObject({ month, counts: [{ shard: 0, lines: 300, isOver: true }, { shard: 1, lines: 100, isOver: true }] });
});

test.each([1, 2, 5])('[BIL-2] goes on in a new history after %i rounds: nothing is begun or counted twice', async (rounds) => {
  const { output, calls } = await run(6, rounds);
  expect(named(calls)).toEqual(['beginInvoiceRun', 'count 0', 'count 1', ...Array.from({ length: 5 }, () => 'count 0'), 'issueInvoices']);
  expect(output).toMatchObject({ status: 'issued' });
  expect(calls.at(-1)?.input).toMatchObject({ counts: [{ lines: 600 }, { lines: 100 }] });
});

test('[DUE-2] nothing is issued where a shard cannot be counted: the others are, and why is told', async () => {
  const { output, calls } = await run(2, 10, { problem: 'Ledger x cannot be read' });
  expect(output).toEqual({ status: 'held', reason: 'Ledger x cannot be read' });
  expect(named(calls)).toEqual(['beginInvoiceRun', 'count 0', 'count 1', 'count 0']);
});

test.each([{ status: 'issued', invoices: [] }, { status: 'refused', reason: 'why' }, { status: 'held', reason: 'why' }, { status: 'SettingsWrong' }])('[BIL-2] ends with what its beginning says: %j', async (begun) => {
  const { output, calls } = await run(1, 10, { begun });
  expect([output, named(calls)]).toEqual([begun, ['beginInvoiceRun']]);
});
