import { instant, type Instant } from '../../../src/kernel/instant';
import { type RowChange } from './recorder';

const LENGTH = '2026-01-31T10:00:00.000Z'.length;

/** At which instants something falls due, by the rows of the deadline index as they are written: asking the index itself again and again would take a tenth of a life. */
export class DueTimes {
  private readonly rows = new Map<string, number>();
  /** Undefined: it is to be looked for. */
  private first: { readonly at: Instant | undefined } | undefined;

  follow({ table, key, before, after }: Pick<RowChange, 'table' | 'key' | 'before' | 'after'>): void {
    if (table !== 'Deadlines' || (before === undefined) === (after === undefined)) return;
    const at = key.slice(0, LENGTH);
    this.first = undefined;
    const count = (this.rows.get(at) ?? 0) + (after === undefined ? -1 : 1);
    if (count === 0) this.rows.delete(at);
    else this.rows.set(at, count);
  }

  /** Undefined: there is nothing ahead. */
  earliest(): Instant | undefined {
    this.first ??= { at: this.look() };
    return this.first.at;
  }

  private look(): Instant | undefined {
    let first: string | undefined;
    for (const at of this.rows.keys()) if (first === undefined || at < first) first = at;
    return first === undefined ? undefined : instant(first);
  }
}
