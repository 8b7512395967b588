import { type z } from 'zod';
import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';

export const MOST_PROBLEMS = 20;

const memberName = (path: readonly PropertyKey[], whole: string): string =>
  path.reduce<string>((name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? String(step) : `${name}.${String(step)}`), '') || whole;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined), value);

const enumRefusal = (issue: z.core.$ZodIssue, value: unknown, member: string): RequestRefusal | undefined => {
  const found = valueAt(value, issue.path);
  if (issue.code !== 'invalid_value' || typeof found !== 'string') return undefined;
  return { kind: 'EnumValueUnknown', member, value: found, allowed: issue.values.map(String) };
};

const sentence = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (valueAt(value, issue.path) === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return 'is required';
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, '');
};

/**
 * Parses with the schema and names every member that does not fit.
 * @param whole what to call the value itself: `body`, `query`.
 * @returns refusals `InputInvalid`, or `EnumValueUnknown` when unknown enumerated values are all that is wrong (the first is named).
 */
export const validate = <S extends z.ZodType>(schema: S, value: unknown, whole: string): Result<z.output<S>, RequestRefusal> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const issues = parsed.error.issues;
  const unknownValues = issues.map((issue) => enumRefusal(issue, value, memberName(issue.path, whole)));
  const [firstUnknown] = unknownValues;
  if (firstUnknown && unknownValues.every((refusal) => refusal !== undefined)) return failure(firstUnknown);
  const problems = issues.slice(0, MOST_PROBLEMS).map((issue) => `${memberName(issue.path, whole)}: ${sentence(issue, value)}`);
  return failure({ kind: 'InputInvalid', problems });
};
