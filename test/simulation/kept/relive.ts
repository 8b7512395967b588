import { type Call } from '../engine/client';
import { type Life } from '../engine/life';
import { Reached } from '../engine/reached';
import { liveFrom, type LifeLived } from '../engine/runLife';
import { type World } from '../engine/world';
import { withIds, type KeptEntry, type KeptLife } from './keptLife';

/** The call with the ids of this time. */
const callOf = (world: World, { call: { caller, ...call } }: KeptEntry & { readonly is: 'call' }, answers: ReadonlyMap<number, unknown>): Call => {
  const partner = world.partners.find(({ tenantId }) => tenantId === caller.tenantId);
  return { ...(JSON.parse(withIds(JSON.stringify(call), answers)) as Omit<Call, 'caller'>), caller: { ...caller, ...(partner !== undefined && { partner }) } };
};

/** Lives a life that was kept again. Broken by the rule `kept` where it is not the life any more that was kept: a call is answered with another status. */
export const relive = async (world: World, kept: KeptLife): Promise<LifeLived> => {
  const answers = new Map<number, unknown>();
  let step = -1;
  const act = async (life: Life): Promise<void> => {
    for (const [index, entry] of kept.entries.entries()) {
      if (entry.step !== step) life.begin((step = entry.step));
      if (entry.is === 'call') {
        life.goOnWith(entry.nth);
        const reply = await life.call(callOf(world, entry, answers));
        answers.set(index, reply.body);
        if (entry.answered !== undefined && reply.status !== entry.answered) throw new Error(`Entry ${index} is answered with ${reply.status}, not ${entry.answered}: it is not the life any more that was kept. ${reply.text}`);
      } else if (entry.is === 'advance') await life.advanceTo(entry.to);
      else if (entry.is === 'outage') await life.outage(entry.to);
      else if (entry.is === 'outside') life.outside(entry.who, entry.answers);
      else await life.writeRow(entry.place, entry.value, entry.fault);
    }
  };
  return liveFrom(world, kept, new Reached(), [], act, () => step);
};
