import { z } from 'zod';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowReader } from '../unreadable';

/** What deliveries of the contract's form are signed with: made for an installation, kept in its table until the operator has another one made. */
const signingKeySchema = z.object({
  /** PEM, PKCS #8. */
  privateKey: z.string(),
  /** PEM, X.509, self-signed. */
  certificate: z.string(),
});

export type SigningKey = z.infer<typeof signingKeySchema>;

const PARTITION = 'installation';
const KEY = 'signingKey';

const keys = rowReader('Webhooks', 'webhookSigningKey', signingKeySchema);

/** The installation's key, made where there is none yet; of two who make one at once the first is kept. @throws RowUnreadable; when the store fails. */
export const signingKeyOf = async (store: PartitionStore, make: () => Promise<SigningKey>): Promise<SigningKey> => {
  const row = await store.read(PARTITION, KEY);
  if (row !== undefined) return keys.read(row);
  const made = await make();
  const { ok } = await store.commit(PARTITION, [{ op: 'create', key: KEY, value: { type: 'webhookSigningKey', ...made } }]);
  return ok ? made : signingKeyOf(store, make);
};

/** Puts another key in its place, whatever is there. What is signed with the one before is refused by receivers that fetch the certificate anew, and is sent again. @throws when the store fails. */
export const replaceSigningKey = async (store: PartitionStore, make: () => Promise<SigningKey>): Promise<SigningKey> => {
  const made = await make();
  const { ok } = await store.commit(PARTITION, [{ op: 'put', key: KEY, value: { type: 'webhookSigningKey', ...made } }]);
  if (!ok) throw new Error('A write without a condition was refused: the signing key');
  return made;
};
