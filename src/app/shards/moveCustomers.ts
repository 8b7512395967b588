import { type Clock } from '../../kernel/clock';
import { type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { canonicalJson } from '../../kernel/canonicalJson';
import { type Patience } from '../command/contention';
import { customerKey } from '../command/commerceKeys';
import { withBound } from '../due/withBound';
import { drops, isPlace, makes, places, puts, requires } from './placeRows';
import { type CustomerMove, homeOf, type ShardMap } from './shardMap';
import { MAP_MILLIS, type MapChange, MOST_TOGETHER, type ShardMaps } from './shardMaps';

/** The tables of one account whose partitions are a customer's. */
export interface CustomerTables {
  readonly Commerce: PartitionStore;
  readonly Usage: PartitionStore;
}

export interface MovePorts {
  readonly maps: ShardMaps;
  /** By name of the account, without the routing between them. */
  readonly accounts: ReadonlyMap<string, CustomerTables>;
  readonly clock: Clock;
  readonly patience: Pick<Patience, 'pause'>;
}

export type MoveRefusal =
  | { readonly kind: 'AccountUnknown'; readonly account: string; readonly accounts: readonly string[] }
  | { readonly kind: 'CustomerUnknown'; readonly customerId: string }
  /** It is on its way to another account, or by the hand of another process to this one. */
  | { readonly kind: 'OnItsWay'; readonly move: CustomerMove }
  /** Another process moved it elsewhere at the same time. */
  | { readonly kind: 'MovedElsewhere'; readonly customerId: string; readonly account: string }
  /** A row that cannot be read would not arrive as it is. */
  | { readonly kind: 'RowDamaged'; readonly customerId: string; readonly partition: string; readonly key: string };

/** A move was carried on by another process at the same moment. What was left to do is done there. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Longer than any process goes by a map that it has read. */
const WAIT_MILLIS = MAP_MILLIS + 1_000;
const CUSTOMERS_AT_ONCE = 8;
/** Of one transaction, beside the row that guards it. */
const ROWS_TOGETHER = 90;
/** Of one transaction: the service takes 4 MiB, each character may be two bytes and escaped. */
const CHARACTERS_TOGETHER = 700_000;

interface Place {
  readonly store: PartitionStore;
  readonly partition: string;
}

/** A customer's partition in both accounts. */
interface Passage {
  readonly from: Place;
  readonly to: Place;
}

const tablesOf = ({ accounts }: MovePorts, name: string): CustomerTables => {
  const tables = accounts.get(name);
  if (tables === undefined) throw new RangeError(`There is no account ${name}`);
  return tables;
};

/** Every partition of a customer's `Usage`, in order: one operation for each, and one more. */
const usagePartitions = async (usage: PartitionStore, customerId: string): Promise<readonly string[]> => {
  const found: string[] = [];
  let [fromPartition, continuation]: [string, string | undefined] = [`${customerId}|`, undefined];
  for (;;) {
    const page: Awaited<ReturnType<PartitionStore['listAcross']>> = await usage.listAcross({ fromPartition, toPartition: `${customerId}}`, limit: 1, ...(continuation !== undefined && { continuation }) });
    const [row] = page.rows;
    if (row !== undefined) {
      found.push(row.partition);
      [fromPartition, continuation] = [`${row.partition}!`, undefined];
    } else if (page.continuation === undefined) return found;
    else continuation = page.continuation;
  }
};

const passagesOf = async (ports: MovePorts, { customerId, from, to }: Pick<CustomerMove, 'customerId' | 'from' | 'to'>): Promise<readonly Passage[]> => {
  const [old, next] = [tablesOf(ports, from), tablesOf(ports, to)];
  const used = new Set([...(await usagePartitions(old.Usage, customerId)), ...(await usagePartitions(next.Usage, customerId))]);
  const passage = (table: keyof CustomerTables, partition: string): Passage => ({ from: { store: old[table], partition }, to: { store: next[table], partition } });
  return [passage('Commerce', customerId), ...[...used].map((partition) => passage('Usage', partition))];
};

/** All rows of a partition but those of its place, in order of their keys. */
async function* rowsIn({ store, partition }: Place): AsyncGenerator<Row> {
  let continuation: string | undefined;
  do {
    const page = await store.list(partition, { ...(continuation !== undefined && { continuation }) });
    for (const row of page.rows) if (!isPlace(row)) yield row;
    continuation = page.continuation;
  } while (continuation !== undefined);
}

/** A transaction that counts only while the partition is what it should be. @throws Overtaken where it is not any more. */
const commitWhile = async ({ store, partition }: Place, guard: Write, writes: readonly Write[]): Promise<void> => {
  const outcome = await store.commit(partition, [...writes, guard]);
  if (!outcome.ok) throw new Overtaken(`${partition}: ${outcome.conflict.key}`);
};

/** Rows by the transaction. */
async function* together(rows: AsyncGenerator<Row>): AsyncGenerator<readonly Row[]> {
  let [batch, size]: [Row[], number] = [[], 0];
  for await (const row of rows) {
    const characters = JSON.stringify(row.value).length;
    if (batch.length === ROWS_TOGETHER || (batch.length > 0 && size + characters > CHARACTERS_TOGETHER)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(row);
    size += characters;
  }
  if (batch.length > 0) yield batch;
}

/** Begins a move in a partition: from now on nothing is written where it was, whatever a process knows. @throws Overtaken where the move is over there. */
const close = async ({ from, to }: Passage, move: string): Promise<void> => {
  const begun = await to.store.commit(to.partition, [makes(places.begun(move)), makes(places.arriving(move))]);
  if (!begun.ok && (await to.store.read(to.partition, places.arriving(move))) === undefined) throw new Overtaken(to.partition);
  await from.store.commit(from.partition, [puts(places.leaving(move)), drops(places.open)]);
};

/** What is copied is closed, so that copying it twice, by two processes too, gives the same. */
const copy = async ({ from, to }: Passage, move: string): Promise<void> => {
  for await (const rows of together(rowsIn(from))) {
    await commitWhile(to, requires(places.arriving(move)), rows.map(({ key, value }): Write => ({ op: 'put', key, value })));
  }
};

const isSame = (one: Row, other: Row): boolean => one.key === other.key && canonicalJson(one.value) === canonicalJson(other.value);

/** Compares both partitions row by row; takes away what an earlier copy left that is not there any more. @returns how many rows they have. @throws where one is missing or differs. */
const verify = async ({ from, to }: Passage, move: string): Promise<number> => {
  const [there, rows] = [rowsIn(to), rowsIn(from)];
  let [arrived, original] = [await there.next(), await rows.next()];
  let count = 0;
  while (original.done !== true || arrived.done !== true) {
    if (original.done !== true && arrived.done !== true && isSame(original.value, arrived.value)) {
      count += 1;
      [arrived, original] = [await there.next(), await rows.next()];
    } else if (arrived.done !== true && (await from.store.read(from.partition, arrived.value.key)) === undefined) {
      await commitWhile(to, requires(places.arriving(move)), [drops(arrived.value.key)]);
      arrived = await there.next();
    } else throw new Error(`What was copied of ${from.partition} is not what is there: ${original.done === true ? '' : original.value.key}`);
  }
  return count;
};

/** From now on it is written to in its new account. Done already: nothing happens. */
const release = async ({ to }: Passage, move: string): Promise<void> => {
  const opened = await to.store.commit(to.partition, [puts(places.open), requires(places.arriving(move))]);
  if (opened.ok) await to.store.commit(to.partition, [drops(places.arriving(move))]);
};

/** Takes all rows away, the mark last. */
const empty = async (place: Place, mark: string): Promise<void> => {
  if ((await place.store.read(place.partition, mark)) === undefined) return;
  for await (const rows of together(rowsIn(place))) await commitWhile(place, requires(mark), rows.map(({ key }) => drops(key)));
  await place.store.commit(place.partition, [drops(mark)]);
};

/** It is written to where it was, and the copy is taken away. */
const giveBack = async ({ from, to }: Passage, move: string): Promise<void> => {
  await to.store.commit(to.partition, [puts(places.begun(move))]);
  await empty(to, places.arriving(move));
  const opened = await from.store.commit(from.partition, [puts(places.open), requires(places.leaving(move))]);
  if (opened.ok) await from.store.commit(from.partition, [drops(places.leaving(move))]);
};

/** Unlike every other move of the same customer. */
const idOf = ({ version }: CustomerMove): string => String(version);

const isUnderWay = ({ moves }: ShardMap, move: CustomerMove): boolean => {
  const present = moves.get(move.customerId);
  return present !== undefined && idOf(present) === idOf(move);
};

/** A change of the map for some moves, as many at a time as one can name. */
const changed = async ({ maps }: MovePorts, asked: readonly CustomerMove[], isMeant: (map: ShardMap, move: CustomerMove) => boolean, changeOf: (still: readonly CustomerMove[]) => MapChange): Promise<void> => {
  for (let start = 0; start < asked.length; start += MOST_TOGETHER) {
    await maps.change((map) => {
      const still = asked.slice(start, start + MOST_TOGETHER).filter((move) => isMeant(map, move));
      return still.length === 0 ? undefined : changeOf(still);
    });
  }
};

/** At home in the other account, in the map, where nothing else has become of the move. */
const turned = (ports: MovePorts, asked: readonly CustomerMove[]): Promise<void> =>
  changed(
    ports,
    asked,
    (map, move) => isUnderWay(map, move) && map.moves.get(move.customerId)?.phase === 'copying',
    (still) => ({ moves: still.map((move) => [move.customerId, { ...move, phase: 'leaving' }]), overrides: still.map(({ customerId, to }) => [customerId, to]) }),
  );

const forgotten = (ports: MovePorts, asked: readonly CustomerMove[]): Promise<void> => changed(ports, asked, isUnderWay, (still) => ({ moves: still.map(({ customerId }) => [customerId, null]) }));

/** Each of them, some at a time; one that another process has carried on is left to that, and one that fails stops no other: nobody could write to those for as long as it fails. @param failures what failed is added. @returns those that were done here. */
const eachOf = async (moves: readonly CustomerMove[], failures: unknown[], act: (move: CustomerMove) => Promise<void>): Promise<readonly CustomerMove[]> => {
  const done: CustomerMove[] = [];
  await withBound(CUSTOMERS_AT_ONCE, moves, async (move) => {
    try {
      await act(move);
      done.push(move);
    } catch (error) {
      if (!(error instanceof Overtaken)) failures.push(error);
    }
  });
  return done;
};

const throughAll = async (ports: MovePorts, move: CustomerMove, step: (passage: Passage, move: string) => Promise<unknown>): Promise<void> => {
  for (const passage of await passagesOf(ports, move)) await step(passage, idOf(move));
};

/** Rows that were copied, of all partitions. */
export interface MovedRows {
  readonly rows: number;
}

const copyAll = async (ports: MovePorts, moves: readonly CustomerMove[], failures: unknown[]): Promise<number> => {
  // Every process has read the map since, or reads it before it does anything.
  await ports.patience.pause(WAIT_MILLIS);
  let rows = 0;
  const copied = await eachOf(moves, failures, (move) =>
    throughAll(ports, move, async (passage, id) => {
      await close(passage, id);
      await copy(passage, id);
      rows += await verify(passage, id);
    }),
  );
  await turned(ports, copied);
  return rows;
};

const leaveAll = async (ports: MovePorts, moves: readonly CustomerMove[], failures: unknown[]): Promise<void> => {
  const open = await eachOf(moves, failures, (move) => throughAll(ports, move, release));
  // Whoever reads a list of it page by page in the old account is done with it.
  await ports.patience.pause(WAIT_MILLIS);
  const left = await eachOf(open, failures, (move) => throughAll(ports, move, ({ from }, id) => empty(from, places.leaving(id))));
  await forgotten(ports, left);
};

const returnAll = async (ports: MovePorts, moves: readonly CustomerMove[], failures: unknown[]): Promise<void> => {
  await forgotten(ports, await eachOf(moves, failures, (move) => throughAll(ports, move, giveBack)));
};

/** Goes on with moves wherever they stand: after a process that was killed, or beside one that is at it. @param only of these customers; of all if absent. @returns rows that were copied. @throws StoreUnavailable, and whatever else stops one, once the others are done: then it stands as it stands, and is gone on with by the next call. */
export const carryOn = async (ports: MovePorts, only?: ReadonlySet<string>): Promise<MovedRows> => {
  const inPhase = (map: ShardMap, phase: CustomerMove['phase']): readonly CustomerMove[] => [...map.moves.values()].filter((move) => move.phase === phase && only?.has(move.customerId) !== false);
  const failures: unknown[] = [];
  let rows = 0;
  const copying = inPhase(await ports.maps.fresh(), 'copying');
  if (copying.length > 0) rows = await copyAll(ports, copying, failures);
  const map = await ports.maps.fresh();
  const [leaving, returning] = [inPhase(map, 'leaving'), inPhase(map, 'returning')];
  if (leaving.length > 0) await leaveAll(ports, leaving, failures);
  if (returning.length > 0) await returnAll(ports, returning, failures);
  if (failures.length > 0) throw failures[0];
  return { rows };
};

/** The first row that could not be copied as it is. */
const damagedRow = async (ports: MovePorts, customerId: string, from: string): Promise<Row | undefined> => {
  const old = tablesOf(ports, from);
  const all: Place[] = [{ store: old.Commerce, partition: customerId }, ...(await usagePartitions(old.Usage, customerId)).map((partition) => ({ store: old.Usage, partition }))];
  for (const place of all) {
    for await (const row of rowsIn(place)) if (typeof row.value['unreadable'] === 'string' && Object.keys(row.value).length === 1) return row;
  }
  return undefined;
};

const refusalOf = async (ports: MovePorts, map: ShardMap, customerId: string, to: string): Promise<MoveRefusal | undefined> => {
  if (!map.accounts.includes(to) || !ports.accounts.has(to)) return { kind: 'AccountUnknown', account: to, accounts: map.accounts };
  const move = map.moves.get(customerId);
  if (move !== undefined) return move.to === to || (move.from === to && move.phase !== 'leaving') ? undefined : { kind: 'OnItsWay', move };
  const from = homeOf(map, customerId);
  if ((await tablesOf(ports, from).Commerce.read(customerId, customerKey(customerId))) === undefined) {
    const after = await ports.maps.fresh();
    // Moved by somebody else at this moment.
    return after.version === map.version ? { kind: 'CustomerUnknown', customerId } : refusalOf(ports, after, customerId, to);
  }
  const damaged = from === to ? undefined : await damagedRow(ports, customerId, from);
  return damaged && { kind: 'RowDamaged', customerId, partition: damaged.partition, key: damaged.key };
};

export type MoveOutcome = { readonly ok: true; readonly rows: number } | { readonly ok: false; readonly refusal: MoveRefusal };

/**
 * Moves customers to another account, while the app runs: says so in the map; closes their partitions; copies and compares them; changes the map; opens them there; empties the old. Commands on them are refused for some seconds, from the
 * closing to the opening; reads go on. Killed anywhere, the same call, or {@link carryOn}, goes on. A customer that is there already is left alone; one that is on its way back from `to` is called off.
 * @param customerIds forty-five at most.
 */
export const moveCustomers = async (ports: MovePorts, customerIds: readonly string[], to: string): Promise<MoveOutcome> => {
  if (customerIds.length > MOST_TOGETHER) throw new RangeError(`${customerIds.length} customers at once: at most ${MOST_TOGETHER}`);
  const before = await ports.maps.fresh();
  for (const customerId of customerIds) {
    const refusal = await refusalOf(ports, before, customerId, to);
    if (refusal !== undefined) return { ok: false, refusal };
  }
  const startedAt = ports.clock.now();
  await ports.maps.change((map) => {
    const moves = customerIds.flatMap((customerId): (readonly [string, CustomerMove])[] => {
      const move = map.moves.get(customerId);
      if (move !== undefined) return move.from === to && move.phase === 'copying' ? [[customerId, { ...move, phase: 'returning' }]] : [];
      const from = homeOf(map, customerId);
      return from === to ? [] : [[customerId, { version: map.version, customerId, from, to, phase: 'copying', startedAt }]];
    });
    return moves.length === 0 ? undefined : { moves };
  });
  const { rows } = await carryOn(ports, new Set(customerIds));
  // What another process took over may not be through yet.
  const after = await ports.maps.fresh();
  const open = customerIds.flatMap((customerId) => after.moves.get(customerId) ?? []);
  if (open[0] !== undefined) return { ok: false, refusal: { kind: 'OnItsWay', move: open[0] } };
  const elsewhere = customerIds.find((customerId) => homeOf(after, customerId) !== to);
  return elsewhere === undefined ? { ok: true, rows } : { ok: false, refusal: { kind: 'MovedElsewhere', customerId: elsewhere, account: homeOf(after, elsewhere) } };
};
