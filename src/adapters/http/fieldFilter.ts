import { z } from 'zod';
import { conformBody } from './conform';

const filterSchema = z.object({ Field: z.string(), Value: z.string().max(500), Operator: z.string() });
export type FieldFilter = z.infer<typeof filterSchema>;

/** `{"Field":"CompanyName","Value":"zon","Operator":"starts_with"}`, the form in which published lists are filtered; undefined for whatever else. */
export const parseFieldFilter = (text: string): FieldFilter | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return filterSchema.safeParse(conformBody(filterSchema, json)).data;
};
