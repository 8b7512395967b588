import { z } from 'zod';

/** What .NET clients send for a date that was never set. */
const UNSET_DATE = /^0001-01-01T00:00:00(\.0+)?(Z|[+-]\d\d:\d\d)?$/;

/** `OneTime`, `one_time` and `ONE-TIME` alike. */
export const folded = (text: string): string => text.replaceAll(/[_-]/g, '').toLowerCase();

type Fold = (name: string) => string;

interface Reading {
  /** How names of members are compared. */
  readonly fold: Fold;
  /** Query strings: text is read as the number or boolean that the schema asks for. */
  readonly fromText: boolean;
}

/** A form of a client that nobody filled in: empty text, for a member that may be left out, leaves it out. */
const isEmptyAndOptional = (text: string, schema: z.ZodType): boolean => text.trim() === '' && schema.safeParse(undefined).success;

const canonical = (value: unknown, allowed: Iterable<unknown>): unknown => {
  if (typeof value !== 'string') return value;
  return [...allowed].find((candidate) => typeof candidate === 'string' && folded(candidate) === folded(value)) ?? value;
};

const conformObject = (schema: z.ZodObject, value: unknown, reading: Reading): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const given = new Map<string, unknown>(Object.entries(value).map(([name, member]) => [reading.fold(name), member]));
  const members: [string, unknown][] = [];
  for (const [name, memberSchema] of Object.entries<z.ZodType>(schema.shape)) {
    const member = given.get(reading.fold(name));
    const isUnset = member === undefined || (typeof member === 'string' && (UNSET_DATE.test(member) || isEmptyAndOptional(member, memberSchema)));
    // A null where the schema knows none means "not set", as .NET clients write it.
    if (isUnset || (member === null && !memberSchema.safeParse(null).success)) continue;
    members.push([name, walk(memberSchema, member, reading)]);
  }
  return Object.fromEntries(members);
};

/** Literals tell forms apart: one that does not fit weighs more than any other problem. */
const misfit = (schema: z.ZodType, form: unknown): number =>
  (schema.safeParse(form).error?.issues ?? []).reduce((sum, issue) => sum + (issue.code === 'invalid_value' ? 1_000 : 1), 0);

/** The first form that fits, else the one nearest to fitting, so that its problems are the ones reported. */
const conformUnion = (options: readonly z.ZodType[], value: unknown, reading: Reading): unknown => {
  const forms = options.map((option) => {
    const form = walk(option, value, reading);
    return { form, misfit: misfit(option, form) };
  });
  return forms.toSorted((a, b) => a.misfit - b.misfit)[0]?.form;
};

const fromText = (schema: z.ZodType, value: unknown): unknown => {
  const given: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof given !== 'string') return given;
  if (schema instanceof z.ZodBoolean && /^(true|false)$/i.test(given)) return given.toLowerCase() === 'true';
  if (schema instanceof z.ZodNumber && /^-?\d{1,15}(\.\d{1,15})?$/.test(given)) return Number(given);
  return given;
};

const walk = (schema: z.ZodType, value: unknown, reading: Reading): unknown => {
  if (schema instanceof z.ZodObject) return conformObject(schema, value, reading);
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((item) => walk(schema.element as z.ZodType, item, reading)) : value;
  }
  if (schema instanceof z.ZodUnion) return conformUnion(schema.options as readonly z.ZodType[], value, reading);
  if (schema instanceof z.ZodPipe) return walk((schema.in instanceof z.ZodTransform ? schema.out : schema.in) as z.ZodType, value, reading);
  if (schema instanceof z.ZodLazy) return walk(schema.unwrap() as z.ZodType, value, reading);
  const wrapped = (schema.def as { innerType?: z.ZodType }).innerType;
  if (wrapped) return value === null || value === undefined ? value : walk(wrapped, value, reading);
  const plain = reading.fromText ? fromText(schema, value) : value;
  if (schema instanceof z.ZodEnum) return canonical(plain, schema.options);
  if (schema instanceof z.ZodLiteral) return canonical(plain, schema.values);
  return plain;
};

/**
 * Brings a JSON body into the form its schema expects, as published clients write it: names of members in any letter case (of two
 * spellings in one object the later counts), enumerated values also in PascalCase, members the schema does not know dropped, and so are
 * .NET's unset dates, empty text of members that may be absent, and nulls where the schema takes no null. A null where it takes one stays: absent and null differ.
 * Checks nothing: the schema does that next.
 */
export const conformBody = (schema: z.ZodType, body: unknown): unknown => walk(schema, body, { fold: (name) => name.toLowerCase(), fromText: false });

/** The same for a query: `order_id`, `orderId` and `OrderID` name one parameter, and numbers and booleans (`True`) arrive as text. Of a repeated parameter the first counts unless the schema asks for an array. */
export const conformQuery = (schema: z.ZodType, query: URLSearchParams): unknown => {
  const values = Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
  return walk(schema, values, { fold: folded, fromText: true });
};
