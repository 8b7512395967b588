import { type EventRecord } from '../../../src/app/command/eventRecord';
import { type Check, mustHold, type Seen } from '../engine/check';

/** An endpoint that hears of everything that concerns its partner. */
interface Endpoint {
  readonly id: string;
  readonly partnerId: string;
  /** Records that it is to be told, in the order in which they were published, by subject. */
  readonly owed: Map<string, EventRecord[]>;
}

const concerns = ({ partnerId, partnerIds }: EventRecord, tenantId: string): boolean => (partnerIds ?? [partnerId]).includes(tenantId);

const subjectOf = ({ subject }: EventRecord): string => `${subject.kind} ${subject.id}`;

/** Of an endpoint that is made or changed, in either form. */
const addressIn = (body: unknown): string | undefined => {
  const { url, WebhookUrl } = (body ?? {}) as { readonly url?: string; readonly WebhookUrl?: string };
  return url ?? WebhookUrl;
};

/** Where each lies among what an address was given, one after the other: the first place of each, or, at an address of several endpoints, of which each is told in its own order, the first after that of the one before. */
const placesOf = (ids: readonly string[], received: readonly string[], isShared: boolean): readonly number[] => {
  let from = 0;
  return ids.map((id) => {
    const at = received.indexOf(id, isShared ? from : 0);
    from = at + 1;
    return at;
  });
};

/** WHK-2, WHK-3: whatever was published after an endpoint was made, and concerns its partner, has been delivered when nothing is due any more, that of a subject in the order of its versions. Receivers that fail for hours lose nothing. */
export const deliveries = (): Check => {
  const endpoints = new Map<string, Endpoint>();
  const known = new Set<string>();
  /** Which endpoints were given an address, of either form. */
  const given = new Map<string, Set<string>>();
  const settled = ({ installation, proved }: Pick<Seen, 'installation' | 'proved'>): void => {
    for (const [url, { owed }] of endpoints) {
      const received = installation.receiver.idsAt(url);
      const place = new Map<string, number>();
      for (const [index, id] of received.entries()) if (!place.has(id)) place.set(id, index);
      for (const [subject, records] of owed) {
        // Also what another process published that did not know of the endpoint yet: it is caught up within minutes (docs/webhooks.md).
        const missing = records.filter(({ id }) => !place.has(id));
        mustHold(missing.length === 0, 'WHK-3', () => `of ${subject} the endpoint ${url} was never told ${missing.map(({ id, at }) => `${id} of ${at}`).join(', ')}`);
        const ids = records.toSorted((a, b) => a.version - b.version).flatMap(({ id }) => (place.has(id) ? [id] : []));
        const places = placesOf(ids, received, (given.get(url)?.size ?? 0) > 1);
        mustHold(places.every((at, index) => at >= (places[index - 1] ?? 0)), 'WHK-2', () => `of ${subject} the endpoint ${url} was told versions out of order: ${ids.map((id, index) => `${id} as number ${places[index]}`).join(', ')}`);
        proved('WHK-2');
      }
      proved('WHK-3');
    }
  };
  return {
    name: 'webhooks lose nothing',
    after: ({ exchanges, published }) => {
      for (const record of published) {
        if (known.has(record.id)) continue;
        known.add(record.id);
        for (const { partnerId, owed } of endpoints.values()) {
          if (concerns(record, partnerId)) owed.set(subjectOf(record), [...(owed.get(subjectOf(record)) ?? []), record]);
        }
      }
      for (const { call, reply } of exchanges) {
        const address = addressIn(call.body);
        if (address !== undefined && call.method !== 'GET' && reply.status < 300) given.set(address, (given.get(address) ?? new Set()).add(`${call.caller.tenantId} ${(reply.body as { readonly id?: string } | undefined)?.id ?? 'registration'}`));
        // Changed or taken away: what it is owed is another matter.
        if (call.path.startsWith('/nextterm/v1/webhooks/') && (call.method === 'PUT' || call.method === 'DELETE')) for (const [url, { id }] of endpoints) if (call.path.includes(id)) endpoints.delete(url);
        if (call.method !== 'POST' || call.path !== '/nextterm/v1/webhooks' || reply.status !== 201) continue;
        const { id, url, events, customers, products } = reply.body as { readonly id: string; readonly url: string; readonly events: readonly string[]; readonly customers: readonly string[]; readonly products: readonly string[] };
        const hearsAll = events.includes('*') && customers.length + products.length === 0;
        if (hearsAll && !endpoints.has(url)) endpoints.set(url, { id, partnerId: call.caller.tenantId, owed: new Map() });
      }
    },
    settled: (seen) => settled({ installation: seen.installation, proved: (rule) => seen.proved(rule) }),
  };
};
