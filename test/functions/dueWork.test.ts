import * as df from 'durable-functions';
import { NOT_SET, PAGES_PER_HISTORY, type CarriedOut, type DueWork, type ProcessInput } from '../../src/app/due/dueWork';
import { durableApp, type DurableApp } from '../localhost/durable/durableApp';
import { captureOrchestrations, drive, type ActivityCall, type Orchestration } from '../support/worldOrchestrator';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../localhost/support/currentCore').currentCore, { virtual: true });

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
  { name: 'trialConversion', activity: 'convertDueTrials' },
  { name: 'cycleCharge', activity: 'chargeDueCycles' },
  { name: 'cancellationWindow', activity: 'announceDueWindows' },
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

  test('what a version before started, which was told of no number of pages, goes on to its end with one history', async () => {
    const pages = [...Array.from({ length: 45 }, () => page(100, true)), page(7, false)];
    expect(await over(name, pages)).toMatchObject({ output: page(4507, false), calls: Array.from({ length: 46 }, () => ({ activity, input: work })) });
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

/** The app's own orchestrations on the local runtime, over so many full pages and a last one of seven. */
const onRuntime = async (name: string, activity: string, fullPages: number, asked: (app: DurableApp, pages: number) => Promise<void> = async () => undefined) => {
  const given: DueWork[] = [];
  const app: DurableApp = await durableApp((library: typeof df) => {
    jest.isolateModules(() => {
      jest.doMock('durable-functions', () => library);
      jest.requireActual('../../functions/orchestrations/dueWork');
    });
    library.app.activity(activity, {
      handler: async (input: DueWork) => {
        given.push(input);
        await asked(app, given.length);
        return given.length <= fullPages ? page(100, true) : page(7, false);
      },
    });
  });
  return { app, given, start: (input: ProcessInput) => app.start(name, 'part', input) };
};

describe.each([
  { name: 'renewal', activity: 'renewDueSubscriptions', kind: 'renewal' },
  { name: 'trialConversion', activity: 'convertDueTrials', kind: 'trialConversion' },
  { name: 'cycleCharge', activity: 'chargeDueCycles', kind: 'cycle' },
  { name: 'cancellationWindow', activity: 'announceDueWindows', kind: 'cancellationWindow' },
] as const)('$name on the local runtime', ({ name, activity, kind }) => {
  const part = { partition: '2021-07-18T00|07', kind };

  test('continues as new, so that its history stays bounded over many pages, and shows how far it is over all of them', async () => {
    const rows: number[] = [];
    const shown: unknown[] = [];
    const { app, given, start } = await onRuntime(name, activity, 203, async (running, pages) => {
      rows.push((await running.store.load('part')).history.length);
      if (pages === 2 * PAGES_PER_HISTORY + 1) shown.push((await running.status('part')).customStatus);
    });
    await start({ ...part, pagesPerHistory: PAGES_PER_HISTORY });
    expect(await app.status('part')).toMatchObject({ runtimeStatus: 'Completed', output: page(20_307, false), customStatus: page(20_307, false) });
    expect(given).toEqual(Array.from({ length: 204 }, () => part));
    expect(shown).toEqual([page(4000, true)]);
    // A page is at most four rows, and the start two.
    expect(rows).toHaveLength(204);
    expect(Math.max(...rows)).toBeLessThanOrEqual(4 * PAGES_PER_HISTORY + 2);
    expect((await app.store.load('part')).history.length).toBeLessThanOrEqual(4 * PAGES_PER_HISTORY + 4);
  });

  test('at exactly as many pages as one history holds it ends in that history', async () => {
    const { app, start } = await onRuntime(name, activity, PAGES_PER_HISTORY - 1);
    await start({ ...part, pagesPerHistory: PAGES_PER_HISTORY });
    const loaded = await app.store.load('part');
    expect([loaded.stored?.record.generation, (await app.status('part')).output]).toEqual([0, page(1907, false)]);
  });

  test('one page more begins a second history', async () => {
    const { app, start } = await onRuntime(name, activity, PAGES_PER_HISTORY);
    await start({ ...part, pagesPerHistory: PAGES_PER_HISTORY });
    const loaded = await app.store.load('part');
    expect([loaded.stored?.record.generation, (await app.status('part')).output]).toEqual([1, page(2007, false)]);
  });
});
