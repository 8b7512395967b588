import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { stableShard } from '../due/stableShard';

/** What the account of `NEXTTERM_STORAGE` is called. It holds the map, and all that is not spread. */
export const MAIN_ACCOUNT = 'main';

/** Fixed for good: a customer's slot is computed from its id. */
export const SLOTS = 1024;

/** How a customer's move stands: its rows are being copied; it is at home in the other account, and the old one is being emptied; or it was called off, and the copy is being taken away. */
const phases = ['copying', 'leaving', 'returning'] as const;

export const moveSchema = z.object({
  /** Of the map that it was begun with: no two moves have the same. */
  version: z.number().int().min(1),
  customerId: z.string().min(1),
  from: z.string().min(1),
  to: z.string().min(1),
  phase: z.enum(phases),
  startedAt: instantSchema,
});
export type CustomerMove = z.infer<typeof moveSchema>;

export const splitSchema = z.object({ from: z.string().min(1), to: z.string().min(1), slots: z.array(z.number().int().min(0).max(SLOTS - 1)).min(1), moved: z.number().int().min(0), startedAt: instantSchema });
/** Slots on their way to another account: a customer that is made meanwhile begins there. */
export type Split = z.infer<typeof splitSchema>;

export const mapSchema = z
  .object({
    version: z.number().int().min(1),
    accounts: z.array(z.string().min(1)).min(1),
    /** By slot: which of `accounts`. */
    slots: z.array(z.number().int().min(0)).length(SLOTS),
    /** Over which accounts tables are spread that are not a customer's. As it was when the map was made: what lies there is found by it. */
    spread: z.array(z.string().min(1)).min(1),
    split: splitSchema.optional(),
  })
  .refine(({ accounts, slots }) => slots.every((index) => index < accounts.length), 'a slot names no account')
  .refine(({ accounts, spread }) => spread.every((name) => accounts.includes(name)), 'a table is spread over an account that is not named');

/** What one row says: which account each slot is at. */
export type SlotMap = z.infer<typeof mapSchema>;

/** Where every customer is. */
export interface ShardMap extends SlotMap {
  /** Customers that were moved by themselves, by id. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Customers on their way, by id. */
  readonly moves: ReadonlyMap<string, CustomerMove>;
}

/** Whose a partition of `Commerce` or `Usage` is: `c3f1a2d4-…`, `c3f1a2d4-…|azure|2026-03`. */
export const customerOf = (partition: string): string => partition.split('|', 1)[0] ?? partition;

/** 0 to 1023, the same for a customer for ever. */
export const slotOf = (customerId: string): number => stableShard(customerId, SLOTS);

/** Where the customers of a slot are who have no account of their own. */
export const accountOfSlot = ({ accounts, slots }: SlotMap, slot: number): string => accounts[slots[slot] ?? 0] ?? MAIN_ACCOUNT;

/** The account a customer's rows are in: the one they are copied from until all of them are in the other. A customer that does not exist has one too: where it will be. */
export const homeOf = (map: ShardMap, customerId: string): string => map.overrides.get(customerId) ?? accountOfSlot(map, slotOf(customerId));

/** Where a customer begins that is made now: not in a slot that is being emptied. */
export const homeOfNew = (map: ShardMap, customerId: string): string => (map.split?.slots.includes(slotOf(customerId)) === true && !map.overrides.has(customerId) ? map.split.to : homeOf(map, customerId));

/** Where a partition of a table lies that is spread over accounts by its own key. */
export const spreadHomeOf = ({ spread }: Pick<SlotMap, 'spread'>, partition: string): string => spread[stableShard(partition, spread.length)] ?? MAIN_ACCOUNT;

/** The first map. @param accounts names, the main one first. @param isEmpty nothing is stored yet: everything is spread over all accounts; otherwise all that there is stays in the main one. */
export const firstMap = (accounts: readonly string[], isEmpty: boolean): SlotMap => ({
  version: 1,
  accounts: [...accounts],
  slots: Array.from({ length: SLOTS }, (_, slot) => (isEmpty ? slot % accounts.length : 0)),
  spread: isEmpty ? [...accounts] : [MAIN_ACCOUNT],
});

/** The same with accounts that it did not name: nothing is in them until slots or customers are moved there. */
export const withAccounts = (map: SlotMap, names: readonly string[]): SlotMap => ({ ...map, version: map.version + 1, accounts: [...map.accounts, ...names.filter((name) => !map.accounts.includes(name))] });

/** The same with some slots at another account, and no split any more. */
export const withSlotsAt = ({ split: _, ...map }: SlotMap, moved: readonly number[], to: string): SlotMap => {
  const index = map.accounts.indexOf(to);
  if (index < 0) throw new RangeError(`The map names no account ${to}`);
  const chosen = new Set(moved);
  return { ...map, version: map.version + 1, slots: map.slots.map((at, slot) => (chosen.has(slot) ? index : at)) };
};

/** Slots of one account, in order. */
export const slotsAt = (map: SlotMap, account: string): readonly number[] => map.slots.flatMap((_, slot) => (accountOfSlot(map, slot) === account ? [slot] : []));
