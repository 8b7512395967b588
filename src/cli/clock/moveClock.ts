import { z } from 'zod';
import { serverAddress } from '../demo/demoCommand';
import { Problem } from '../problem';
import { minuteOf, showRows } from '../remote/shown';
import { behind, until } from '../remote/spans';
import { send } from '../server';
import { type Terminal } from '../terminal';

const clockSchema = z.looseObject({ now: z.string(), virtual: z.boolean() });
const nextSchema = z.object({ items: z.array(z.looseObject({ at: z.string(), kind: z.string(), customerId: z.string().optional(), subject: z.string().optional() })), moveTo: z.string(), knownUntil: z.string().optional() });
const movedSchema = z.object({ from: z.string(), to: z.string(), happened: z.array(z.looseObject({ at: z.string(), what: z.string(), subject: z.string(), outcome: z.string() })), held: z.looseObject({ state: z.string(), reason: z.string(), waiting: z.number(), more: z.literal(true).optional(), oldest: z.object({ kind: z.string(), at: z.string() }).optional() }).optional() });

type Held = NonNullable<z.infer<typeof movedSchema>['held']>;

const heldSentence = ({ state, reason, waiting, more, oldest }: Held): string => {
  const since = oldest === undefined ? '' : `, the oldest (${oldest.kind}) since ${minuteOf(oldest.at)}`;
  return `Due work is ${state === 'draining' ? 'drained' : 'paused'} (${reason}): ${waiting}${more === true ? ' or more' : ''} ${waiting === 1 ? 'deadline waits' : 'deadlines wait'}${since}. \`nextterm sweep resume\` lets it go on.`;
};

interface ClockWish {
  readonly url: string;
  readonly advance?: string;
  readonly to?: string;
  readonly next?: true;
  readonly json?: boolean;
}

const answered = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (response.status === 404) throw new Problem('That is no local server: only a local one has a clock that can be seen and moved.');
  const body = JSON.parse(text) as { readonly description?: string; readonly message?: string };
  if (!response.ok) throw new Problem(body.description ?? body.message ?? text);
  return body;
};

/** @returns the exit code. @throws Problem where there is no local server, or its clock cannot be moved so. */
export const moveClock = async ({ url, advance, to, next, json }: ClockWish, terminal: Terminal): Promise<number> => {
  const path = `${serverAddress(url)}/local/clock`;
  const clock = clockSchema.parse(await answered(await send(path, {})));
  const ahead = next === true || to === 'next' ? nextSchema.parse(await answered(await send(`${path}/next`, {}))) : undefined;
  if (ahead !== undefined && next === true) {
    showRows(ahead.items, [['At (UTC)', ({ at }) => minuteOf(at)], ['What', ({ kind }) => kind], ['Customer', ({ customerId }) => customerId], ['Subject', ({ subject }) => subject]], ahead.knownUntil === undefined ? 'Nothing is ahead.' : 'Nothing is known yet.', json, terminal);
    if (ahead.knownUntil !== undefined) terminal.complain(`The app has so much to do for itself that what happens from ${minuteOf(ahead.knownUntil)} on is not known yet.`);
    return 0;
  }
  const target = ahead?.moveTo ?? (advance === undefined ? to && until(clock.now, '--to', to) : behind(clock.now, '--advance', advance));
  if (target === undefined || target === '') {
    terminal.print(json === true ? JSON.stringify(clock, undefined, 2) : `It is ${clock.now}${clock.virtual ? '' : ', on the real clock'}.`);
    return 0;
  }
  const moved = movedSchema.parse(await answered(await send(path, { method: 'POST', body: JSON.stringify({ advanceTo: target }) })));
  if (json === true) terminal.print(JSON.stringify(moved, undefined, 2));
  else {
    terminal.print(`From ${moved.from} to ${moved.to}.`);
    if (moved.held !== undefined) terminal.print(heldSentence(moved.held));
    showRows(moved.happened, [['At (UTC)', ({ at }) => minuteOf(at)], ['What', ({ what }) => what], ['Subject', ({ subject }) => subject], ['Outcome', ({ outcome }) => outcome]], 'Nothing happened.', false, terminal);
  }
  return 0;
};
