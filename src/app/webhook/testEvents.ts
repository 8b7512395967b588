import { type WebhookRefusal } from '../../domain/webhook/refusals';
import { type Endpoint } from '../../domain/webhook/state';
import { plusHours, toMillis, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { randomGuid } from '../command/ids';
import { attemptOf, attemptWrite } from './settle';
import { retentionDeadline } from './webhookDeadlines';
import { sendTo, type SendPorts } from './send';
import { endpointPartition, validationKey } from './webhookKeys';
import { validationRows, type Attempt, type ValidationEvent } from './webhookRows';

/** The contract's: so many in a minute. */
const MOST_A_MINUTE = 2;
const KEPT_DAYS = 7;
const TURN_KEY = 'validations';

/** Sent at once, once, whatever the circuit says; in the log like any attempt. */
const sendTest = async (ports: SendPorts, endpoint: Endpoint, id: string, body: string, eventType: string): Promise<Attempt> => {
  const { clock, deadlines, webhooks } = ports;
  const answer = await sendTo(ports, endpoint, id, body);
  const at = clock.now();
  const attempt = attemptOf({ eventId: id, subjectId: id, version: 1, eventTypes: [eventType], body, acceptedAt: at, attempts: 0, status: 'waiting' }, 1, at, 'test', answer);
  await deadlines.put([retentionDeadline(endpoint, at)]);
  await webhooks.commit(endpointPartition(endpoint.id), [attemptWrite(attempt)]);
  return attempt;
};

/** A test event for an endpoint of the partner's own: whatever it listens to, it is sent one that says `TestSent`. @returns what came of it. */
export const testEndpoint = (ports: SendPorts, endpoint: Endpoint): Promise<Attempt> => {
  const id = randomGuid();
  const body = ports.ownBody({ id, subject: { kind: 'test', id }, version: 1, at: ports.clock.now(), facts: [{ type: 'TestSent' }], partnerIds: [endpoint.partnerId] });
  return sendTest(ports, endpoint, id, body, 'test.TestSent');
};

/** Takes one of the minute's turns. @returns undefined; or how many seconds to wait. */
const takeTurn = async ({ webhooks }: SendPorts, endpointId: string, now: Instant): Promise<number | undefined> => {
  const partition = endpointPartition(endpointId);
  for (;;) {
    const row = await webhooks.read(partition, TURN_KEY);
    const times = row?.value['times'];
    const recent = (Array.isArray(times) ? (times as Instant[]) : []).filter((at) => toMillis(now) - toMillis(at) < 60_000);
    const [first] = recent;
    if (first !== undefined && recent.length >= MOST_A_MINUTE) return Math.max(1, Math.ceil((toMillis(first) + 60_000 - toMillis(now)) / 1000));
    const value = { type: 'webhookValidations', times: [...recent, now] };
    const committed = await webhooks.commit(partition, [row === undefined ? { op: 'create', key: TURN_KEY, value } : { op: 'update', key: TURN_KEY, value, etag: row.etag }]);
    if (committed.ok) return undefined;
  }
};

const validationWrite = (event: ValidationEvent) => ({ op: 'put', key: validationKey(event.correlationId), value: { type: 'webhookValidation', ...event } }) as const;

/** The contract's test event: sent at once, its outcome to be asked for by the correlation id. Refused: ValidationEventNotRegistered, ValidationEventsTooMany, WebhookUnsubscribed. */
export const sendValidationEvent = async (ports: SendPorts, endpoint: Endpoint): Promise<Result<string, WebhookRefusal>> => {
  if (endpoint.unsubscribedAt !== undefined) return failure({ kind: 'WebhookUnsubscribed', webhookId: endpoint.id });
  if (!endpoint.events.includes('test-created')) return failure({ kind: 'ValidationEventNotRegistered' });
  const at = ports.clock.now();
  const wait = await takeTurn(ports, endpoint.id, at);
  if (wait !== undefined) return failure({ kind: 'ValidationEventsTooMany', most: MOST_A_MINUTE, retryAfterSeconds: wait });
  const correlationId = randomGuid();
  const partition = endpointPartition(endpoint.id);
  const begun: ValidationEvent = { correlationId, partnerId: endpoint.partnerId, at, callbackUrl: endpoint.url, status: 'inProgress', results: [] };
  await ports.webhooks.commit(partition, [validationWrite(begun)]);
  const body = JSON.stringify({ EventName: 'test-created', ResourceUri: `${ports.webhookSettings.publicUrl}/webhooks/v1/registration/validationEvents/${correlationId}`, ResourceName: 'test', AuditUri: null, ResourceChangeUtcDate: at });
  const { httpStatus, answer, at: answeredAt } = await sendTest(ports, endpoint, correlationId, body, 'test-created');
  const result = { responseCode: httpStatus === undefined ? '' : String(httpStatus), responseMessage: answer, systemError: httpStatus === undefined, dateTimeUtc: answeredAt };
  await ports.webhooks.commit(partition, [validationWrite({ ...begun, status: 'completed', results: [result] })]);
  return success(correlationId);
};

/** Kept for seven days. Refused: ValidationEventNotFound. */
export const validationEventOf = async ({ webhooks, clock }: SendPorts, endpoint: Endpoint, correlationId: string): Promise<Result<ValidationEvent, WebhookRefusal>> => {
  const row = await webhooks.read(endpointPartition(endpoint.id), validationKey(correlationId));
  const event = row && validationRows.read(row);
  return event === undefined || event.at < plusHours(clock.now(), -KEPT_DAYS * 24) ? failure({ kind: 'ValidationEventNotFound', correlationId }) : success(event);
};
