import { z } from 'zod';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';

/** Schemas around what they hold. */
const inside = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  if (schema instanceof z.ZodPipe) return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly || schema instanceof z.ZodCatch || schema instanceof z.ZodNonOptional) return schema.def.innerType;
  return undefined;
};

/** Every member of a schema that holds others no more: `lineItems[].offerId`. */
const membersOf = (schema: z.core.$ZodType, at = ''): readonly string[] => {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([name, member]) => membersOf(member as z.core.$ZodType, at === '' ? name : `${at}.${name}`));
  if (schema instanceof z.ZodArray) return membersOf(schema.element, `${at}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => membersOf(option, at));
  const held = inside(schema);
  return held === undefined ? [at] : membersOf(held, at);
};

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

export const bodyMembers = ({ body }: ServedRoute): readonly string[] => (body === undefined ? [] : unique(membersOf(body)));
export const queryMembers = ({ query }: ServedRoute): readonly string[] => (query === undefined ? [] : unique(membersOf(query)));

/** The value with `text` at the member, whatever is missing on the way made: `[]` is the first item. */
export const withMember = (value: unknown, member: string, text: unknown): unknown => {
  const [, first = '', isList, rest = ''] = /^(\w*)(\[\])?\.?(.*)$/.exec(member) ?? [];
  const object = (value ?? {}) as Record<string, unknown>;
  const inner = (before: unknown): unknown => (rest === '' ? text : withMember(before, rest, text));
  if (isList === undefined) return { ...object, [first]: inner(object[first]) };
  const [item, ...others] = (object[first] ?? []) as readonly unknown[];
  return { ...object, [first]: [inner(item), ...others] };
};
