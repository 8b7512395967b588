import { StoreUnavailable } from '../../src/kernel/partitionStore';
import { FaultPlan, FaultyStore, Killed, type Fault, type Operation } from './faultyStore';
import { World } from './world';
import { type Stores } from '../../src/wiring/wiring';
import { commandTables } from './worldStores';

const operations: readonly Operation[] = ['read', 'list', 'listAcross', 'commit'];

/** A process whose tables fail by the plan. The catalogue is read beforehand and never fails. */
export const faultyWorld = async (at: string, from: Stores, plan: FaultPlan, settings: Readonly<Record<string, string>> = {}): Promise<World> => {
  const world = await World.at(at, from, (store, table) => (commandTables.includes(table) ? new FaultyStore(store, plan) : store), settings);
  await world.app.catalogueOf('NL');
  await world.app.markets();
  return world;
};

/** The same fault at every operation that `act` makes when nothing goes wrong. */
export const everyPlace = async (at: string, from: Stores, act: (world: World) => Promise<unknown>, does: Fault['does']): Promise<Fault[]> => {
  const plan = new FaultPlan([]);
  await act(await faultyWorld(at, from, plan));
  return operations.flatMap((operation) => Array.from({ length: plan.seen(operation) }, (_, index): Fault => ({ at: operation, nth: index + 1, does })));
};

/** What the caller saw: an answer, or nothing because the process died or the store failed. @throws anything else. */
export const seenByCaller = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Killed || error instanceof StoreUnavailable) return undefined;
    throw error;
  }
};

/** Says which fault it was that a check failed under. */
export const underFault = async (fault: Fault, check: () => Promise<void>): Promise<void> => {
  try {
    await check();
  } catch (error) {
    throw new Error(`${fault.does} at ${fault.at} ${fault.nth}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};

/** Each of the faults in a process of its own, which `act` meets once and which is then begun again: `check` judges what is left, or makes it whole. The fault that it fails under is named. */
export const afterEachFault = async (faults: readonly Fault[], at: string, from: Stores, act: (world: World) => Promise<unknown>, check: (world: World) => Promise<void>): Promise<void> => {
  for (const fault of faults) {
    await underFault(fault, async () => {
      const world = await faultyWorld(at, from, new FaultPlan([fault]));
      await seenByCaller(act(world));
      world.restart();
      await check(world);
    });
  }
};
