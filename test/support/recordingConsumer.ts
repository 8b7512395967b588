import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { type EventRecord } from '../../src/app/command/eventRecord';
import { type Consumer, type Effect } from '../../src/app/consume/consumer';
import { type Told } from '../../src/app/event/storedEvents';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { rowsOf } from './worldStores';

/** Over all of them, so that what they made can be put in order. */
let made = 0;

/** Makes one row of each event of subscriptions, in the order in which it was given them. */
export class RecordingConsumer implements Consumer {
  readonly name: string;
  readonly table = 'Made';
  readonly rows: PartitionStore;
  /** Ids of events that it cannot make anything of. */
  readonly poison = new Set<string>();

  constructor({ name = 'recorder', rows = new MemoryPartitionStore(), hears = ({ subject }: Told) => subject.kind === 'subscription' }: { readonly name?: string; readonly rows?: PartitionStore; readonly hears?: (told: Told) => boolean } = {}) {
    this.name = name;
    this.rows = rows;
    this.hears = hears;
  }

  readonly hears: (told: Told) => boolean;

  partitionOf({ customerId, partnerId }: Told): string {
    return customerId || partnerId;
  }

  async effectOf({ id }: EventRecord): Promise<Effect> {
    if (this.poison.has(id)) throw new Error(`Nothing can be made of ${id}`);
    made += 1;
    return { writes: [{ op: 'create', key: `made|${String(made).padStart(8, '0')}`, value: { id } }] };
  }

  /** Ids of the events that it made something of, in that order. */
  async took(): Promise<readonly unknown[]> {
    return (await rowsOf(this.rows)).filter(({ key }) => key.startsWith('made|')).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ value }) => value['id']);
  }
}
