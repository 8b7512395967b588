import { type BindingExtension } from './bindings/bindingExtension';
import { blobBindings } from './bindings/blobs';
import { tableBindings } from './bindings/tables';
import { createCore, type Core } from './core/coreModule';
import { injectCore } from './core/injectCore';
import { AppInvoker } from './core/invoker';
import { disabledFunctions } from './core/disabledFunctions';
import { loadApp } from './core/loadApp';
import { type DurableOptions, type DurableRuntime, type FunctionInvoker, type HostClock, type Logger, type MountedRoute, type Versioning } from './contracts';
import { readHostJson, type HostJson } from './hostJson';
import { sayIdleKeys } from './hostJsonKeys';
import { type AnsweredCall } from './http/answeredCall';
import { adminApi } from './http/adminRoutes';
import { type HostKeys } from './http/functionKeys';
import { checkedCors, corsOfSettings, type HostCors } from './http/hostCors';
import { type Edge, HttpServer, type TimeLimits } from './http/server';
import { type Certificate } from './http/tlsConnections';
import { Teardown } from './teardown';
import { blobScheduleStore } from './triggers/blobScheduleStore';
import { blobTrigger } from './triggers/blobTrigger';
import { queueTrigger } from './triggers/queueTrigger';
import { serviceBusTrigger } from './triggers/serviceBus/serviceBusTrigger';
import { memoryScheduleStore } from './triggers/scheduleStore';
import { TimerHints } from './triggers/timerHints';
import { timerTrigger } from './triggers/timerTrigger';
import { type TriggerContext, type TriggerExtension, type TriggerListener } from './triggers/triggerListener';

export interface HostOptions {
  /** Folder of the app: holds package.json and host.json. */
  readonly root: string;
  readonly clock: HostClock;
  /** Where timers keep their schedules and Durable its history. `AzureWebJobsStorage` in `settings` says where queues are. */
  readonly storage: DurableOptions['storage'];
  /** 0: any free port. */
  readonly port: number;
  readonly logger: Logger;
  /** App settings; put into `process.env` before the app is loaded. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Further endpoints, beside the app's. They know no route prefix. */
  readonly routes?: readonly MountedRoute[];
  /** What the app says to requests before its functions are asked. */
  readonly edge?: Edge;
  /** Told of every request that was answered. Must not throw. */
  readonly onAnswered?: (call: AnsweredCall) => void;
  /** Lets clients speak TLS too, on the same port. What the host calls itself stays http. */
  readonly certificate?: Certificate;
  /** Keys that `authLevel`, `/admin` and `/runtime` ask for, as on Azure. Absent: none is asked for. */
  readonly keys?: HostKeys;
  /** Answers pages of other origins before the app is asked, as Core Tools do by `Host.CORS`; absent: as the settings say that switch it on on Azure. */
  readonly cors?: HostCors;
  /** Hands on bodies that come in chunks, which the Azure host loses. */
  readonly deliverChunkedBodies?: boolean;
  /** How long clients may take. */
  readonly limits?: Partial<TimeLimits>;
  /** How long before their time timers of orchestrations fire, in ms, as on Azure (up to 900); at their time if absent. */
  readonly durableTimersEarlyBy?: number;
  /** Builds the Durable part; called only for an app that uses it. */
  readonly durable?: (options: DurableOptions) => DurableRuntime;
  /** Kinds of triggers beside timers and storage queues. */
  readonly triggers?: readonly TriggerExtension[];
  /** Loads the app; the default loads the files `main` of package.json names, with `core.module` injected. */
  readonly load?: (core: Core) => Promise<void>;
}

export interface RunningHost {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly invoker: FunctionInvoker;
  readonly clock: HostClock;
  /** Shows clients that speak TLS another certificate from now on. */
  useCertificate(certificate: Certificate): void;
  /** Takes nothing new, lets what runs end, and resolves when all is quiet. */
  stop(): Promise<void>;
}

/** Starts the app. Rejects with one clear sentence when it cannot start; nothing is left running then. One app per process. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const teardown = new Teardown();
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function start(options: HostOptions, teardown: Teardown): Promise<RunningHost> {
  const { clock, logger } = options;
  const hostJson = readHostJson(options.root, { ...process.env, ...options.settings });
  if (hostJson.overruledBy.length > 0) logger.log('information', `host.json is overruled by ${hostJson.overruledBy.join(', ')}.`);
  const cors = options.cors ? checkedCors(options.cors) : corsOfSettings((name) => options.settings?.[name] ?? process.env[name]);
  const http = await HttpServer.listen({ clock, logger, port: options.port, setting: (name) => process.env[name], http: hostJson.extensions.http, ...bodyLimit(options.settings), ...(cors && { cors }), ...(options.keys && { keys: options.keys }), ...(options.deliverChunkedBodies === true && { deliverChunkedBodies: true }), ...(options.edge && { edge: options.edge }), ...(options.limits && { limits: options.limits }), ...(options.onAnswered && { onAnswered: options.onAnswered }), ...(options.certificate && { certificate: options.certificate }) });
  teardown.add(() => http.stop());
  const { port } = http;
  const url = `http://127.0.0.1:${port}`;
  // The Durable library rewrites its management addresses unless it finds the host's name here.
  Object.assign(process.env, { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' }, options.settings, { WEBSITE_HOSTNAME: `127.0.0.1:${port}` });

  const hints = new TimerHints();
  teardown.add(hints.publish(clock));
  const core = createCore(logger);
  const { streamsAt } = await startApp(core, options, teardown);
  sayIdleKeys(hostJson.withoutEffect, (level, sentence) => logger.log(level, sentence));

  const invoker = new AppInvoker(core, () => clock.now(), hostJson.functionTimeout);
  const context: TriggerContext = { invoker, clock, logger, setting: (name) => process.env[name] };
  const store = options.storage === 'memory' ? memoryScheduleStore() : blobScheduleStore(options.storage.connectionString);
  const extensions = [timerTrigger(store, hints), blobTrigger(hostJson.extensions.queues.maxPollingInterval), queueTrigger(hostJson.extensions.queues, context.setting), serviceBusTrigger(hostJson.extensions.serviceBus, context.setting), ...(options.triggers ?? [])];
  for (const { type, send } of extensions.flatMap((extension) => extension.outputs ?? [])) invoker.sendOutputs(type, send);
  addBindings(invoker, [blobBindings(context.setting), tableBindings(context.setting)]);
  const durable = attachDurable(options, { invoker, baseUrl: url, taskHub: hostJson.extensions.durableTask.hubName ?? 'TestHubName', settings: hostJson.extensions.durableTask });
  invoker.checkBindings();
  const listeners = createListeners(context, extensions);
  const admin = adminApi({ invoker, clock, logger, hostVersion: core.module.hostVersion });
  http.mount([...admin.routes, ...(durable?.routes ?? []), ...(options.routes ?? [])]);

  if (durable) {
    teardown.add(() => durable.stop());
    await durable.start();
  }
  http.serveFunctions(invoker, hostJson.extensions.http.routePrefix.replace(/^\/|\/$/g, ''), streamsAt && { address: streamsAt, functionTimeout: hostJson.functionTimeout });
  // Again, so that requests end before what they may be waiting for stops.
  teardown.add(() => http.stop());
  teardown.add(() => admin.stop());
  for (const listener of listeners) {
    teardown.add(() => listener.stop());
    await listener.start();
  }
  return { url, port, invoker, clock, useCertificate: (certificate) => http.useCertificate(certificate), stop: () => teardown.run() };
}

/** The host's own setting for the largest request body. Source: "App settings reference for Azure Functions". */
function bodyLimit(settings: HostOptions['settings']): { bodyLimit?: number } {
  const name = 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT';
  const text = settings?.[name] ?? process.env[name];
  if (text === undefined) return {};
  if (!/^\d+$/.test(text)) throw new Error(`The setting ${name} is a number of bytes, not "${text}".`);
  return { bodyLimit: Number(text) };
}

/** @returns where the functions library takes requests, for an app that has bodies as streams. */
async function startApp(core: Core, options: HostOptions, teardown: Teardown): Promise<{ streamsAt: URL | undefined }> {
  if (options.load) await options.load(core);
  else {
    teardown.add(injectCore(core.module));
    const files = await loadApp(options.root);
    if (core.registry.size === 0) throw new Error(`The app has no function: ${files.length === 1 ? 'the file' : `the ${files.length} files`} that "main" of package.json names registered none (${files.slice(0, 5).join(', ')}${files.length > 5 ? ', …' : ''}).`);
  }
  const capabilities = await core.module.getProgrammingModel()?.getCapabilities?.({});
  const streamsAt = capabilities?.['HttpUri'] === undefined ? undefined : new URL(capabilities['HttpUri']);
  if (streamsAt) options.logger.log('warning', 'HTTP streaming is on (enableHttpStream): a query or a JSON member named Headers replaces all headers of a request, and a function that ends without a response object leaves its client without an answer, as on Azure.');
  const around = { hookData: {}, appHookData: core.hooks.appHookData, functionAppDirectory: options.root, hostVersion: core.module.hostVersion };
  await core.hooks.run('appStart', around);
  teardown.add(() => core.hooks.run('appTerminate', around));
  core.registry.close();
  const known = core.registry.all().map(({ name }) => name);
  const { disabled, strange } = disabledFunctions(known, process.env);
  for (const sentence of strange) options.logger.log('warning', sentence);
  for (const name of disabled) {
    core.registry.disable(name);
    options.logger.log('information', `Function "${name}" is disabled by a setting: it answers nothing and is called by nobody.`);
  }
  return { streamsAt };
}

/** Errors: a binding of these that can never work, naming its function. */
function addBindings(invoker: AppInvoker, extensions: readonly BindingExtension[]): void {
  const inputs = extensions.flatMap((extension) => extension.inputs ?? []);
  const outputs = extensions.flatMap((extension) => extension.outputs ?? []);
  for (const { type, read } of inputs) invoker.fillInputs(type, read);
  for (const { type, send } of outputs) invoker.sendOutputs(type, send);
  for (const { name, trigger, bindings } of invoker.functions()) {
    for (const binding of Object.values(bindings)) {
      if (binding === trigger) continue;
      const kind = (binding.direction.toLowerCase() === 'in' ? inputs : outputs).find(({ type }) => type === binding.type.toLowerCase());
      try {
        kind?.check?.(binding);
      } catch (error) {
        throw new Error(`Function "${name}": ${(error as Error).message}`, { cause: error });
      }
    }
  }
}

const DURABLE_BINDINGS = new Set(['orchestrationtrigger', 'activitytrigger', 'entitytrigger', 'durableclient', 'orchestrationclient']);

const versioningOf = ({ defaultVersion, versionMatchStrategy, versionFailureStrategy }: HostJson['extensions']['durableTask']): Versioning => ({ defaultVersion, matchStrategy: versionMatchStrategy, failureStrategy: versionFailureStrategy });

function attachDurable(options: HostOptions, { invoker, baseUrl, taskHub, settings }: { invoker: AppInvoker; baseUrl: string; taskHub: string; settings: HostJson['extensions']['durableTask'] }): DurableRuntime | undefined {
  const user = invoker.functions().find((registered) => Object.values(registered.bindings).some((binding) => DURABLE_BINDINGS.has(binding.type.toLowerCase())));
  if (!user) return undefined;
  if (!options.durable) throw new Error(`Function "${user.name}" uses Durable Functions, and this host was started without them.`);
  const { clock, logger, storage } = options;
  const systemKey = options.keys?.system;
  if (options.keys && systemKey === undefined) throw new Error(`Function "${user.name}" uses Durable Functions, and the keys that this host asks for have none by the name "system", which the Durable client needs: all its calls would be refused.`);
  const durable = options.durable({
    taskHub,
    baseUrl,
    invoker,
    clock,
    logger,
    storage,
    ...(systemKey !== undefined && { systemKey }),
    versioning: versioningOf(settings),
    ...(options.durableTimersEarlyBy !== undefined && { timersEarlyBy: options.durableTimersEarlyBy }),
    limits: { activities: settings.maxConcurrentActivityFunctions, orchestrators: settings.maxConcurrentOrchestratorFunctions },
    overrides: settings.overridableExistingInstanceStates === 'AnyState',
  });
  for (const type of ['durableClient', 'orchestrationClient']) {
    invoker.fillInputs(type, ({ taskHub: named }) => ({ string: durable.clientBinding(typeof named === 'string' ? named : undefined) }));
  }
  return durable;
}

function createListeners(context: TriggerContext, extensions: readonly TriggerExtension[]): readonly TriggerListener[] {
  return context.invoker.functions().flatMap((registered) => {
    const type = registered.trigger.type.toLowerCase();
    if (type === 'httptrigger' || DURABLE_BINDINGS.has(type)) return [];
    const extension = extensions.find((candidate) => candidate.triggerType.toLowerCase() === type);
    if (extension) return [extension.listen(registered, context)];
    throw new Error(`Function "${registered.name}": binding "${registered.trigger.name}" is a trigger of type "${registered.trigger.type}", which this host does not offer. The setting AzureWebJobs.${registered.name}.Disabled=true leaves the function out.`);
  });
}
