import { CLOSED, circuitState, type Circuit, type CircuitState } from '../../domain/webhook/circuit';
import { type WebhookRefusal } from '../../domain/webhook/refusals';
import { rotated } from '../../domain/webhook/secrets';
import { MOST_ENDPOINTS, type Endpoint } from '../../domain/webhook/state';
import { failure, success, type Result } from '../../kernel/result';
import { derivedGuid } from '../command/ids';
import { type ExpectedVersion } from '../ports';
import { type RequestRefusal } from '../refusals';
import { type Readable } from '../unreadable';
import { withCatchUp } from './catchUp';
import { deliveryDeadline } from './webhookDeadlines';
import { newSecret } from './signature';
import { endpointPartition, STATE_KEY } from './webhookKeys';
import { stateRows } from './webhookRows';
import { type WebhookPorts } from './webhookPorts';

/** What a partner says of an endpoint of its own. */
export interface EndpointAsked {
  readonly url: string;
  readonly description?: string;
  readonly events: readonly string[];
  readonly customers: readonly string[];
  readonly products: readonly string[];
}

/** An endpoint with how it answers. */
export interface EndpointView {
  readonly endpoint: Endpoint;
  readonly circuit: Circuit;
  readonly state: CircuitState;
}

/** One that was changed. */
export interface EndpointChanged {
  readonly before: EndpointView;
  readonly view: EndpointView;
}

type Refused = WebhookRefusal | RequestRefusal;

const attempts = 20;

const asStored = ({ url, description, events, customers, products }: EndpointAsked) => ({ url, ...(description !== undefined && { description }), events: [...events], customers: [...customers], products: [...products] });

/** With how it answers. */
export const viewOf = async ({ webhooks, clock }: WebhookPorts, endpoint: Endpoint): Promise<EndpointView> => {
  const row = await webhooks.read(endpointPartition(endpoint.id), STATE_KEY);
  const [stored] = row === undefined ? [] : stateRows.readable([row]).items;
  const circuit = stored?.circuit ?? CLOSED;
  return { endpoint, circuit, state: circuitState(circuit, clock.now()) };
};

/**
 * WHK-1: a new endpoint of the partner's own, with its secret. The repeat of the call that made it finds it, with the same secret as long as that is its only one.
 * Refused: WebhookUrlUnfit, WebhooksTooMany, RequestIdReused, TooMuchContention.
 */
export const createEndpoint = async (ports: WebhookPorts, partnerId: string, asked: EndpointAsked, call: { readonly requestId: string; readonly fingerprint: string }): Promise<Result<EndpointView, Refused>> => {
  const problem = ports.sender.problemOf(asked.url);
  if (problem !== undefined) return failure({ kind: 'WebhookUrlUnfit', problem });
  const id = derivedGuid('webhook', partnerId, call.requestId);
  const endpoint: Endpoint = { id, partnerId, form: 'own', ...asStored(asked), createdAt: ports.clock.now(), secrets: [{ secret: newSecret() }], version: 1, madeBy: { requestId: call.requestId, fingerprint: call.fingerprint } };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await ports.endpoints.read(partnerId, id);
    if (stored !== undefined) return stored.value.madeBy?.fingerprint === call.fingerprint ? success(await viewOf(ports, stored.value)) : failure({ kind: 'RequestIdReused', requestId: call.requestId });
    // What this call or its repeat made is read again; where somebody took that away meanwhile, it is made anew.
    if (!(await withCatchUp(ports, endpoint, () => ports.endpoints.create(endpoint, MOST_ENDPOINTS)))) return failure({ kind: 'WebhooksTooMany', most: MOST_ENDPOINTS });
  }
  return failure({ kind: 'TooMuchContention' });
};

const notFound = (webhookId: string) => failure<Refused>({ kind: 'WebhookNotFound', webhookId });

/** Also the contract's registration. Refused: WebhookNotFound, also for another partner's. @throws RowUnreadable. */
export const endpointOf = async (ports: WebhookPorts, partnerId: string, id: string): Promise<Result<{ readonly value: Endpoint; readonly etag: string }, Refused>> => {
  const stored = await ports.endpoints.read(partnerId, id);
  return stored === undefined ? notFound(id) : success(stored);
};

export const getEndpoint = async (ports: WebhookPorts, partnerId: string, id: string): Promise<Result<EndpointView, Refused>> => {
  const stored = await endpointOf(ports, partnerId, id);
  return stored.ok ? success(await viewOf(ports, stored.value.value)) : stored;
};

/** All of a partner's, the contract's registration too, in order of their ids. */
export const listEndpoints = async (ports: WebhookPorts, partnerId: string): Promise<Readable<EndpointView>> => {
  const { items, unreadable } = await ports.endpoints.of(partnerId);
  return { items: await Promise.all(items.map((endpoint) => viewOf(ports, endpoint))), unreadable };
};

/** Reads, changes, writes, and begins again where somebody else wrote meanwhile. @param hearsAnew it may hear what it did not before. Refused: WebhookNotFound, and what `change` refuses. */
const changed = async (ports: WebhookPorts, partnerId: string, id: string, change: (endpoint: Endpoint) => Result<Endpoint, Refused>, hearsAnew: boolean): Promise<Result<EndpointChanged, Refused>> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await endpointOf(ports, partnerId, id);
    if (!stored.ok) return stored;
    const { value, etag } = stored.value;
    const next = change(value);
    if (!next.ok) return next;
    const endpoint = { ...next.value, version: value.version + 1 };
    const write = (): Promise<boolean> => ports.endpoints.write(endpoint, etag);
    if (!(await (hearsAnew ? withCatchUp(ports, endpoint, write) : write()))) continue;
    const view = await viewOf(ports, endpoint);
    return success({ before: { ...view, endpoint: value }, view });
  }
  return failure({ kind: 'TooMuchContention' });
};

const isOwn = ({ form }: Endpoint): boolean => form === 'own';

/** Replaces what was said of an endpoint, and subscribes one again that had answered 410. What waits for it goes to the new address. Refused: WebhookNotFound, WebhookUrlUnfit, EtagStale. */
export const replaceEndpoint = async (ports: WebhookPorts, partnerId: string, id: string, asked: EndpointAsked, expected?: ExpectedVersion): Promise<Result<EndpointChanged, Refused>> => {
  const problem = ports.sender.problemOf(asked.url);
  if (problem !== undefined) return failure({ kind: 'WebhookUrlUnfit', problem });
  const replaced = (endpoint: Endpoint): Result<Endpoint, Refused> => {
    if (!isOwn(endpoint)) return notFound(id);
    const current = expected?.etagOf(endpoint);
    if (expected !== undefined && current !== expected.etag) return failure({ kind: 'EtagStale', given: expected.etag, current: current ?? '' });
    const { description: _description, unsubscribedAt: _unsubscribedAt, ...kept } = endpoint;
    return success({ ...kept, ...asStored(asked) });
  };
  return changed(ports, partnerId, id, replaced, true);
};

/** WHK-5: a new secret; the one before is signed with for another 24 hours. @param revokes it is not: from now on only the new one is. Refused: WebhookNotFound. */
export const rotateSecret = (ports: WebhookPorts, partnerId: string, id: string, revokes = false): Promise<Result<EndpointChanged, Refused>> => {
  const secret = newSecret();
  return changed(ports, partnerId, id, (endpoint) => (isOwn(endpoint) ? success({ ...endpoint, secrets: revokes ? [{ secret }] : rotated(endpoint.secrets, secret, ports.clock.now()) }) : notFound(id)), false);
};

/**
 * Removes an endpoint of either form. What waits for it and its log go with it, by and by. Where somebody else writes it at the same moment it is looked at again; where somebody else removes it, it is removed.
 * @param expected the version that was seen, if the caller says. Refused: WebhookNotFound, EtagStale, TooMuchContention. @returns it as it was.
 */
export const removeEndpoint = async (ports: WebhookPorts, partnerId: string, id: string, expected?: ExpectedVersion): Promise<Result<EndpointView, Refused>> => {
  let seen: EndpointView | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await endpointOf(ports, partnerId, id);
    // An answer that was lost on its way looks the same.
    if (!stored.ok) return seen === undefined ? stored : success(seen);
    const { value, etag } = stored.value;
    const current = expected?.etagOf(value);
    if (expected !== undefined && current !== expected.etag) return failure({ kind: 'EtagStale', given: expected.etag, current: current ?? '' });
    seen = await viewOf(ports, value);
    await ports.deadlines.put([{ ...deliveryDeadline({ id, partnerId }, ports.clock.now()), kind: 'webhookRetention' }]);
    if (await ports.endpoints.remove(partnerId, id, etag)) return success(seen);
  }
  return failure({ kind: 'TooMuchContention' });
};
