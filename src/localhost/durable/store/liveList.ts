import { type TableClient, type TransactionAction } from '@azure/data-tables';
import { idOfKey, keyOf, LIVE_PARTITION } from './keys';
import { LONGEST_TRANSACTION } from './transaction';

interface Adding {
  readonly id: string;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The ids to look at after a restart, one row each in a partition of their own, so that starting does not read what has long ended.
 * Additions that come together share a transaction; removals ride along with them, or go when there are many, or at the end.
 */
export class LiveList {
  private readonly present = new Set<string>();
  private readonly adding: Adding[] = [];
  private readonly removing = new Set<string>();
  private flushing: Promise<void> | undefined;

  constructor(private readonly table: TableClient) {}

  async read(): Promise<string[]> {
    const rows = this.table.listEntities({ queryOptions: { filter: `PartitionKey eq '${LIVE_PARTITION}'`, select: ['rowKey'] } });
    for await (const { rowKey } of rows) this.present.add(idOfKey(rowKey ?? ''));
    return [...this.present];
  }

  /** Resolves when the id is on the list. */
  async add(id: string): Promise<void> {
    this.removing.delete(id);
    if (this.present.has(id)) return;
    await new Promise<void>((stored, failed) => {
      this.adding.push({ id, stored, failed });
      this.flush();
    });
  }

  remove(id: string): void {
    if (!this.present.has(id)) return;
    this.removing.add(id);
    if (this.removing.size >= LONGEST_TRANSACTION) this.flush();
  }

  /** Resolves when nothing waits to be written. */
  async close(): Promise<void> {
    while (this.flushing !== undefined || this.removing.size > 0) {
      this.flush();
      await this.flushing;
    }
  }

  private flush(): void {
    this.flushing ??= this.write().finally(() => {
      this.flushing = undefined;
      if (this.adding.length > 0 || this.removing.size >= LONGEST_TRANSACTION) this.flush();
    });
  }

  private async write(): Promise<void> {
    const added = this.adding.splice(0, LONGEST_TRANSACTION);
    const ids = new Set(added.map(({ id }) => id));
    const removed = [...this.removing].filter((id) => !ids.has(id)).slice(0, LONGEST_TRANSACTION - ids.size);
    for (const id of removed) {
      this.removing.delete(id);
      this.present.delete(id);
    }
    const row = (id: string): { partitionKey: string; rowKey: string } => ({ partitionKey: LIVE_PARTITION, rowKey: keyOf(id) });
    const actions: TransactionAction[] = [...[...ids].map((id): TransactionAction => ['upsert', row(id), 'Replace']), ...removed.map((id): TransactionAction => ['delete', row(id)])];
    try {
      await this.table.submitTransaction(actions);
      for (const id of ids) this.present.add(id);
      for (const { stored } of added) stored();
    } catch (error) {
      // The removals may come to nothing: whoever reads the list looks at the instance.
      for (const { failed } of added) failed(error);
    }
  }
}
