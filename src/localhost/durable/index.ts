import { type DurableOptions, type DurableRuntime } from '../contracts';
import { DurableEngine } from './engine';
import { clientBinding, RPC_PATH, WEBHOOK_PATH } from './management/links';
import { managementRoutes } from './management/routes';
import { type TimerLimits } from './protocol';
import { MemoryStore } from './store/memory';
import { type DurableStore } from './store/port';
import { TableStore } from './store/table';

/** Durable Functions for an app that is run by the local runtime. Nothing is read or written before `start`. */
export const createDurableRuntime = (options: DurableOptions): DurableRuntime =>
  durableRuntimeOn(options.storage === 'memory' ? new MemoryStore() : new TableStore(options.storage.connectionString, options.taskHub), options);

/** The same on a store of the caller's choice. @param options.maxLoaded how many waiting instances keep their state in memory. @param options.timerLimits how long timers are cut up, for tests: 6 and 3 days if absent. */
export const durableRuntimeOn = (store: DurableStore, options: Omit<DurableOptions, 'storage'> & { readonly maxLoaded?: number; readonly timerLimits?: TimerLimits }): DurableRuntime => {
  const engine = new DurableEngine({ ...options, store });
  const { baseUrl, taskHub, systemKey } = options;
  const routes = managementRoutes({ engine, baseUrl, taskHub, ...(systemKey !== undefined && { systemKey }) });
  const rpcRoutes = systemKey === undefined ? [] : routes.map((route) => ({ ...route, template: route.template.replace(WEBHOOK_PATH, RPC_PATH) }));
  return {
    start: () => engine.start(),
    stop: () => engine.stop(),
    clientBinding: (hub = taskHub) => clientBinding(baseUrl, hub, systemKey),
    routes: [...routes, ...rpcRoutes],
  };
};
