import { createSign, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { secretsInForce } from '../../domain/webhook/secrets';
import { type Endpoint } from '../../domain/webhook/state';
import { type Instant } from '../../kernel/instant';
import { type SigningKey } from './signingKey';

/** `whsec_` and 32 random bytes in base64, as Standard Webhooks writes a secret. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * WHK-5: the headers of Standard Webhooks, signed with every secret that is in force. @param at real time: receivers refuse what is more than five minutes off by their own clock. @param now by the app's clock, which the secrets' ends are of.
 */
export const ownSignature = (endpoint: Endpoint, eventId: string, body: string, at: Date, now: Instant): Record<string, string> => ({
  'webhook-id': eventId,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secretsInForce(endpoint.secrets, now)
    .map((secret) => new Webhook(secret).sign(eventId, at, body))
    .join(' '),
});

/** WHK-5: as the contract signs: RSA with SHA-256 over the body; the certificate is fetched from its address. */
export const publishedSignature = ({ signatureInOwnHeader }: Endpoint, body: string, { privateKey }: SigningKey, publicUrl: string): Record<string, string> => {
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey, 'base64');
  return {
    ...(signatureInOwnHeader === true ? { 'x-ms-signature': signature } : { Authorization: `Signature ${signature}` }),
    'X-MS-Certificate-Url': `${publicUrl}/nextterm/v1/webhookcertificate`,
    'X-MS-Signature-Algorithm': 'rsa-sha256',
  };
};
