import { type Endpoint } from '../../domain/webhook/state';
import { deleteAsRead, type CommitOutcome, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { type Readable } from '../unreadable';
import { endpointKey, endpointPrefix, partnerPartition } from './webhookKeys';
import { endpointRows } from './webhookRows';

/** A process knows who listens for so long: what another one registered is heard here after it at the latest. */
const REMEMBERED_MILLIS = 60_000;

/** Written by whoever registers an endpoint, so that two see each other. */
const TURN_KEY = 'turn';
const attempts = 20;

export const endpointWrite = (endpoint: Endpoint, etag?: string): Write => {
  const row = { key: endpointKey(endpoint.id), value: { type: 'webhook', ...endpoint } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** A partner's endpoints, all of them: bounded in number. */
export class EndpointBook {
  private readonly known = new Map<string, { readonly readAt: number; readonly endpoints: Readable<Endpoint> }>();
  /** Commits of this process: what was read while one was made is not remembered. */
  private commits = 0;

  /** @param elapsed milliseconds since any fixed moment. */
  constructor(
    private readonly store: PartitionStore,
    private readonly elapsed: () => number,
  ) {}

  /** In order of their ids, as they are stored. */
  async of(partnerId: string): Promise<Readable<Endpoint>> {
    return endpointRows.readable(await allRows(this.store, partnerPartition(partnerId), endpointPrefix));
  }

  /** The same as this process read it within the last minute: what is asked with every change costs no read with every change. */
  async remembered(partnerId: string): Promise<Readable<Endpoint>> {
    const now = this.elapsed();
    const known = this.known.get(partnerId);
    if (known !== undefined && now - known.readAt < REMEMBERED_MILLIS) return known.endpoints;
    const before = this.commits;
    const endpoints = await this.of(partnerId);
    if (this.commits === before) this.known.set(partnerId, { readAt: now, endpoints });
    return endpoints;
  }

  /** @throws RowUnreadable. */
  async read(partnerId: string, endpointId: string): Promise<{ readonly value: Endpoint; readonly etag: string } | undefined> {
    const row = await this.store.read(partnerPartition(partnerId), endpointKey(endpointId));
    return row && endpointRows.readStored(row);
  }

  /**
   * Of those who register at once no more come through than there is room for. @param most of its form.
   * @returns false where there is no room. @throws Error after losing to others again and again.
   */
  async create(endpoint: Endpoint, most: number): Promise<boolean> {
    const partition = partnerPartition(endpoint.partnerId);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const turn = await this.store.read(partition, TURN_KEY);
      const { items, unreadable } = await this.of(endpoint.partnerId);
      if (items.filter(({ form }) => form === endpoint.form).length + unreadable.length >= most) return false;
      const value = { type: 'webhookTurn', taken: Number(turn?.value['taken'] ?? 0) + 1 };
      const committed = await this.commit(endpoint.partnerId, [endpointWrite(endpoint), turn === undefined ? { op: 'create', key: TURN_KEY, value } : { op: 'update', key: TURN_KEY, value, etag: turn.etag }]);
      // Made by the same call, at the same moment.
      if (committed.ok || committed.conflict.key === endpointKey(endpoint.id)) return true;
    }
    throw new Error(`The webhook ${endpoint.id} could not be stored in ${attempts} attempts`);
  }

  /** @returns whether it was written: false where somebody else wrote it meanwhile. */
  async write(endpoint: Endpoint, etag?: string): Promise<boolean> {
    const { ok } = await this.commit(endpoint.partnerId, [endpointWrite(endpoint, etag)]);
    return ok;
  }

  /** @param etag of the endpoint as it was read. @returns whether it was removed: false where somebody else wrote it meanwhile, or removed it. */
  async remove(partnerId: string, endpointId: string, etag: string): Promise<boolean> {
    const { ok } = await this.commit(partnerId, [deleteAsRead({ key: endpointKey(endpointId), etag })]);
    return ok;
  }

  /** Whoever is told next reads who listens, also where nobody knows whether it was stored. */
  private async commit(partnerId: string, writes: readonly Write[]): Promise<CommitOutcome> {
    try {
      return await this.store.commit(partnerPartition(partnerId), writes);
    } finally {
      this.commits += 1;
      this.known.delete(partnerId);
    }
  }
}
