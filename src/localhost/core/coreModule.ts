import { type Logger } from '../contracts';
import { describeError } from '../describeError';
import { type CoreModule, Disposable, type ProgrammingModel, type RpcLogCategory, type RpcLogLevel } from './coreTypes';
import { Hooks } from './hooks';
import { FunctionRegistry } from './registry';

/** What an app sees of the host: the module it is handed, and what it put in through that. */
export interface Core {
  readonly module: CoreModule;
  readonly registry: FunctionRegistry;
  readonly hooks: Hooks;
  /** Writes a line, after the app's log hooks had their say; `invocationContext` is the app's context object where there is one. */
  log(level: RpcLogLevel, category: RpcLogCategory, message: string, invocationContext?: unknown): void;
}

/** The versions told to the app: those of the host and worker that were recorded. */
const HOST_VERSION = '4.1037.0.0';
const WORKER_VERSION = '3.9.1';

const severity = { trace: 'trace', debug: 'debug', information: 'information', warning: 'warning', error: 'error', critical: 'error' } as const;

export function createCore(logger: Logger): Core {
  const registry = new FunctionRegistry();
  const hooks = new Hooks();
  let model: ProgrammingModel | undefined;

  const log: Core['log'] = (level, category, message, invocationContext) => {
    const line = { level, category, message, invocationContext, hookData: {}, appHookData: hooks.appHookData };
    try {
      hooks.runLog(line);
    } catch (error) {
      logger.log('error', `A log hook failed: ${describeError(error)}`);
    }
    if (line.level !== 'none') logger.log(severity[line.level], line.message);
  };

  const module: CoreModule = {
    version: WORKER_VERSION,
    hostVersion: HOST_VERSION,
    Disposable,
    registerFunction: (metadata, callback) => registry.register(metadata, callback),
    registerHook: (name, callback) => hooks.register(name, callback),
    setProgrammingModel: (chosen) => {
      model = chosen;
    },
    getProgrammingModel: () => model,
    log,
  };
  return { module, registry, hooks, log };
}
