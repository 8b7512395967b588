import { hostPatience } from '../../adapters/clock/hostPatience';
import { moveCustomers, type MovePorts } from '../../app/shards/moveCustomers';
import { type ShardMap, slotsAt } from '../../app/shards/shardMap';
import { splitAccount, type SplitRefusal } from '../../app/shards/splitAccount';
import { SettingsWrong } from '../../app/settingsWrong';
import { openStorage } from '../../sandbox/openStorage';
import { foundMap, openAccounts } from '../../wiring/openStores';
import { storageShardsIn } from '../../wiring/storageShards';
import { type InstallationFlags, realNow, targetOf } from '../backup/installation';
import { Problem } from '../problem';
import { type Terminal } from '../terminal';
import { whole, type Done } from './done';
import { resumeMoves } from './resumeMoves';

export type ShardsAsked = (
  | { readonly action: 'list' | 'resume' }
  | { readonly action: 'move'; readonly customerId: string; readonly to: string }
  | { readonly action: 'split'; readonly from: string; readonly to: string; readonly slots: number }
) & { readonly json: boolean };

const sentenceOf = (refusal: SplitRefusal): string => {
  switch (refusal.kind) {
    case 'AccountUnknown':
      return `There is no account ${refusal.account}: ${refusal.accounts.join(', ')}.`;
    case 'CustomerUnknown':
      return `There is no customer ${refusal.customerId}.`;
    case 'OnItsWay':
      return `Customer ${refusal.move.customerId} is on its way from ${refusal.move.from} to ${refusal.move.to} (${refusal.move.phase}). "nextterm shards resume" goes on with it.`;
    case 'MovedElsewhere':
      return `Customer ${refusal.customerId} was moved to ${refusal.account} by somebody else at the same time. Say again where it is to be.`;
    case 'RowDamaged':
      return `A row of customer ${refusal.customerId} cannot be read, and would not arrive as it is: ${refusal.partition}, ${refusal.key}. Mend it first. Nothing was moved.`;
    case 'SplitUnderWay':
      return `${refusal.split.slots.length} slots are on their way from ${refusal.split.from} to ${refusal.split.to}: the same command goes on with that.`;
    case 'SlotsTooMany':
      return `The account has ${refusal.there} slots to give away, not ${refusal.asked}.`;
    case 'CustomersTooMany':
      return `Those slots have ${refusal.found} customers, and at most ${refusal.most} are moved by one split: take fewer slots, several times.`;
  }
};

const listOf = (map: ShardMap) => ({
  version: map.version,
  accounts: map.accounts.map((name) => ({ name, slots: slotsAt(map, name).length, movedThere: [...map.overrides.values()].filter((account) => account === name).length })),
  spreadOver: map.spread,
  moves: [...map.moves.values()],
  split: map.split ?? null,
});

const listed = (map: ShardMap): string => {
  const { accounts, moves, split, spreadOver } = listOf(map);
  return [
    ...accounts.map(({ name, slots, movedThere }) => `${name.padEnd(20)} ${String(slots).padStart(5)} slots   ${movedThere} customers moved there by themselves`),
    `Deadlines, ledgers, feeds, lists, audit and limits: ${spreadOver.join(', ')}`,
    ...moves.map(({ customerId, from, to, phase, startedAt }) => `On its way: ${customerId} from ${from} to ${to}, ${phase}, since ${startedAt}`),
    ...(split === null ? [] : [`On their way: ${split.slots.length} slots from ${split.from} to ${split.to}, ${split.moved} customers so far, since ${split.startedAt}`]),
  ].join('\n');
};

/** @throws Problem where it was refused. */
const done = async (ports: MovePorts, asked: ShardsAsked, terminal: Terminal): Promise<Done> => {
  const { print, complain } = terminal;
  switch (asked.action) {
    case 'list': {
      const map = await ports.maps.fresh();
      if (!asked.json) print(listed(map));
      return whole(listOf(map));
    }
    case 'resume':
      return resumeMoves(ports, asked.json, terminal);
    case 'move': {
      if (!asked.json) complain('Telling every process of the app …');
      const outcome = await moveCustomers(ports, [asked.customerId], asked.to);
      if (!outcome.ok) throw new Problem(sentenceOf(outcome.refusal));
      if (!asked.json) print(outcome.rows === 0 ? `Customer ${asked.customerId} is in ${asked.to}.` : `Customer ${asked.customerId} is in ${asked.to}: ${outcome.rows} rows copied and compared, the old ones taken away.`);
      return whole({ customerId: asked.customerId, account: asked.to, rows: outcome.rows });
    }
    case 'split': {
      const outcome = await splitAccount(ports, asked, (moved) => (asked.json ? undefined : complain(`  ${moved} customers moved`)));
      if (!outcome.ok) throw new Problem(sentenceOf(outcome.refusal));
      if (!asked.json) print(`${outcome.slots} slots are in ${asked.to}, with ${outcome.customers} customers that were moved.`);
      return whole({ slots: outcome.slots, customers: outcome.customers });
    }
  }
};

const inAccounts = async (storage: string, asked: ShardsAsked, terminal: Terminal): Promise<number> => {
  const accounts = await openAccounts({ storage, storageShards: storageShardsIn(process.env), directStorage: true });
  if (accounts.byName.size === 1 && !(await accounts.maps.isThere())) throw new Problem('There is one storage account. NEXTTERM_STORAGE_SHARDS names further ones, here as for the app.');
  await foundMap(accounts);
  const { said, isPart } = await done({ maps: accounts.maps, accounts: accounts.byName, clock: { now: realNow }, patience: hostPatience }, asked, terminal);
  if (asked.json) terminal.print(JSON.stringify(said));
  return isPart ? 1 : 0;
};

/** @returns the exit code: 1 where moves that were gone on with are still on their way. @throws Problem, SandboxProblem, StoreUnavailable; Problem also where the accounts are not those of the map. */
export const runShards = async (asked: ShardsAsked, flags: InstallationFlags, terminal: Terminal): Promise<number> => {
  const { storage, close } = await openStorage(targetOf(flags, terminal.cwd), terminal.complain);
  try {
    return await inAccounts(storage, asked, terminal);
  } catch (error) {
    throw error instanceof SettingsWrong ? new Problem(error.message) : error;
  } finally {
    await close();
  }
};
