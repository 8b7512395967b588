import { z } from 'zod';
import { ANY_ETAG, type PartitionStore, StoreUnavailable, type Write } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { rowReader } from '../unreadable';
import { type CustomerMove, mapSchema, moveSchema, type ShardMap, type SlotMap } from './shardMap';

/** Of the table `Partners` of the main account. */
export const MAP_PARTITION = 'shards';
const PARTITION = MAP_PARTITION;
const MAP_KEY = 'map';
const overridePrefix = 'override|';
const movePrefix = 'move|';

/** For so long a process goes by the map as it last read it. Whoever moves a customer waits as long after it has said so. */
export const MAP_MILLIS = 5_000;
/** How often a map that others change meanwhile is read, or changed, anew. */
const ATTEMPTS = 8;
/** Customers that one change of the map can name. */
export const MOST_TOGETHER = 45;

const mapRows = rowReader('Partners', 'shardMap', mapSchema);
const overrideRows = rowReader('Partners', 'shardOverride', z.object({ customerId: z.string().min(1), account: z.string().min(1) }));
const moveRows = rowReader('Partners', 'shardMove', moveSchema);

/** What a change of the map writes besides its row. */
export interface MapChange {
  /** As it is if absent. */
  readonly slots?: SlotMap;
  /** Customers with an account of their own from now on; null: with that of their slot. */
  readonly overrides?: readonly (readonly [customerId: string, account: string | null])[];
  /** Customers on their way; null: no longer. */
  readonly moves?: readonly (readonly [customerId: string, move: CustomerMove | null])[];
}

/** The shard map as it is stored: one row with the slots, one for each customer that was moved by itself, and one for each that is on its way. Every change writes the first row too, so its etag tells of all. */
export class ShardMaps {
  private known: { readonly map: ShardMap; readonly etag: string; readonly since: number } | undefined;
  private reading: Promise<ShardMap> | undefined;

  /** @param partners that table of the main account. @param elapsed milliseconds of real time since any fixed moment. */
  constructor(
    private readonly partners: PartitionStore,
    private readonly elapsed: () => number,
  ) {}

  /** The map, read five seconds ago at most. @throws StoreUnavailable; RowUnreadable. */
  async current(): Promise<ShardMap> {
    if (this.known !== undefined && this.elapsed() - this.known.since < MAP_MILLIS) return this.known.map;
    this.reading ??= this.fresh().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** The map as it stands now: one read, and the rest of it where something was changed. */
  async fresh(): Promise<ShardMap> {
    return (await this.read()).map;
  }

  private async read(): Promise<{ readonly map: ShardMap; readonly etag: string }> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const since = this.elapsed();
      const row = await this.partners.read(PARTITION, MAP_KEY);
      if (row === undefined) throw new Error('There is no shard map');
      if (this.known?.etag === row.etag) return this.keep(this.known.map, row.etag, since);
      const [overrides, moves] = await Promise.all([allRows(this.partners, PARTITION, overridePrefix), allRows(this.partners, PARTITION, movePrefix)]);
      // What was listed is of this map only if nobody changed it meanwhile.
      if ((await this.partners.read(PARTITION, MAP_KEY))?.etag !== row.etag) continue;
      const map = {
        ...mapRows.read(row),
        overrides: new Map(overrides.map((each) => overrideRows.read(each)).map(({ customerId, account }) => [customerId, account])),
        moves: new Map(moves.map((each) => moveRows.read(each)).map((move) => [move.customerId, move])),
      };
      return this.keep(map, row.etag, since);
    }
    throw new StoreUnavailable('The shard map is being changed again and again');
  }

  /** Whether there is a map. */
  async isThere(): Promise<boolean> {
    return (await this.partners.read(PARTITION, MAP_KEY)) !== undefined;
  }

  /** Makes the first one; where somebody else has, theirs stays. */
  async make(map: SlotMap): Promise<void> {
    await this.partners.commit(PARTITION, [{ op: 'create', key: MAP_KEY, value: { type: 'shardMap', ...map } }]);
  }

  /** Changes the map as it stands now, in one transaction. @param decide undefined: nothing is to be changed; called again where others changed it meanwhile. @returns the map after it. */
  async change(decide: (map: ShardMap) => MapChange | undefined): Promise<ShardMap> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { map, etag } = await this.read();
      const change = decide(map);
      if (change === undefined) return map;
      const { overrides: _o, moves: _m, ...stored } = map;
      const slots = { ...(change.slots ?? stored), version: map.version + 1 };
      const outcome = await this.partners.commit(PARTITION, [{ op: 'update', key: MAP_KEY, value: { type: 'shardMap', ...slots }, etag }, ...rowsOf(change)]);
      if (outcome.ok) return this.fresh();
    }
    throw new StoreUnavailable('The shard map is being changed again and again');
  }

  private keep(map: ShardMap, etag: string, since: number): { readonly map: ShardMap; readonly etag: string } {
    // An answer that was long on its way says nothing against a later one.
    if (this.known === undefined || since >= this.known.since) this.known = { map, etag, since };
    return { map, etag };
  }
}

/** Guarded by the map's own row. */
const rowsOf = ({ overrides = [], moves = [] }: MapChange): readonly Write[] => [
  ...overrides.map(([customerId, account]): Write => (account === null ? { op: 'delete', key: overridePrefix + customerId, etag: ANY_ETAG } : { op: 'put', key: overridePrefix + customerId, value: { type: 'shardOverride', customerId, account } })),
  ...moves.map(([customerId, move]): Write => (move === null ? { op: 'delete', key: movePrefix + customerId, etag: ANY_ETAG } : { op: 'put', key: movePrefix + customerId, value: { type: 'shardMove', ...move } })),
];
