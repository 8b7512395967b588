import { type Reach } from './check';

/** Counts what lives reached. */
export class Reached implements Reach {
  private readonly counts = new Map<string, Map<string, number>>();

  reach(table: string, cell: string): void {
    const cells = this.counts.get(table) ?? new Map<string, number>();
    this.counts.set(table, cells);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }

  tables(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries([...this.counts].map(([table, cells]) => [table, Object.fromEntries(cells)]));
  }
}
