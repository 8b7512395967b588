import { z } from 'zod';

/** `G000000012`, or `OneTime-G000000012` as the links of an invoice write it; in any letter case. What is no number of an invoice is one that there is none of. */
export const invoiceIdSchema = z
  .string()
  .regex(/^[\w-]{1,40}$/, 'must be an id')
  .transform((text) => text.toUpperCase().replace(/^ONE_?TIME-/, ''));
