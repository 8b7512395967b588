import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RealClock } from '../clock/realClock';
import { VirtualClock } from '../clock/virtualClock';
import { type HostClock, type Logger } from '../contracts';
import { createDurableRuntime } from '../durable';
import { type RunningHost, startHost } from '../host';
import { readHostJson } from '../hostJson';
import { readTopology, startBroker } from '../servicebus';
import { Teardown } from '../teardown';
import { clockRoutes } from './clockRoutes';
import { type StartFlags } from './flags';
import { keysOfNobody, readKeys } from './hostKeys';
import { readLocalSettings } from './localSettings';
import { startAskedStorage } from './localStorage';
import { printable } from './printable';

const DEFAULT_PORT = 7071;

export interface RunningApp extends RunningHost {
  /** What routes begin with, without slashes; may be empty. */
  readonly routePrefix: string;
}

/**
 * Starts the app in a folder with what its settings ask for. The process goes on in that folder, as the Azure host's worker does.
 * @throws one clear sentence where it cannot start; nothing is left running then
 */
export async function startApp(flags: StartFlags, logger: Logger): Promise<RunningApp> {
  const teardown = new Teardown();
  try {
    const host = await start(flags, logger, teardown);
    return { ...host, stop: () => teardown.run() };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function start(flags: StartFlags, logger: Logger, teardown: Teardown): Promise<RunningApp> {
  const root = resolve(flags.folder);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) throw new Error(`${root} is no folder.`);
  for (const file of ['package.json', 'host.json']) if (!existsSync(join(root, file))) throw new Error(`${root} is no Functions app: it has no ${file}.`);
  const [data, busFile, keysFile] = [flags.data, flags.bus, flags.keys].map((path) => (path === undefined ? undefined : resolve(path)));
  const keys = keysFile === undefined ? undefined : readKeys(keysFile);
  process.chdir(root);
  const { values, port = DEFAULT_PORT, cors, notes } = readLocalSettings(root, process.env);
  const { routePrefix } = readHostJson(root, { ...values, ...process.env }).extensions.http;
  for (const note of notes) logger.log('information', note);
  const clock = openClock(flags.clock, logger);
  const setting = (name: string): string => process.env[name] ?? values[name] ?? '';

  const asked = setting('AzureWebJobsStorage');
  if (asked === '') logger.log('information', 'AzureWebJobsStorage is not set: schedules of timers and orchestrations are in memory, and end with this process.');
  else {
    const azurite = await startAskedStorage(asked, data, logger);
    if (azurite) {
      teardown.add(() => azurite.stop());
      logger.log('information', `Storage (Azurite) was started for this app: ${data ?? 'in memory, and ends with this process'}.`);
    } else if (data !== undefined) logger.log('warning', '--data has no effect: storage runs already where AzureWebJobsStorage says.');
  }
  const bus = busFile === undefined ? {} : await startBus(busFile, { clock, logger, names: Object.keys({ ...process.env, ...values }).filter((name) => /UseDevelopmentEmulator=true/i.test(setting(name))) }, teardown);

  const host = await startHost({
    root,
    port: flags.port ?? port,
    clock,
    logger,
    settings: { ...values, ...bus },
    storage: asked === '' ? 'memory' : { connectionString: asked },
    durable: createDurableRuntime,
    ...(keys && { keys }),
    routes: clockRoutes(clock),
    ...(cors && { cors }),
    ...(!flags.quiet && { onAnswered: ({ method, path, answer, milliseconds }) => logger.log('information', `${printable(method)} ${printable(path)} ${answer.status} ${Math.round(milliseconds)} ms`) }),
  });
  teardown.add(() => host.stop());
  for (const name of keys ? keysOfNobody(keys, host.invoker.functions()) : []) logger.log('warning', `--keys: there is no function "${name}" that its key could open.`);
  return { ...host, routePrefix: routePrefix.replace(/^\/|\/$/g, '') };
}

function openClock(asked: StartFlags['clock'], logger: Logger): HostClock {
  if (asked === 'real') return new RealClock({ logger });
  return new VirtualClock({ start: asked === 'now' ? Date.now() : asked, logger });
}

/** A broker with the entities of a file, as the settings that are to name it. */
async function startBus(file: string, { clock, logger, names }: { readonly clock: HostClock; readonly logger: Logger; readonly names: readonly string[] }, teardown: Teardown): Promise<Readonly<Record<string, string>>> {
  if (names.length === 0) throw new Error('--bus starts a Service Bus that nobody would use: no setting has UseDevelopmentEmulator=true.');
  const broker = await startBroker({ topology: readTopology(file), clock, logger });
  teardown.add(() => broker.stop());
  return Object.fromEntries(names.map((name) => [name, broker.connectionString]));
}
