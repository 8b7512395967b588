import type * as df from 'durable-functions';
import { transferInstanceId } from '../../src/adapters/durable/durableProcesses';
import { STEPS_PER_HISTORY, type Advanced, type TransferInput } from '../../src/app/transfer/advanceTransfer';
import { type Deadline } from '../../src/app/due/deadline';
import { instant } from '../../src/kernel/instant';
import { DAY, durableApp, type DurableApp } from '../localhost/durable/durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../localhost/support/currentCore').currentCore, { virtual: true });

const asked: Deadline = { at: instant('2026-01-31T10:00:00Z'), kind: 'transfer', customerId: 'c', subject: 'e6d1' };
const answered: Deadline = { ...asked, at: instant('2026-02-10T10:00:00Z') };
const expired: Deadline = { ...asked, at: instant('2026-03-03T00:00:00Z'), kind: 'transferExpiry' };
const id = transferInstanceId(asked);

/** The app's own orchestration on the runtime, with an activity that finds the transfer as `finds` says, step by step. */
const running = async (...finds: Advanced[]) => runningFrom(asked, ...finds);

const runningFrom = async (input: TransferInput, ...finds: Advanced[]) => {
  const told: Deadline[] = [];
  const app: DurableApp = await durableApp((library: typeof df) => {
    jest.isolateModules(() => {
      jest.doMock('durable-functions', () => library);
      jest.requireActual('../../functions/orchestrations/transferApproval');
    });
    library.app.activity('advanceTransfer', {
      handler: (due: Deadline) => {
        told.push(due);
        const found = finds[told.length - 1];
        if (found === undefined) throw new Error('One step too many');
        return found;
      },
    });
  });
  await app.start('transferApproval', id, input);
  return { app, told };
};

const ended = async (app: DurableApp) => {
  const { runtimeStatus, output, customStatus } = await app.status(id);
  return [runtimeStatus, output, customStatus];
};

describe('[TRF-1] the process of a transfer', () => {
  test('waits for an answer as long as it takes, without a timer, and shows where the transfer stands', async () => {
    const { app, told } = await running('Pending', 'Complete');
    await app.advance(29 * DAY);
    expect(await app.status(id)).toMatchObject({ runtimeStatus: 'Running', customStatus: 'Pending' });
    expect(told).toEqual([asked]);
    expect(await app.raise(id, 'due', answered)).toBe(202);
    expect(told).toEqual([asked, answered]);
    expect(await ended(app)).toEqual(['Completed', 'Complete', 'Complete']);
  });

  test.each<[string, Deadline, Advanced]>([
    ['a rejection', answered, 'Reject'],
    ['a withdrawal', answered, 'Cancel'],
    ['its expiry', expired, 'Expired'],
    ['a submission of which some could not go', answered, 'PartiallyComplete'],
    ['a submission of which none could', answered, 'Failed'],
    ['a row that is gone', answered, 'Unknown'],
  ])('ends with %s', async (_name, due, status) => {
    const { app } = await running('Pending', status);
    await app.raise(id, 'due', due);
    expect(await ended(app)).toEqual(['Completed', status, status]);
  });

  test('[REN-7] goes on waiting where a step was set aside, and ends when that is tried again', async () => {
    const { app } = await running('Pending', 'SetAside', 'InProgress', 'Complete');
    await app.raise(id, 'due', answered);
    expect(await app.status(id)).toMatchObject({ runtimeStatus: 'Running', customStatus: 'SetAside' });
    await app.raise(id, 'due', answered);
    expect(await app.status(id)).toMatchObject({ runtimeStatus: 'Running', customStatus: 'InProgress' });
    await app.raise(id, 'due', answered);
    expect(await ended(app)).toEqual(['Completed', 'Complete', 'Complete']);
  });

  test('goes on waiting where settings were wrong, and is told again once they are right', async () => {
    const { app } = await running('SettingsWrong', 'Complete');
    expect(await app.status(id)).toMatchObject({ runtimeStatus: 'Running', customStatus: 'SettingsWrong' });
    await app.raise(id, 'due', asked);
    expect(await ended(app)).toEqual(['Completed', 'Complete', 'Complete']);
  });

  test('is told what came while the host was down, and while it was busy', async () => {
    const { app, told } = await running('Pending', 'Pending', 'Complete');
    const again = await app.restart();
    await again.clock.idle();
    expect(await again.raise(id, 'due', answered)).toBe(202);
    const third = await again.restart();
    await third.clock.idle();
    await third.raise(id, 'due', expired);
    expect(told).toEqual([asked, answered, expired]);
    expect(await ended(third)).toEqual(['Completed', 'Complete', 'Complete']);
  });

  test('started anew it goes on from what the row says', async () => {
    const { app, told } = await running('Reject', 'Reject');
    expect(await ended(app)).toEqual(['Completed', 'Reject', 'Reject']);
    await app.start('transferApproval', id, expired);
    expect(told).toEqual([asked, expired]);
    expect(await ended(app)).toEqual(['Completed', 'Reject', 'Reject']);
  });

  test('told again and again it continues as new: its history stays bounded, and it goes on from the last it was told', async () => {
    const steps = 5 * STEPS_PER_HISTORY;
    const { app, told } = await runningFrom({ ...asked, stepsPerHistory: STEPS_PER_HISTORY }, ...Array.from({ length: steps }, (): Advanced => 'SetAside'), 'Complete');
    let most = 0;
    for (let step = 1; step <= steps; step += 1) {
      await app.raise(id, 'due', answered);
      most = Math.max(most, (await app.store.load(id)).history.length);
    }
    expect(told).toEqual([asked, ...Array.from({ length: steps }, () => answered)]);
    // A step is three turns at most, of seven rows together.
    expect(most).toBeLessThanOrEqual(7 * STEPS_PER_HISTORY + 3);
    expect((await app.store.load(id)).stored?.record.generation).toBe(5);
    expect(await ended(app)).toEqual(['Completed', 'Complete', 'Complete']);
  });

  test('started by a version before, which says nothing of steps, it keeps one history to its end', async () => {
    const steps = 2 * STEPS_PER_HISTORY;
    const { app } = await running(...Array.from({ length: steps }, (): Advanced => 'SetAside'), 'Complete');
    for (let step = 1; step <= steps; step += 1) await app.raise(id, 'due', answered);
    expect((await app.store.load(id)).stored?.record.generation).toBe(0);
    expect(await ended(app)).toEqual(['Completed', 'Complete', 'Complete']);
  });
});
