import { type Endpoint } from '../../domain/webhook/state';
import { ownSignature, publishedSignature } from './signature';
import { type SigningKey } from './signingKey';
import { type WebhookAnswer, type WebhookPorts } from './webhookPorts';

export interface SendPorts extends WebhookPorts {
  /** The installation's key for the contract's form, made at its first use. */
  readonly signingKey: () => Promise<SigningKey>;
}

/** Sends an event to an endpoint, signed as its form asks, and waits for the answer. @throws only when the installation's key cannot be read. */
export const sendTo = async (ports: SendPorts, endpoint: Endpoint, eventId: string, body: string): Promise<WebhookAnswer> => {
  const { sender, realTime, clock, webhookSettings } = ports;
  const signature = endpoint.form === 'own' ? ownSignature(endpoint, eventId, body, realTime(), clock.now()) : publishedSignature(endpoint, body, await ports.signingKey(), webhookSettings.publicUrl);
  const type = endpoint.form === 'own' ? 'application/cloudevents+json; charset=utf-8' : 'application/json; charset=utf-8';
  return sender.send({ url: endpoint.url, headers: { 'Content-Type': type, 'User-Agent': 'NextTerm-Webhooks', ...signature }, body });
};
