import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate } from '../localhost';
import { errorCode } from './errorCode';
import { writeFileAtomically } from './writeFileAtomically';

const DAY_MS = 86_400_000;
/** Browsers refuse those that are good for more than 398. */
const GOOD_FOR_DAYS = 397;
const RENEWED_BEFORE_DAYS = 30;
/** A clock that is a little behind takes it all the same. */
const BEFORE_MS = 3_600_000;

/** A certificate in a data folder. */
export interface LocalCertificate extends Certificate {
  /** What programs are to trust; PEM. */
  readonly file: string;
  /** UTC. */
  readonly goodUntil: Date;
  /** Whether it was made now, in the place of one that has to be trusted no longer. */
  readonly renewed: boolean;
}

/**
 * The certificate of this machine's own names, made when there is none, and anew thirty days before it ends or where it cannot be read. It signs for itself and for nobody else: whoever trusts it trusts
 * `localhost` and the loopback addresses, and its key, which stays in the folder, can make no other.
 * @param folder of the certificate and its key. @param now real time
 */
export const localCertificate = async (folder: string, now: Date): Promise<LocalCertificate> => {
  const [file, keyFile] = [join(folder, 'localhost.pem'), join(folder, 'localhost.key')];
  const [cert, key] = [textOf(file), textOf(keyFile)];
  const goodUntil = cert === undefined || key === undefined ? undefined : endOf(cert, key);
  if (cert !== undefined && key !== undefined && goodUntil !== undefined && goodUntil.getTime() - now.getTime() > RENEWED_BEFORE_DAYS * DAY_MS) return { cert, key, file, goodUntil, renewed: false };
  const made = await makeCertificate(now);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The key first: what is left of a start that was killed in between does not fit together, and is made anew.
  writeFileAtomically(keyFile, made.key, 0o600);
  writeFileAtomically(file, made.cert);
  return { ...made, file, renewed: cert !== undefined };
};

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** When a certificate ends; undefined if it is none, or another key's. */
const endOf = (cert: string, key: string): Date | undefined => {
  try {
    const read = new X509Certificate(cert);
    return read.checkPrivateKey(createPrivateKey(key)) ? new Date(read.validTo) : undefined;
  } catch {
    // Whatever is wrong with it: it is of no use.
    return undefined;
  }
};

const makeCertificate = async (now: Date): Promise<Certificate & { readonly goodUntil: Date }> => {
  const { generate } = await import('selfsigned');
  const goodUntil = new Date(now.getTime() + GOOD_FOR_DAYS * DAY_MS);
  const made = await generate([{ name: 'commonName', value: 'localhost' }, { name: 'organizationName', value: 'NextTerm on this machine' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - BEFORE_MS),
    notAfterDate: goodUntil,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }, { type: 7, ip: '::1' }] },
    ],
  });
  return { cert: made.cert, key: made.private, goodUntil };
};
