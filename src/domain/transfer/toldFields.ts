import { changedFields, type ChangedFields, type ToldFields } from '../../kernel/changedFields';
import { type Transfer } from './state';

const fieldsOf = ({ status, expiresAt, offered, lines, completedAt }: Transfer) => ({
  status,
  expiresAt,
  /** How many the target may look at. */
  offered: offered?.length,
  /** How many the source submitted. */
  lines: lines.length === 0 ? undefined : lines.length,
  /** Places of those that were carried out, 0 first. */
  completedLines: placesOf(lines, 'Complete'),
  failedLines: placesOf(lines, 'Failed'),
  completedAt,
}) satisfies ToldFields;

const placesOf = (lines: Transfer['lines'], status: 'Complete' | 'Failed'): number[] | undefined => {
  const places = lines.flatMap((line, index) => (line.status === status ? [index] : []));
  return places.length === 0 ? undefined : places;
};

export type TransferField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of a transfer changed, as both its partners are told. @param before undefined: it was asked for just now. */
export const changedOfTransfer = (before: Transfer | undefined, after: Transfer): ChangedFields => changedFields(before && fieldsOf(before), fieldsOf(after));
