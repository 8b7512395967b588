import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as df from 'durable-functions';
import { NOT_SET } from '../../src/app/due/dueWork';
import { advances } from '../../src/app/transfer/advanceTransfer';
import { captureOrchestrations, drive } from '../support/worldOrchestrator';

/** The Durable runtime takes no more, measured as UTF-16. */
const LIMIT_BYTES = 16 * 1024;
const root = join(__dirname, '..', '..');
const folder = join(root, 'functions', 'orchestrations');
const files = readdirSync(folder);

const orchestrations = captureOrchestrations(df, () => files.forEach((file) => void jest.requireActual<object>(join(folder, file))));

/** A number with as many digits as one can have. */
const MOST = -Number.MAX_VALUE;
/** The largest that each activity can return, in so many steps as it takes to its end; with a member that no version of ours has. */
const pages = [{ completed: MOST, setApart: MOST, more: true, detail: 'x'.repeat(100_000) }, { ...NOT_SET, completed: MOST, setApart: MOST, detail: 'x'.repeat(100_000) }];
const shard = (isOver: boolean) => ({ shard: 0, lines: MOST, totals: Array.from({ length: 200 }, () => ({ currency: 'EUR', lines: MOST, charges: '9'.repeat(40), credits: '0', tax: '0' })), isOver, after: 'x'.repeat(1000) });
const largest: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  renewal: [pages],
  trialConversion: [pages],
  cancellationWindow: [pages],
  cycleCharge: [pages],
  // A shard whose lines and totals are as long as they can be, counted in two steps.
  invoiceRun: [[{ status: 'draft', shards: [shard(false)] }, shard(false), shard(true), { status: 'issued', invoices: [] }]],
  exportRun: [[{ status: 'running', lines: MOST, parts: MOST, detail: 'x'.repeat(100_000) }, { status: 'succeeded', lines: MOST, parts: MOST }]],
  transferApproval: advances.map((advanced) => [advanced]),
};

test('there is a largest custom status for every process', () => {
  expect([...orchestrations.keys()].sort()).toEqual(Object.keys(largest).sort());
});

test.each([...orchestrations.keys()])('%s: the largest custom status it can have is less than a fiftieth of what the runtime takes', async (name) => {
  const statuses: unknown[] = [];
  for (const returned of largest[name] ?? []) {
    let step = 0;
    const orchestration = orchestrations.get(name);
    if (orchestration === undefined) throw new Error(`No orchestration ${name}`);
    statuses.push(...(await drive(orchestration, {}, async () => returned[step++])).customStatuses);
  }
  expect(statuses.length).toBeGreaterThan(0);
  expect(Math.max(...statuses.map((status) => Buffer.byteLength(JSON.stringify(status), 'utf16le')))).toBeLessThan(LIMIT_BYTES / 50);
});

test('what a process ended with, or failed with, is asked for by nothing that answers a caller: on Azure that is kilobytes of the host’s own text', () => {
  const sources = ['functions', 'src/adapters', 'src/app'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${part}/${file.replaceAll('\\', '/')}`),
  );
  const durable = sources.filter((file) => /durable-functions|durableClient|createCheckStatusResponse|createHttpManagementPayload/.test(readFileSync(join(root, file), 'utf8')));
  // None of them is a route.
  expect(durable.sort()).toEqual([
    'functions/activities/advanceTransfer.ts',
    'functions/activities/beginInvoiceRun.ts',
    'functions/activities/countInvoiceShard.ts',
    'functions/activities/dueWork.ts',
    'functions/activities/issueInvoices.ts',
    'functions/activities/writeExportPart.ts',
    'functions/orchestrations/dueWork.ts',
    'functions/orchestrations/exportRun.ts',
    'functions/orchestrations/invoiceRun.ts',
    'functions/orchestrations/transferApproval.ts',
    'functions/timers/sweepDeadlines.ts',
    'src/adapters/durable/durableProcesses.ts',
    'src/adapters/durable/purgeEnded.ts',
  ]);
  expect(durable.filter((file) => /\.output\b|\.customStatus\b|\bshowHistory/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
