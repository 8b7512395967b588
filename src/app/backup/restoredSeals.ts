import { sealSchema } from '../../domain/audit/seal';
import { type Instant } from '../../kernel/instant';
import { sealingPartition, sealsPartition } from '../audit/seals/sealKeys';
import { type BackedUpRow } from './bucket';

/** Rows of one partition that are written. */
export interface RestoredRows {
  readonly partition: string;
  readonly rows: readonly BackedUpRow[];
}

/**
 * Of a bucket of the `Audit` table what is restored. Records are backed up before the seals of them, so a seal that was made meanwhile may list records that are in no back-up, and would look like a forgery: it is left out, and its day is noted to be sealed anew, of what there is.
 * @param asOf the installation's clock when the back-up began.
 */
export const withoutLaterSeals = (partition: string, rows: readonly BackedUpRow[], asOf: Instant): readonly RestoredRows[] => {
  if (!partition.startsWith(sealsPartition(''))) return [{ partition, rows }];
  const laterOf = ({ text }: BackedUpRow) => {
    const seal = sealSchema.safeParse(JSON.parse(text));
    return seal.success && seal.data.sealedAt > asOf ? seal.data : undefined;
  };
  const noteOf = ({ tenantId, day, sealedAt, late }: NonNullable<ReturnType<typeof laterOf>>): RestoredRows => ({
    partition: sealingPartition(day),
    rows: [{ key: late === true ? `${tenantId}|${sealedAt}` : tenantId, text: JSON.stringify({ type: 'sealing', tenantId, day, notBefore: sealedAt, ...(late === true && { late }) }) }],
  });
  return [{ partition, rows: rows.filter((row) => laterOf(row) === undefined) }, ...rows.flatMap((row) => laterOf(row) ?? []).map(noteOf)];
};
