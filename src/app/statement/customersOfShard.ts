import { type Partner } from '../../domain/parties/partner/state';
import { addGroups, groupOf, type StatementGroup } from '../../domain/reconciliation/statement';
import { type Row } from '../../kernel/partitionStore';
import { ledgerPartition, linePrefix } from '../ledger/ledgerKeys';
import { ledgerRows } from '../ledger/ledgerLine';
import { type App } from '../ports';
import { MOST_ROWS } from '../reconciliation/shardWalk';
import { type UnreadableRow } from '../unreadable';
import { type BilledMonth } from './billedMonth';

const customerOf = ({ key }: Row): string => key.split('|')[1] ?? '';

/** Walks the customers of one shard of a partner's month, in order of their ids: a thousand rows are in memory at a time, however many a customer has. */
export class CustomersOfShard {
  /** Rows that were read. */
  looked = 0;
  readonly unreadable: UnreadableRow[] = [];
  private rows: readonly Row[] = [];
  private isOver = false;

  /** @param after it begins behind this key. */
  constructor(
    private readonly app: Pick<App, 'ledgerRows'>,
    private readonly partner: Partner,
    private readonly month: BilledMonth,
    private readonly shard: number,
    private after: string | undefined,
  ) {}

  /** Id of the next customer; undefined: there is none. */
  async next(): Promise<string | undefined> {
    await this.fill();
    const [first] = this.rows;
    return first && customerOf(first);
  }

  /** What a customer was charged, if it is the next one: its groups, in order. */
  async take(customerId: string): Promise<readonly StatementGroup[]> {
    let groups: readonly StatementGroup[] = [];
    while ((await this.next()) === customerId) {
      const other = this.rows.findIndex((row) => customerOf(row) !== customerId);
      const own = other === -1 ? this.rows : this.rows.slice(0, other);
      this.rows = this.rows.slice(own.length);
      const readable = ledgerRows.readable(own);
      this.unreadable.push(...readable.unreadable);
      groups = addGroups([...groups, ...readable.items.flatMap((line) => this.month.toItem(line) ?? []).map(groupOf)]);
    }
    return groups;
  }

  private async fill(): Promise<void> {
    while (this.rows.length === 0 && !this.isOver) {
      const { rows, continuation } = await this.app.ledgerRows.list(ledgerPartition(this.partner.tenantId, this.month.month, this.shard), { prefix: linePrefix, limit: MOST_ROWS, ...(this.after !== undefined && { after: this.after }) });
      this.rows = rows;
      this.looked += rows.length;
      this.after = rows.at(-1)?.key ?? this.after;
      this.isOver = continuation === undefined;
    }
  }
}
