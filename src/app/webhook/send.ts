import { type Endpoint } from '../../domain/webhook/state';
import { ownSignature, publishedSignature } from './signature';
import { type SigningKey } from './signingKey';
import { workContext } from '../command/workContext';
import { type SweepControlBook } from '../operations/sweepControl';
import { inSpan, traced } from '../tracing/inSpan';
import { type WebhookAnswer, type WebhookPorts, type WebhookRequest, type WebhookSender } from './webhookPorts';

export interface SendPorts extends WebhookPorts {
  /** The installation's key for the contract's form, made at its first use. */
  readonly signingKey: () => Promise<SigningKey>;
  /** Whether the operator holds deliveries back (DUE-4). */
  readonly sweepControl: Pick<SweepControlBook, 'holds'>;
}

/** The host alone: the rest of an address may hold what is secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** As a traced piece of work: what it was answered, or why it was not, is in its span. */
const tracedSend = (sender: WebhookSender, request: WebhookRequest, eventId: string, from: string | undefined): Promise<WebhookAnswer> =>
  inSpan('deliver webhook', { kind: 'client', from, facts: { 'http.request.method': 'POST', 'server.address': hostOf(request.url), event: eventId } }, async () => {
    const answer = await sender.send({ ...request, headers: { ...request.headers, ...traced() } });
    const { attempted } = answer;
    workContext().span?.set(attempted.kind === 'answered' ? { 'http.response.status_code': attempted.status } : { 'error.type': 'unanswered' });
    return answer;
  });

/** Sends an event to an endpoint, signed as its form asks, and waits for the answer. @param traceparent of the work that caused it. @throws only when the installation's key cannot be read. */
export const sendTo = async (ports: SendPorts, endpoint: Endpoint, eventId: string, body: string, traceparent?: string): Promise<WebhookAnswer> => {
  const { sender, realTime, clock, webhookSettings } = ports;
  const signature = endpoint.form === 'own' ? ownSignature(endpoint, eventId, body, realTime(), clock.now()) : publishedSignature(endpoint, body, await ports.signingKey(), webhookSettings.publicUrl);
  const type = endpoint.form === 'own' ? 'application/cloudevents+json; charset=utf-8' : 'application/json; charset=utf-8';
  return tracedSend(sender, { url: endpoint.url, headers: { 'Content-Type': type, 'User-Agent': 'NextTerm-Webhooks', ...signature }, body }, eventId, traceparent);
};
