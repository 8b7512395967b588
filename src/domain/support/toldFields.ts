import { changedFields, type ChangedFields, type ToldFields } from '../../kernel/changedFields';
import { type SupportCase } from './state';

const fieldsOf = ({ status, refund }: SupportCase) => ({ status, refund }) satisfies ToldFields;

export type SupportField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of a support request changed. @param before undefined: it was filed just now. */
export const changedOfSupportCase = (before: SupportCase | undefined, after: SupportCase): ChangedFields => changedFields(before && fieldsOf(before), fieldsOf(after));
