import { z } from 'zod';

/** `product:sku`. */
export const skuKeySchema = z.string().regex(/^[0-9A-Za-z-]{1,36}:[0-9A-Z]{4}$/);
