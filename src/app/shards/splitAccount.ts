import { customerPrefix } from '../command/commerceKeys';
import { moveCustomers, type MovePorts, type MoveRefusal } from './moveCustomers';
import { accountOfSlot, homeOf, type ShardMap, slotOf, slotsAt, type Split, withSlotsAt } from './shardMap';
import { MAP_MILLIS, MOST_TOGETHER } from './shardMaps';

export type SplitRefusal =
  | MoveRefusal
  | { readonly kind: 'SplitUnderWay'; readonly split: Split }
  | { readonly kind: 'SlotsTooMany'; readonly asked: number; readonly there: number }
  /** Until its slots have moved each of them has a row of its own in the map. */
  | { readonly kind: 'CustomersTooMany'; readonly found: number; readonly most: number };

export type SplitOutcome = { readonly ok: true; readonly slots: number; readonly customers: number } | { readonly ok: false; readonly refusal: SplitRefusal };

export interface SplitAsked {
  readonly from: string;
  readonly to: string;
  /** How many of the account's slots, the first ones. */
  readonly slots: number;
}

const MOST_CUSTOMERS = 10_000;
/** Moved together, and so refused commands together while they are copied. */
const CUSTOMERS_TOGETHER = 16;
/** Before and after every customer: they are GUIDs. */
const [FIRST, END] = ['0', 'g'] as const;

/** Ids of the customers in an account that are in some slots, in order, whether or not they are at home there. One operation for each thousand customers of the account. */
async function* customersIn({ accounts }: MovePorts, account: string, slots: ReadonlySet<number>): AsyncGenerator<string> {
  const commerce = accounts.get(account)?.Commerce;
  let continuation: string | undefined;
  do {
    const page = await commerce?.listAcross({ fromPartition: FIRST, toPartition: END, prefix: customerPrefix, ...(continuation !== undefined && { continuation }) });
    for (const { partition } of page?.rows ?? []) if (slots.has(slotOf(partition))) yield partition;
    continuation = page?.continuation;
  } while (continuation !== undefined);
}

const refusalOf = async (ports: MovePorts, map: ShardMap, { from, to, slots }: SplitAsked): Promise<SplitRefusal | undefined> => {
  const unknown = [from, to].find((name) => !map.accounts.includes(name) || !ports.accounts.has(name));
  if (unknown !== undefined) return { kind: 'AccountUnknown', account: unknown, accounts: map.accounts };
  const { split } = map;
  if (split !== undefined) return split.from === from && split.to === to ? undefined : { kind: 'SplitUnderWay', split };
  const there = slotsAt(map, from);
  if (slots > there.length || from === to) return { kind: 'SlotsTooMany', asked: slots, there: from === to ? 0 : there.length };
  let found = 0;
  for await (const _ of customersIn(ports, from, new Set(there.slice(0, slots)))) found += 1;
  return found > MOST_CUSTOMERS ? { kind: 'CustomersTooMany', found, most: MOST_CUSTOMERS } : undefined;
};

/** Whether it is this very one: the next one between the same accounts has other slots. */
const isStill = (present: Split | undefined, { from, to, slots }: Split): boolean => present?.from === from && present.to === to && present.slots.length === slots.length && present.slots.every((slot, index) => slot === slots[index]);

/** Moves every customer of the split that is still in its account. @returns how many they were, or what stopped it. */
const pass = async (ports: MovePorts, split: Split, tell: (moved: number) => void): Promise<number | MoveRefusal> => {
  const { from, to, slots } = split;
  const chosen = new Set(slots);
  let [waiting, moved]: [string[], number] = [[], 0];
  const move = async (): Promise<MoveRefusal | undefined> => {
    const map = await ports.maps.fresh();
    const staying = waiting.filter((customerId) => homeOf(map, customerId) === from || map.moves.has(customerId));
    waiting = [];
    if (staying.length === 0) return undefined;
    const outcome = await moveCustomers(ports, staying, to);
    // One that somebody moved elsewhere is not in the account any more, or is found by the next pass.
    if (!outcome.ok && outcome.refusal.kind !== 'MovedElsewhere') return outcome.refusal;
    const after = await ports.maps.change(({ split: present, ...map }) => (present !== undefined && isStill(present, split) ? { slots: { ...map, split: { ...present, moved: present.moved + staying.length } } } : undefined));
    moved += staying.length;
    tell(after.split?.moved ?? moved);
    return undefined;
  };
  for await (const customerId of customersIn(ports, from, chosen)) {
    waiting.push(customerId);
    if (waiting.length < CUSTOMERS_TOGETHER) continue;
    const refused = await move();
    if (refused !== undefined) return refused;
  }
  return (await move()) ?? moved;
};

/** What was said of single customers in the slots, now that these say it themselves. One that is moved elsewhere meanwhile keeps its own. */
const tidied = async ({ maps }: MovePorts, { slots }: Split): Promise<void> => {
  const chosen = new Set(slots);
  const isSaidBySlot = (map: ShardMap, customerId: string): boolean => map.overrides.get(customerId) === accountOfSlot(map, slotOf(customerId));
  const before = await maps.fresh();
  const done = [...before.overrides.keys()].filter((customerId) => chosen.has(slotOf(customerId)) && isSaidBySlot(before, customerId));
  for (let start = 0; start < done.length; start += MOST_TOGETHER) {
    await maps.change((map) => {
      const still = done.slice(start, start + MOST_TOGETHER).filter((customerId) => isSaidBySlot(map, customerId));
      return still.length === 0 ? undefined : { overrides: still.map((customerId) => [customerId, null]) };
    });
  }
};

/**
 * Moves slots of one account, with all their customers, to another, while the app runs: customers that are made meanwhile begin in the other; those that are there are moved, sixteen at a time; when a pass over the account finds none, the
 * slots are. Killed anywhere, the same call goes on where it was. @param tell how many customers were moved so far. @throws Error where a customer of them is in the account after all, which is then to be looked at.
 */
export const splitAccount = async (ports: MovePorts, asked: SplitAsked, tell: (moved: number) => void): Promise<SplitOutcome> => {
  const refusal = await refusalOf(ports, await ports.maps.fresh(), asked);
  if (refusal !== undefined) return { ok: false, refusal };
  const { split } = await ports.maps.change((map) => {
    if (map.split !== undefined) return undefined;
    return { slots: { ...map, split: { from: asked.from, to: asked.to, slots: slotsAt(map, asked.from).slice(0, asked.slots), moved: 0, startedAt: ports.clock.now() } } };
  });
  if (split === undefined) throw new Error('The split was ended by somebody else');
  // Until then some process may still begin a customer in the account.
  await ports.patience.pause(MAP_MILLIS + 1_000);
  for (;;) {
    const moved = await pass(ports, split, tell);
    if (typeof moved !== 'number') return { ok: false, refusal: moved };
    if (moved === 0) break;
  }
  const before = await ports.maps.fresh();
  const ended = await ports.maps.change((map) => (isStill(map.split, split) ? { slots: withSlotsAt(map, split.slots, split.to) } : undefined));
  if (split.slots.some((slot) => accountOfSlot(ended, slot) !== split.to)) throw new Error(`The split of ${split.from} was ended by somebody else, and its slots are not in ${split.to}`);
  await tidied(ports, split);
  for await (const customerId of customersIn(ports, split.from, new Set(split.slots))) if (homeOf(await ports.maps.fresh(), customerId) !== split.from) throw new Error(`Customer ${customerId} is in the account ${split.from} after all, and the map says ${split.to}`);
  return { ok: true, slots: split.slots.length, customers: before.split?.moved ?? 0 };
};
