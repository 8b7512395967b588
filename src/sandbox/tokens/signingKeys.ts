import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type JWK } from 'jose';
import { z } from 'zod';
import { errorCode } from '../errorCode';
import { SandboxProblem } from '../sandboxProblem';
import { writeFileAtomically } from '../writeFileAtomically';

/** What the development issuer signs with. */
export interface SigningKeys {
  /** RS256, with `kid`. */
  readonly privateKey: JWK;
  /** The part of `privateKey` that is published. */
  readonly publicKey: JWK;
  /** For refresh tokens, which only the issuer reads. */
  readonly refreshSecret: Uint8Array;
}

const KeysFile = z.object({ privateKey: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string(), d: z.string() }), refreshSecret: z.base64() });

/**
 * Keys of a data folder, made at its first start: tokens stay good over a restart.
 * @param file absent: keys for this process only
 * @throws SandboxProblem if the file is damaged
 */
export const loadSigningKeys = async (file?: string): Promise<SigningKeys> => {
  const stored = file === undefined ? undefined : readKeys(file);
  if (stored !== undefined) return fromStored(stored);
  const made = await makeKeys();
  if (file !== undefined) writeFileAtomically(file, `${JSON.stringify(made)}\n`, 0o600);
  return fromStored(made);
};

const makeKeys = async (): Promise<z.infer<typeof KeysFile>> => {
  const jose = await import('jose');
  const { privateKey } = await jose.generateKeyPair('RS256', { extractable: true });
  const jwk = await jose.exportJWK(privateKey);
  return KeysFile.parse({ privateKey: { ...jwk, kid: await jose.calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' }, refreshSecret: randomBytes(32).toString('base64') });
};

const readKeys = (file: string): z.infer<typeof KeysFile> | undefined => {
  try {
    return KeysFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw new SandboxProblem(`The data folder is damaged: ${file} cannot be read. Delete that file: tokens issued so far stop working, nothing else.`);
  }
};

const fromStored = ({ privateKey, refreshSecret }: z.infer<typeof KeysFile>): SigningKeys => ({
  privateKey,
  publicKey: { kty: privateKey.kty, use: 'sig', alg: 'RS256', kid: privateKey.kid, n: privateKey.n, e: privateKey.e },
  refreshSecret: Buffer.from(refreshSecret, 'base64'),
});
