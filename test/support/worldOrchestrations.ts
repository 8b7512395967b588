import * as df from 'durable-functions';
import { carryOutDue, type DueWork } from '../../src/app/due/carryOutDue';
import { type StartDueWork } from '../../src/app/due/sweep';
import { type WiredApp } from '../../src/app/wiring';
import { captureOrchestrations, drive } from './worldOrchestrator';

const orchestrations = captureOrchestrations(df, () => jest.requireActual('../../functions/orchestrations/dueWork'));

const named: Record<DueWork['kind'], string> = { renewal: 'renewal', cycle: 'cycleCharge' };

/** Runs the app's own orchestrations as the Durable runtime would, to their end, with its activities. */
export const runDueWork =
  (app: WiredApp): StartDueWork =>
  async (work) => {
    const orchestration = orchestrations.get(named[work.kind]);
    if (orchestration === undefined) throw new Error(`No orchestration ${named[work.kind]}`);
    await drive(orchestration, work, async (_activity, input) => carryOutDue(app, input as DueWork));
  };
