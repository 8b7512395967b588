/** What a field can be told as: a plain value, or a small one of several members. */
export type ToldValue = string | number | boolean | readonly ToldValue[] | { readonly [member: string]: ToldValue | undefined };

/** What of a subject is told, by the name of each field; undefined where it has none. */
export type ToldFields = Readonly<Record<string, ToldValue | undefined>>;

/** How one field changed. */
export interface ChangedField {
  /** Absent where there was none, and in what was made by the change. */
  readonly before?: ToldValue;
  /** Absent where there is none any more. */
  readonly after?: ToldValue;
  /** It is personal data: that it changed is told, and neither value. */
  readonly withheld?: true;
}

export type ChangedFields = Readonly<Record<string, ChangedField>>;

const isSame = (a: ToldValue | undefined, b: ToldValue | undefined): boolean => a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

const fieldsOf = (before: ToldFields, after: ToldFields): readonly string[] => [...new Set([...Object.keys(after), ...Object.keys(before)])].filter((field) => !isSame(before[field], after[field]));

/** AUD-2: the fields that differ, with both values. @param before undefined: it was made just now. */
export const changedFields = (before: ToldFields | undefined, after: ToldFields): ChangedFields =>
  Object.fromEntries(
    fieldsOf(before ?? {}, after).map((field): [string, ChangedField] => {
      const [was, is] = [before?.[field], after[field]];
      return [field, { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
    }),
  );

/** AUD-2: the fields of personal data that differ, without their values. */
export const withheldFields = (before: ToldFields | undefined, after: ToldFields): ChangedFields => Object.fromEntries(fieldsOf(before ?? {}, after).map((field): [string, ChangedField] => [field, { withheld: true }]));
