import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Problem } from '../problem';
import { callerOf, callerSentence } from '../remote/caller';
import { connect, serverOf } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { type RemoteApi } from '../remote/remoteApi';
import { send } from '../server';
import { type Terminal } from '../terminal';
import { previewCart } from './previewCart';
import { type Tried } from './tried';

export interface SmokeWish extends ConnectionFlags {
  /** For how long health may take to be well; 0: it is asked once. */
  readonly waitMinutes: number;
  readonly all?: boolean;
}

const EVERY_SECONDS = 10;

const healthSchema = z.object({
  healthy: z.boolean(),
  parts: z.array(z.object({ name: z.string(), state: z.string() })).default([]),
  wrongSettings: z.array(z.object({ setting: z.string(), problem: z.string() })).default([]),
});

/** How health answers now. */
const askHealth = async (server: string): Promise<Tried> => {
  try {
    const response = await send(`${server}/nextterm/v1/health`, {});
    const text = await response.text();
    const parsed = healthSchema.safeParse(jsonOf(text));
    if (!parsed.success) return { state: 'failed', says: `${server}/nextterm/v1/health answers ${response.status}, and not as NextTerm does: ${text.slice(0, 200)}` };
    const wrong = parsed.data.wrongSettings.map(({ setting, problem }) => `${setting} ${problem}`);
    const degraded = parsed.data.parts.filter(({ state }) => state === 'degraded' || state === 'down').map(({ name }) => name);
    if (response.ok && parsed.data.healthy) return { state: 'passed', says: degraded.length === 0 ? `${server} is well` : `${server} answers, and somebody should look at: ${degraded.join(', ')}` };
    return { state: 'failed', says: `${server} is not well (${response.status})${wrong.length === 0 ? `: ${text.slice(0, 300)}` : `: ${wrong.join('; ')}`}` };
  } catch (error) {
    if (error instanceof Problem) return { state: 'failed', says: error.message };
    throw error;
  }
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Roles take minutes to hold after a deployment, and a first start its time. */
const waitForHealth = async (server: string, minutes: number, wait: (seconds: number) => Promise<unknown>): Promise<Tried> => {
  let tried = await askHealth(server);
  for (let waited = 0; tried.state === 'failed' && waited < minutes * 60; waited += EVERY_SECONDS) {
    await wait(EVERY_SECONDS);
    tried = await askHealth(server);
  }
  return tried;
};

/** Whoever shows no token is sent away: a deployment that lets everybody in answers all else well. */
const askWithoutToken = async (server: string): Promise<Tried> => {
  const { status } = await send(`${server}/v1/customers`, {});
  return status === 401 ? { state: 'passed', says: 'who shows no token is answered 401' } : { state: 'failed', says: `who shows no token is answered ${status}, not 401` };
};

/** What the server cannot take, or does not answer as it should, is a step that failed. */
const told = async (work: () => Promise<Tried>): Promise<Tried> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) return { state: 'failed', says: error.message };
    throw error;
  }
};

const connected = async (flags: ConnectionFlags, { server, hasProfile }: { readonly server: string; readonly hasProfile: boolean }): Promise<{ readonly api?: RemoteApi; readonly tried: Tried; readonly isPartner: boolean }> => {
  const isLocal = (await send(`${server}/local/state`, {})).ok;
  const hasToken = isLocal || hasProfile || process.env['NEXTTERM_TOKEN'] !== undefined;
  if (!hasToken) return { tried: { state: 'not tried', says: 'there is no token: set NEXTTERM_TOKEN, or name a profile (nextterm login)' }, isPartner: false };
  let isPartner = false;
  let api: RemoteApi | undefined;
  const tried = await told(async () => {
    api = await connect(flags);
    const caller = await callerOf(api);
    isPartner = caller.partner !== undefined;
    return { state: 'passed', says: callerSentence(caller) };
  });
  return { ...(api !== undefined && { api }), tried, isPartner };
};

const MARKS = { passed: 'passed   ', failed: 'FAILED   ', 'not tried': 'not tried' } as const;

/**
 * Tries what a deployment is for, a step in a line: health, sign-in, the preview of a cart. Nothing is changed.
 * @param wait for tests. @returns the exit code: 1 where something failed, or was not tried and `all` is asked for. @throws Problem where there is no such profile; UsageProblem for an address that is none.
 */
export const runSmoke = async (wish: SmokeWish, terminal: Terminal, wait: (seconds: number) => Promise<unknown> = (seconds) => pause(seconds * 1_000)): Promise<number> => {
  const of = await serverOf(wish);
  const { server } = of;
  const steps: { readonly step: string; readonly state: Tried['state']; readonly says: string }[] = [];
  const note = (step: string, tried: Tried): void => {
    steps.push({ step, ...tried });
    if (wish.json !== true) terminal.print(`${MARKS[tried.state]}  ${step.padEnd(16)}  ${tried.says}`);
  };
  const health = await waitForHealth(server, wish.waitMinutes, wait);
  note('health', health);
  if (health.state === 'passed') {
    note('without a token', await told(() => askWithoutToken(server)));
    const { api, tried, isPartner } = await connected(wish, of);
    note('sign-in', tried);
    if (api !== undefined && tried.state === 'passed') note('cart preview', isPartner ? await told(() => previewCart(api)) : { state: 'not tried', says: 'only a partner buys: sign in as one' });
    else note('cart preview', { state: 'not tried', says: 'nobody is signed in' });
  }
  if (wish.json === true) terminal.print(JSON.stringify({ server, steps }, undefined, 2));
  const count = (state: Tried['state']): number => steps.filter((step) => step.state === state).length;
  if (wish.json !== true) terminal.print(`${count('passed')} passed, ${count('failed')} failed, ${count('not tried')} not tried`);
  return count('failed') > 0 || (wish.all === true && count('not tried') > 0) ? 1 : 0;
};
