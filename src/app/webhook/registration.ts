import { PUBLISHED_EVENTS, publishedEventOf, type PublishedEvent } from '../../domain/webhook/publishedNames';
import { type WebhookRefusal } from '../../domain/webhook/refusals';
import { MOST_ENDPOINTS, type Endpoint } from '../../domain/webhook/state';
import { failure, success, type Result } from '../../kernel/result';
import { derivedGuid } from '../command/ids';
import { type RequestRefusal } from '../refusals';
import { withCatchUp } from './catchUp';
import { type WebhookPorts } from './webhookPorts';

/** What the contract's registration says. */
export interface RegistrationAsked {
  readonly url: string;
  readonly events: readonly string[];
  readonly signatureInOwnHeader?: boolean;
}

type Refused = WebhookRefusal | RequestRefusal;

const attempts = 20;

/** A partner has one. */
const registrationId = (partnerId: string): string => derivedGuid('webhook registration', partnerId);

/** Refused: WebhookNotRegistered. */
export const registrationOf = async ({ endpoints }: WebhookPorts, partnerId: string): Promise<Result<{ readonly value: Endpoint; readonly etag: string }, Refused>> => {
  const stored = await endpoints.read(partnerId, registrationId(partnerId));
  return stored === undefined ? failure({ kind: 'WebhookNotRegistered' }) : success(stored);
};

const checked = ({ sender }: WebhookPorts, { url, events }: RegistrationAsked): Result<readonly PublishedEvent[], Refused> => {
  const problem = sender.problemOf(url);
  if (problem !== undefined) return failure({ kind: 'WebhookUrlUnfit', problem });
  const known: PublishedEvent[] = [];
  for (const name of events) {
    const event = publishedEventOf(name);
    if (event === undefined) return failure({ kind: 'WebhookEventUnknown', name, known: PUBLISHED_EVENTS });
    known.push(event);
  }
  return success([...new Set(known)]);
};

/** WHK-1: the contract's registration. A repeat says the same. Refused: WebhookUrlUnfit, WebhookEventUnknown, WebhookRegistered, WebhooksTooMany, TooMuchContention. */
export const register = async (ports: WebhookPorts, partnerId: string, asked: RegistrationAsked, call: { readonly requestId: string; readonly fingerprint: string }): Promise<Result<Endpoint, Refused>> => {
  const events = checked(ports, asked);
  if (!events.ok) return events;
  const id = registrationId(partnerId);
  const isRepeat = ({ madeBy }: Endpoint): boolean => madeBy?.requestId === call.requestId && madeBy.fingerprint === call.fingerprint;
  const endpoint: Endpoint = {
    id,
    partnerId,
    form: 'published',
    url: asked.url,
    events: [...events.value],
    customers: [],
    products: [],
    signatureInOwnHeader: asked.signatureInOwnHeader ?? false,
    createdAt: ports.clock.now(),
    secrets: [],
    version: 1,
    madeBy: { requestId: call.requestId, fingerprint: call.fingerprint },
  };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await registrationOf(ports, partnerId);
    if (stored.ok) return isRepeat(stored.value.value) ? success(stored.value.value) : failure({ kind: 'WebhookRegistered' });
    // What this call or another made is read again; where somebody took that away meanwhile, it is made anew.
    if (!(await withCatchUp(ports, endpoint, () => ports.endpoints.create(endpoint, MOST_ENDPOINTS)))) return failure({ kind: 'WebhooksTooMany', most: MOST_ENDPOINTS });
  }
  return failure({ kind: 'TooMuchContention' });
};

/** Replaces it, and subscribes it again where it had answered 410. Refused: WebhookNotRegistered, WebhookUrlUnfit, WebhookEventUnknown. */
export const replaceRegistration = async (ports: WebhookPorts, partnerId: string, asked: RegistrationAsked): Promise<Result<{ readonly before: Endpoint; readonly endpoint: Endpoint }, Refused>> => {
  const events = checked(ports, asked);
  if (!events.ok) return events;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await registrationOf(ports, partnerId);
    if (!stored.ok) return stored;
    const { unsubscribedAt: _unsubscribedAt, ...kept } = stored.value.value;
    const endpoint: Endpoint = { ...kept, url: asked.url, events: [...events.value], signatureInOwnHeader: asked.signatureInOwnHeader ?? false, version: kept.version + 1 };
    if (await withCatchUp(ports, endpoint, () => ports.endpoints.write(endpoint, stored.value.etag))) return success({ before: stored.value.value, endpoint });
  }
  return failure({ kind: 'TooMuchContention' });
};
