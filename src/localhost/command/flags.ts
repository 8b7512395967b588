import { parseArgs } from 'node:util';
import { readInstant } from '../clock/clockMove';

export const USAGE = `functions-localhost start [FOLDER] [flags]

Runs the Functions app in FOLDER (the current one if absent) until Ctrl-C: package.json ("main"), host.json, local.settings.json.

  --port N          listen on this port (default: Host.LocalHttpPort of local.settings.json, or 7071; 0 takes any free one)
  --clock CLOCK     real (default); virtual, which begins now and stands still until POST /admin/clock moves it;
                    or an instant at which a virtual one begins (2026-01-01, 2026-01-01T00:00:00Z)
  --data FOLDER     where the storage that is started here keeps what it holds (default: nowhere)
  --bus FILE        start a local Service Bus with the entities of FILE (the emulator's Config.json), for every setting with UseDevelopmentEmulator=true
  --keys FILE       ask for keys, as on Azure: {"master":"…","functions":"…","ofFunction":{"NAME":"…"},"system":"…"}, of which only master must be there
  --quiet           tell no requests
  --help, --version`;

/** What a command line asks for. */
export interface StartFlags {
  readonly folder: string;
  readonly port?: number;
  /** `real`, or where a virtual clock begins: ms since 1970, or `now`. */
  readonly clock: 'real' | 'now' | number;
  readonly data?: string;
  readonly bus?: string;
  readonly keys?: string;
  readonly quiet: boolean;
}

export type Asked = { readonly command: 'start'; readonly flags: StartFlags } | { readonly command: 'help' | 'version' };

/** A command line that asks for nothing there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @param args without node and the script. @throws UsageError as a sentence */
export function readCommandLine(args: readonly string[]): Asked {
  const { values, positionals } = parse(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, folder = '.', ...more] = positionals;
  if (command === undefined) return { command: 'help' };
  if (command !== 'start') throw new UsageError(`"${command}" is no command: there is start.`);
  if (more.length > 0) throw new UsageError(`start takes one folder, not "${[folder, ...more].join('" and "')}".`);
  const { port, clock = 'real', data, bus, keys, quiet = false } = values;
  if (data === '') throw new UsageError('--data needs the name of a folder.');
  if (data !== undefined && clock !== 'real') throw new UsageError('--data keeps what was stored and not where a virtual clock stood: give one of --data and --clock.');
  if (bus === '') throw new UsageError('--bus needs the name of a file.');
  if (keys === '') throw new UsageError('--keys needs the name of a file.');
  return { command: 'start', flags: { folder, ...(port !== undefined && { port: portOf(port) }), clock: clockOf(clock), ...(data !== undefined && { data }), ...(bus !== undefined && { bus }), ...(keys !== undefined && { keys }), quiet } };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { port: text, clock: text, data: text, bus: text, keys: text, quiet: flag, help: { ...flag, short: 'h' }, version: flag } });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port is a whole number from 0 to 65535, not "${text}".`);
}

function clockOf(text: string): StartFlags['clock'] {
  if (text === 'real') return 'real';
  if (text === 'virtual') return 'now';
  const instant = readInstant(text);
  if (instant !== undefined) return instant;
  throw new UsageError(`--clock is real, virtual, or an instant like 2026-01-01T00:00:00Z, not "${text}".`);
}
