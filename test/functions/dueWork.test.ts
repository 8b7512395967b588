import * as df from 'durable-functions';
import { NOT_SET, type CarriedOut } from '../../src/app/due/carryOutDue';
import { captureOrchestrations, drive, type ActivityCall, type Orchestration } from '../support/worldOrchestrator';

const orchestrations = captureOrchestrations(df, () => jest.requireActual('../../functions/orchestrations/dueWork'));
const work = { partition: '2021-07-18T00|07', kind: 'renewal' };

const orchestration = (name: string): Orchestration => {
  const found = orchestrations.get(name);
  if (found === undefined) throw new Error(`No orchestration ${name}`);
  return found;
};

const page = (completed: number, more: boolean, setApart = 0): CarriedOut => ({ completed, setApart, more });

/** Runs it over these pages. @returns how it ended and what it called. */
const over = async (name: string, pages: readonly CarriedOut[]) => {
  const calls: ActivityCall[] = [];
  const ended = await drive(orchestration(name), work, async (activity, input) => {
    calls.push({ activity, input });
    const next = pages[calls.length - 1];
    if (next === undefined) throw new Error('It asks for more pages than there are');
    return next;
  });
  return { ...ended, calls };
};

describe.each([
  { name: 'renewal', activity: 'renewDueSubscriptions' },
  { name: 'cycleCharge', activity: 'chargeDueCycles' },
])('$name', ({ name, activity }) => {
  test('ends when nothing was due', async () => {
    expect(await over(name, [page(0, false)])).toEqual({ output: page(0, false), customStatuses: [page(0, false)], calls: [{ activity, input: work }] });
  });

  test('goes on page by page and tells how far it is', async () => {
    expect(await over(name, [page(100, true), page(99, true, 1), page(7, false)])).toEqual({
      output: page(206, false, 1),
      customStatuses: [page(100, true), page(199, true, 1), page(206, false, 1)],
      calls: Array.from({ length: 3 }, () => ({ activity, input: work })),
    });
  });

  test('ends where settings are wrong, and says so: the next sweep begins it again', async () => {
    expect(await over(name, [NOT_SET])).toEqual({ output: NOT_SET, customStatuses: [NOT_SET], calls: [{ activity, input: work }] });
  });

  test('fails with what the activity failed with', async () => {
    await expect(
      drive(orchestration(name), work, async () => {
        throw new Error('the index cannot be read');
      }),
    ).rejects.toThrow('the index cannot be read');
  });

  test('asks for the same things when it is replayed', async () => {
    const pages = [page(100, true), page(3, false)];
    expect(await over(name, pages)).toEqual(await over(name, pages));
  });
});
