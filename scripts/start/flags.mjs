import path from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm start -- [flags]

  --port N        listen on this port (default 7071; 0 takes any free one)
  --clock TIME    a virtual clock that starts at this instant (2026-01-01 or 2026-01-01T00:00:00Z) and stands still
                  until POST /local/clock advances it; a data folder that has a virtual clock keeps its own position
  --data DIR      keep the state in this folder (default .nextterm)
  --fresh         wipe the data folder first
  --restore       go back to the last good copy of the data folder first; what it replaces is kept beside it
  --no-sample     do not load the sample world
  --memory        keep nothing on disk
  --help          show this and stop`;

/**
 * What the command line asks for. Read before anything is installed, so with nothing but Node.
 * @typedef {{ port: number, clock?: number, dataFolder?: string, fresh: boolean, restore: boolean, sample: boolean }} StartOptions
 *   clock: milliseconds since 1970 (virtual), absent for real time; dataFolder: absolute, absent for memory.
 * @param {readonly string[]} args
 * @param {string} cwd what a relative --data is relative to
 * @returns {{ ok: true, help: boolean, options: StartOptions } | { ok: false, problem: string }}
 */
export function readFlags(args, cwd) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        clock: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        restore: { type: 'boolean' },
        'no-sample': { type: 'boolean' },
        memory: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return { ok: false, problem: sentenceOf(error) };
  }
  const port = values.port === undefined ? 7071 : /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  if (!(port <= 65535)) return { ok: false, problem: `--port must be a whole number from 0 to 65535, not "${values.port}".` };
  const clock = values.clock === undefined ? undefined : readInstant(values.clock);
  if (Number.isNaN(clock)) {
    return { ok: false, problem: `--clock must be a UTC date or an ISO 8601 instant such as 2026-01-01T00:00:00Z, not "${values.clock}".` };
  }
  if (values.data === '') return { ok: false, problem: '--data needs the name of a folder.' };
  if (values.memory && values.data !== undefined) return { ok: false, problem: '--memory keeps nothing on disk, so --data has nothing to name: give one of the two.' };
  if (values.restore && values.fresh) return { ok: false, problem: '--fresh wipes the copy that --restore goes back to: give one of the two.' };
  if (values.restore && values.memory) return { ok: false, problem: '--memory keeps nothing on disk, so --restore has nothing to go back to: give one of the two.' };
  return {
    ok: true,
    help: values.help === true,
    options: {
      port,
      ...(clock === undefined ? {} : { clock }),
      ...(values.memory ? {} : { dataFolder: path.resolve(cwd, values.data ?? '.nextterm') }),
      fresh: values.fresh === true,
      restore: values.restore === true,
      sample: values['no-sample'] !== true,
    },
  };
}

/** Milliseconds since 1970, or NaN. A time without an offset is UTC, though JavaScript would read it as local. */
function readInstant(text) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i.exec(text);
  if (parts === null) return NaN;
  const [, year, month, day, time = '00:00', offset = 'Z'] = parts;
  // Date.parse moves 30 February into March.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > lastDay ? NaN : Date.parse(`${year}-${month}-${day}T${time}${offset.toUpperCase()}`);
}

function sentenceOf(error) {
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `Unknown flag ${/'(-[^']*)'/.exec(error.message)?.[1] ?? ''}.`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `Unexpected argument "${/'([^']*)'/.exec(error.message)?.[1] ?? ''}".`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE': {
      const flag = /(--[\w-]+)/.exec(error.message)?.[1];
      return error.message.includes('does not take') ? `${flag} takes no value.` : `${flag} needs a value.`;
    }
    default:
      throw error;
  }
}
