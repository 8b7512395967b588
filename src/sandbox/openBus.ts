import { join } from 'node:path';
import { type HostClock, type Logger } from '../localhost';
import { JournalDamaged, readTopology, type RunningBroker, startBroker } from '../localhost/servicebus';
import { type DataFolder } from './dataFolder';
import { SandboxProblem } from './sandboxProblem';

export interface BusPlace {
  /** Folder of package.json. */
  readonly root: string;
  /** Where what is in it is kept; undefined: nowhere. */
  readonly folder: Pick<DataFolder, 'busFolder' | 'wayOut'> | undefined;
  readonly clock: HostClock;
  readonly logger: Logger;
}

/** Starts the local Service Bus with the queues and topics of infra/servicebus.json. @throws SandboxProblem when what it kept is damaged; nothing has changed then */
export const openBus = async ({ root, folder, clock, logger }: BusPlace): Promise<RunningBroker> => {
  try {
    return await startBroker({
      topology: readTopology(join(root, 'infra', 'servicebus.json')),
      clock,
      logger,
      ...(folder !== undefined && { journal: join(folder.busFolder, 'journal') }),
    });
  } catch (error) {
    if (error instanceof JournalDamaged && folder !== undefined) throw new SandboxProblem(`${error.message}. It is left as it is. ${folder.wayOut()}, or move this one file away: events stay readable, but whoever listens to the bus hears of what was on its way only with the next event of its subject.`);
    throw error;
  }
};
