import { z } from 'zod';
import { DEADLINE_KINDS } from '../due/deadline';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { RowUnreadable, rowReader } from '../unreadable';
import { type UnreadableRows } from './unreadableRows';

/** A partition of the `Directory` table: what the sweep is told, and what it told last. */
export const SWEEP = 'sweep';
const KEY = 'control';

/** What can be held back by itself: every kind of deadline, and the invoices of a month. */
export const HELD_KINDS = [...DEADLINE_KINDS, 'invoiceRun'] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

/** `draining` holds back the same as `paused`, and is told to be over once nothing runs any more. */
export const SWEEP_STATES = ['running', 'paused', 'draining'] as const;
export type SweepState = (typeof SWEEP_STATES)[number];

const controlSchema = z.object({
  state: z.enum(SWEEP_STATES),
  /** In the words of whoever said so. */
  reason: z.string(),
  /** Since when it stands so. */
  since: instantSchema,
  by: z.object({ tenantId: z.string(), userId: z.string() }).optional(),
  /** What alone is held back; absent: everything. */
  kinds: z.array(z.enum(HELD_KINDS)).min(1).optional(),
  /** One more with every change: a sweep notes which it obeyed. */
  version: z.number().int().nonnegative(),
});

/** What the sweep, and all that it starts, is told to do. */
export type SweepControl = z.infer<typeof controlSchema>;

const controlRows = rowReader('Directory', 'sweepControl', controlSchema);

/** How it is asked for. */
export interface SweepWish {
  readonly state: SweepState;
  readonly reason: string;
  readonly kinds?: readonly HeldKind[] | undefined;
}

const attempts = 10;

/** Where nobody has said anything. */
const UNTOUCHED: SweepControl = { state: 'running', reason: '', since: '1970-01-01T00:00:00.000Z' as Instant, version: 0 };

/** Whether work of that kind is held back. */
export const holdsBack = ({ state, kinds }: SweepControl, kind: HeldKind): boolean => state !== 'running' && (kinds === undefined || kinds.includes(kind));

/** Whether everything is. */
export const holdsAll = ({ state, kinds }: SweepControl): boolean => state !== 'running' && kinds === undefined;

const sameWish = (a: SweepControl, b: SweepWish): boolean => a.state === b.state && a.reason === b.reason && JSON.stringify([...(a.kinds ?? [])].sort()) === JSON.stringify([...(b.kinds ?? [])].sort());

export interface SweepControlPorts {
  /** The `Directory` table. */
  readonly directory: PartitionStore;
  readonly clock: Clock;
  readonly unreadable: Pick<UnreadableRows, 'raise'>;
}

/** DUE-4: pauses due work and lets it go on. Nothing is remembered: whoever begins a page of work reads the row, one operation, in every process of every instance. */
export class SweepControlBook {
  constructor(private readonly ports: SweepControlPorts) {}

  /**
   * What holds now. A row that cannot be read holds everything back, and is raised to the operator: what was paused on purpose is not let go by damage, and saying anew what holds mends it.
   * @throws when the store fails.
   */
  async read(): Promise<SweepControl> {
    return (await this.stored()).control;
  }

  /** Whether work of that kind is held back now. One operation. @throws when the store fails. */
  async holds(kind: HeldKind): Promise<boolean> {
    return holdsBack(await this.read(), kind);
  }

  /**
   * From the next page of work on it holds, in every process. Said again in the same words it changes nothing. Of two who say something at once the later one holds.
   * @throws when the store fails; Error after losing to others again and again.
   */
  async put(wish: SweepWish, by: { readonly tenantId: string; readonly userId: string }): Promise<{ readonly before: SweepControl; readonly control: SweepControl }> {
    const { directory, clock } = this.ports;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { control: before, etag, isReadable } = await this.stored();
      if (isReadable && sameWish(before, wish)) return { before, control: before };
      const { state, reason, kinds } = wish;
      const control: SweepControl = { state, reason, since: clock.now(), by: { ...by }, ...(kinds !== undefined && { kinds: [...kinds] }), version: before.version + 1 };
      const value = { type: 'sweepControl', ...control };
      const committed = await directory.commit(SWEEP, [etag === undefined ? { op: 'create', key: KEY, value } : { op: 'update', key: KEY, value, etag }]);
      if (committed.ok) return { before, control };
    }
    throw new Error(`What the sweep is to do was changed by others in each of ${attempts} attempts`);
  }

  private async stored(): Promise<{ readonly control: SweepControl; readonly etag?: string; readonly isReadable: boolean }> {
    const { directory, unreadable } = this.ports;
    const row = await directory.read(SWEEP, KEY);
    if (row === undefined) return { control: UNTOUCHED, isReadable: true };
    try {
      return { control: controlRows.read(row), etag: row.etag, isReadable: true };
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      await unreadable.raise([error.row]);
      const version = Number(row.value['version']);
      return { control: { ...UNTOUCHED, state: 'paused', reason: 'What the sweep is to do cannot be read', version: Number.isSafeInteger(version) ? version : 0 }, etag: row.etag, isReadable: false };
    }
  }
}

/** What a page of work needs to know whether it may begin. */
export interface Holdable {
  readonly sweepControl: Pick<SweepControlBook, 'holds'>;
}

/** One page, or one step, of work, unless its kind is held back: then nothing is looked at, and what it came to is `held`. @throws what the work throws; when the store fails. */
export const unlessHeld = async <T>({ sweepControl }: Holdable, kind: HeldKind, held: T, work: () => Promise<T>): Promise<T> => ((await sweepControl.holds(kind)) ? held : work());
