import { type Exchange, type Happened, type Seen } from '../engine/check';
import { Reached } from '../engine/reached';
import { beginningOf, runLife, type LifeAsked, type Onlooker } from '../engine/runLife';
import { type Entry } from '../engine/script';
import { type World } from '../engine/world';
import { idsIn, type KeptEntry, type KeptLife } from './keptLife';

/** Looks on, for what was answered to what. */
class Answers implements Onlooker {
  readonly name = 'answers';
  readonly byCall = new Map<string, Exchange['reply']>();
  script: readonly Entry[] = [];

  before(_: unknown, seen: Seen): void {
    this.script = (seen as unknown as { readonly script: readonly Entry[] }).script;
  }

  after({ step, exchanges }: Happened): void {
    for (const { nth, reply } of exchanges) this.byCall.set(`${step}|${nth}`, reply);
  }
}

/**
 * A life as it is kept: what was done in it, with ids by the answers that told them.
 * @param what it was, in a sentence. @throws Error where calls at the same moment are in it, of which nobody knows which came first
 */
export const keep = async (world: World, asked: LifeAsked, what: string): Promise<KeptLife> => {
  const answers = new Answers();
  const { broken } = await runLife(world, asked, new Reached(), [answers]);
  const known = new Map<string, string>();
  const fixed = new Set([...world.partners.map(({ tenantId }) => tenantId), ...world.customers.map(({ id }) => id)]);
  const named = (text: string): string => [...known].reduce((all, [id, name]) => all.replaceAll(id, name), text);
  const last = answers.script.findLastIndex(({ is }) => is === 'call');
  const entries = answers.script.map((entry, index): KeptEntry => {
    if (entry.is === 'together') throw new Error('A life with calls at the same moment is not kept: find one without');
    if (entry.is !== 'call') return entry;
    const { caller: { partner: _, ...caller }, ...call } = entry.call;
    const kept = JSON.parse(named(JSON.stringify(call))) as typeof call;
    const reply = answers.byCall.get(`${entry.step}|${entry.nth}`);
    const sent = JSON.stringify(call);
    for (const [id, path] of idsIn(reply?.body)) if (!known.has(id) && !fixed.has(id) && !sent.includes(id)) known.set(id, `{{${index} ${path}}}`);
    return { ...entry, call: { ...kept, caller }, ...(reply !== undefined && (broken === undefined || index !== last) && { answered: reply.status }) };
  });
  return { what, rule: broken?.rule ?? 'none', ...beginningOf(asked), entries };
};
