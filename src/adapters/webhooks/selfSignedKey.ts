import { generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { type SigningKey } from '../../app/webhook/signingKey';

/** One element of DER: its tag, the length of what it holds, and that. Source: ITU-T X.690. */
const element = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, without parameters. */
const ALGORITHM = sequence(element(0x06, hex('2a864886f70d01010b')), element(0x05));
/** commonName, 2.5.4.3. */
const COMMON_NAME = element(0x06, hex('550403'));
/** The years of this century and the next: there is no end to what an installation signs. */
const VALIDITY = sequence(element(0x18, Buffer.from('20000101000000Z')), element(0x18, Buffer.from('99991231235959Z')));

/**
 * An RSA key and a self-signed X.509 certificate that carries it, for receivers who fetch one as the contract has it. Nobody vouches for it: a receiver trusts the address it is fetched from.
 * Source: RFC 5280, version 3 without extensions; it names no end (its section 4.1.2.5).
 */
export const selfSignedKey = async (): Promise<SigningKey> => {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const name = sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from('NextTerm webhooks')))));
  // The first bit of a positive number is 0.
  const serial = element(0x02, Buffer.concat([hex('01'), randomBytes(15)]));
  const body = sequence(element(0xa0, element(0x02, hex('02'))), serial, ALGORITHM, name, VALIDITY, name, publicKey);
  const certificate = sequence(body, ALGORITHM, element(0x03, hex('00'), sign('RSA-SHA256', body, privateKey)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return { privateKey, certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n') };
};
