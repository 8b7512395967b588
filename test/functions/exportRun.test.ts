import * as df from 'durable-functions';
import { type ExportProgress } from '../../src/app/export/writeExportPart';
import { captureOrchestrations, drive } from '../support/worldOrchestrator';

const orchestration = captureOrchestrations(df, () => jest.requireActual('../../functions/orchestrations/exportRun')).get('exportRun');
const due = { at: '2026-03-02T10:00:00.000Z', kind: 'export', customerId: 'p', subject: '3f2a' };

const run = async (steps: readonly ExportProgress[], partsPerHistory: number) => {
  if (orchestration === undefined) throw new Error('There is no orchestration exportRun');
  const calls: unknown[] = [];
  const ended = await drive(orchestration, { due, partsPerHistory }, async (activity, input) => {
    calls.push([activity, input]);
    return steps[calls.length - 1];
  });
  return { ...ended, calls };
};

const running = (parts: number): ExportProgress => ({ status: 'running', lines: parts * 10, parts });

test.each([1, 2, 20])('[BIL-4] writes part after part until it has ended, %i in a history, and says how far it is', async (partsPerHistory) => {
  const steps = [running(1), running(2), running(3), { ...running(4), status: 'succeeded' as const }];
  const { output, calls, customStatuses } = await run(steps, partsPerHistory);
  expect(calls).toEqual(steps.map(() => ['writeExportPart', due]));
  expect(customStatuses).toEqual(steps);
  expect(output).toEqual(steps[3]);
});

test.each(['failed', 'expired', 'NotYet', 'Gone', 'SettingsWrong'] as const)('[BIL-4] ends where its first step says %s', async (status) => {
  const { output, calls } = await run([{ status, lines: 0, parts: 0 }], 20);
  expect([output, calls.length]).toEqual([{ status, lines: 0, parts: 0 }, 1]);
});
