import { z } from 'zod';
import { type Endpoint } from '../../domain/webhook/state';
import { pageOf, type Page, type UnreadableRow } from '../unreadable';
import { listDeadLetters } from './deadLetters';
import { rotateSecret, type EndpointView } from './endpoints';
import { endpointKey, endpointPrefix, partnerPartition } from './webhookKeys';
import { endpointRows, type Delivery } from './webhookRows';
import { type WebhookPorts } from './webhookPorts';

/** Endpoints that one call of the operator goes over. */
const ENDPOINTS_AT_ONCE = 50;

/** A page of the endpoints of all partners, of either form. One operation. */
const endpointsAcross = async ({ webhooks }: WebhookPorts, continuation: string | undefined): Promise<Page<Endpoint>> => {
  const page = await webhooks.listAcross({ fromPartition: partnerPartition(''), toPartition: partnerPartition('~'), prefix: endpointPrefix, limit: ENDPOINTS_AT_ONCE, ...(continuation !== undefined && { continuation }) });
  return pageOf(endpointRows.readable(page.rows), page.continuation);
};

/** A dead letter with the endpoint that it is of. */
export interface EndpointDeadLetter {
  readonly endpoint: Endpoint;
  readonly delivery: Delivery;
}

const positionSchema = z.object({
  /** Of the page of endpoints. */
  across: z.string().optional(),
  /** Place among these of the one that was looked at last; absent: none was. */
  at: z.string().optional(),
  /** In the middle of that one; absent: behind it. */
  inside: z.string().optional(),
});

/** In the order in which endpoints are listed, whichever come and go. */
const placeOf = ({ partnerId, id }: Endpoint): string => `${partnerPartition(partnerId)} ${endpointKey(id)}`;

/**
 * WHK-7: a page of what was given up for the endpoints of all partners, endpoint after endpoint. A page goes over fifty endpoints at most, and may be short, or empty, while there are more. @throws when the store fails.
 */
export const listAllDeadLetters = async (ports: WebhookPorts, limit: number, continuation: string | undefined): Promise<Page<EndpointDeadLetter>> => {
  const { across, at, inside: begun } = positionSchema.parse(continuation === undefined ? {} : JSON.parse(continuation));
  const endpoints = await endpointsAcross(ports, across);
  const unreadable: UnreadableRow[] = at === undefined ? [...(endpoints.unreadable ?? [])] : [];
  const items: EndpointDeadLetter[] = [];
  let last = at;
  for (const endpoint of endpoints.items) {
    const place = placeOf(endpoint);
    if (at !== undefined && (place < at || (place === at && begun === undefined))) continue;
    let inside = place === at ? begun : undefined;
    do {
      if (items.length >= limit) return pageOf({ items, unreadable }, JSON.stringify({ across, at: inside === undefined ? last : place, inside }));
      const page = await listDeadLetters(ports, endpoint, limit - items.length, inside);
      unreadable.push(...(page.unreadable ?? []));
      items.push(...page.items.map((delivery) => ({ endpoint, delivery })));
      inside = page.continuation;
    } while (inside !== undefined);
    last = place;
  }
  return pageOf({ items, unreadable }, endpoints.continuation === undefined ? undefined : JSON.stringify({ across: endpoints.continuation }));
};

export interface AllRotated {
  readonly views: readonly EndpointView[];
  readonly unreadable: readonly UnreadableRow[];
  /** Where the next call goes on; absent: that was all. */
  readonly next?: string;
}

/** WHK-5: new secrets for the partners' own endpoints, fifty endpoints at a call. One that is removed meanwhile is passed over. @throws when the store fails; what was rotated until then is. */
export const rotateAllSecrets = async (ports: WebhookPorts, revokes: boolean, from: string | undefined): Promise<AllRotated> => {
  const { items, unreadable = [], continuation } = await endpointsAcross(ports, from);
  const views: EndpointView[] = [];
  for (const { partnerId, id, form } of items) {
    if (form !== 'own') continue;
    const rotated = await rotateSecret(ports, partnerId, id, revokes);
    if (rotated.ok) views.push(rotated.value.view);
    else if (rotated.error.kind !== 'WebhookNotFound') throw new Error(`The secret of ${id} could not be rotated: ${rotated.error.kind}`);
  }
  return { views, unreadable, ...(continuation !== undefined && { next: continuation }) };
};
