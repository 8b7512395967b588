import { z } from 'zod';
import { attention, fine, wrong, type Finding } from './finding';

const healthSchema = z.object({
  healthy: z.boolean(),
  bus: z.object({ state: z.string(), oldestWaiting: z.string().optional() }).optional(),
  dependencies: z.array(z.object({ name: z.string(), state: z.string(), latencyMillis: z.number() })),
  wrongSettings: z.array(z.object({ setting: z.string(), problem: z.string() })),
});
const descriptionSchema = z.object({ info: z.object({ version: z.string() }) });

/** Tokens are judged by the clock: beyond this they are refused for being from the future. */
const MOST_SKEW_SECONDS = 120;

const skewFinding = (date: string | null, now: Date): Finding => {
  const seconds = Math.round((now.getTime() - Date.parse(date ?? '')) / 1_000);
  if (Number.isNaN(seconds)) return attention('Clock', 'the server does not say what time it is.');
  return Math.abs(seconds) > MOST_SKEW_SECONDS ? wrong('Clock', `this machine and the server are ${Math.abs(seconds)} seconds apart: tokens will be refused. Set the clock by NTP.`) : fine('Clock', 'this machine and the server agree');
};

const healthFindings = (text: string): readonly Finding[] => {
  const { healthy, bus, dependencies, wrongSettings } = healthSchema.parse(JSON.parse(text));
  const parts = dependencies.map(({ name, state, latencyMillis }) => (state === 'up' ? fine(name, `answers in ${latencyMillis} ms`) : wrong(name, 'cannot be reached by the server')));
  const waiting = bus?.oldestWaiting === undefined ? '' : `; events wait since ${bus.oldestWaiting}`;
  return [
    healthy ? fine('Health', 'the server says that it is well') : wrong('Health', 'the server says that it is not well'),
    ...wrongSettings.map(({ setting, problem }) => wrong('Settings', `${setting} ${problem}`)),
    ...parts,
    ...(bus === undefined ? [] : [bus.state === 'down' ? wrong('Service Bus', `cannot be reached by the server${waiting}`) : waiting === '' ? fine('Service Bus', bus.state) : attention('Service Bus', `${bus.state}${waiting}`)]),
  ];
};

/** How a server is; undefined where none answers. @param version of this checkout. @param now of this machine. */
export const serverFindings = async (server: string, version: string, now: Date): Promise<readonly Finding[] | undefined> => {
  const answered = await fetch(`${server}/nextterm/v1/health`).catch(() => undefined);
  if (answered === undefined) return undefined;
  const text = await answered.text();
  try {
    const described = descriptionSchema.parse(await (await fetch(`${server}/openapi.json`)).json()).info.version;
    return [...healthFindings(text), described === version ? fine('Version', `${version}, as this checkout`) : attention('Version', `the server runs ${described}, this checkout is ${version}`), skewFinding(answered.headers.get('date'), now)];
  } catch {
    return [wrong('Server', `what answers at ${server} is no NextTerm of this version.`)];
  }
};
