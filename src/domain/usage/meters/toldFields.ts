import { changedFields, type ChangedFields, type ToldFields } from '../../../kernel/changedFields';
import { type Budget } from './budget';

const fieldsOf = ({ amount, currency }: Budget) => ({ amount, currency }) satisfies ToldFields;

export type BudgetField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of a budget changed. @param before undefined: there was none. */
export const changedOfBudget = (before: Budget | undefined, after: Budget): ChangedFields => changedFields(before && fieldsOf(before), fieldsOf(after));
