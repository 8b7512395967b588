import { z } from 'zod';
import { Problem } from '../problem';
import { serverOf } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { showRows } from '../remote/shown';
import { send } from '../server';
import { type Terminal } from '../terminal';

const partSchema = z.looseObject({ name: z.string(), state: z.string(), told: z.string().optional(), seconds: z.number().optional(), kind: z.string().optional(), count: z.number().optional(), more: z.literal(true).optional() });
const healthSchema = z.looseObject({ status: z.string(), parts: z.array(partSchema), wrongSettings: z.array(z.object({ setting: z.string(), problem: z.string() })) });
type Part = z.output<typeof partSchema>;

const spanOf = (seconds: number): string => (seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`);

const saysOf = ({ name, told, seconds, kind, count, more }: Part): string => {
  const said = [
    ...(told === undefined || told === 'running' ? [] : [told]),
    ...(count === undefined ? [] : [`${count}${more === true ? ' or more' : ''}`]),
    ...(kind === undefined ? [] : [kind]),
    ...(seconds === undefined ? [] : [name === 'sweep' ? `the last ended ${spanOf(seconds)} ago` : `the oldest has waited for ${spanOf(seconds)}`]),
  ];
  return said.join(', ');
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** @returns the exit code. @throws Problem where nothing answers, or something else does, and where there is no such profile; UsageProblem for an address that is none. */
export const showHealth = async (flags: ConnectionFlags, terminal: Terminal): Promise<number> => {
  const { server } = await serverOf(flags);
  const health = healthSchema.safeParse(parsed(await (await send(`${server}/nextterm/v1/health`, {})).text()));
  if (!health.success) throw new Problem(`What answers at ${server} is no NextTerm of this version.`);
  const { status, parts, wrongSettings } = health.data;
  if (flags.json === true) terminal.print(JSON.stringify(health.data, undefined, 2));
  else {
    terminal.print(`${server} is ${status}.`);
    for (const { setting, problem } of wrongSettings) terminal.print(`The setting ${setting} ${problem}.`);
    showRows(parts, [['Part', ({ name }) => name], ['State', ({ state }) => state], ['', saysOf]], 'Nothing more is known.', false, terminal);
  }
  return status === 'healthy' ? 0 : 1;
};
