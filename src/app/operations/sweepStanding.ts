import { type App } from '../ports';
import { type Instant } from '../../kernel/instant';
import { type RunningProcesses } from './startedProcesses';
import { type SweepControl } from './sweepControl';
import { readFigures, type SweepFigures } from './sweepFigures';

/** What the sweep is told to do, what the last one left to be seen, and which processes may still run. Three operations. @throws when the store fails. */
export const sweepStanding = async ({ clock, directory, startedProcesses, sweepControl }: Pick<App, 'clock' | 'directory' | 'startedProcesses' | 'sweepControl'>): Promise<{ readonly control: SweepControl; readonly figures: SweepFigures | undefined; readonly running: RunningProcesses; readonly now: Instant }> => {
  const [control, figures, running] = await Promise.all([sweepControl.read(), readFigures(directory), startedProcesses.list()]);
  return { control, figures, running, now: clock.now() };
};
