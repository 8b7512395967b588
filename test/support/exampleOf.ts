import { type z } from 'zod';

/** Text and numbers of every form that the catalogue's members have. */
const leaves = ['x', '2021-06-18T10:00:00.000Z', '2021-06-18', '2021-06', '1.00', 1, true] as const;

/** What fits a schema: each member that it knows of an object, one element of a list, the first of several. @throws where none of the leaves fits. */
export const exampleOf = (schema: z.ZodType): unknown => {
  const { def } = schema as unknown as { readonly def: { readonly type: string; readonly shape?: Readonly<Record<string, z.ZodType>>; readonly element?: z.ZodType; readonly innerType?: z.ZodType; readonly options?: readonly z.ZodType[]; readonly entries?: Readonly<Record<string, unknown>> } };
  if (def.shape !== undefined) return Object.fromEntries(Object.entries(def.shape).map(([name, member]) => [name, exampleOf(member)]));
  if (def.element !== undefined) return [exampleOf(def.element)];
  if (def.innerType !== undefined) return exampleOf(def.innerType);
  if (def.options?.[0] !== undefined) return exampleOf(def.options[0]);
  if (def.entries !== undefined) return Object.values(def.entries)[0];
  const fitting = leaves.find((leaf) => schema.safeParse(leaf).success);
  if (fitting === undefined) throw new Error(`There is no example of a ${def.type}`);
  return fitting;
};
