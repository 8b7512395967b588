import { type z } from 'zod';

/** The schemas by which rows are read, as the modules of the app declare them; filled by the test's stand-in for `rowReader`. */
export const readers: { readonly table: string; readonly kind: string; readonly schema: z.ZodType }[] = [];
