import { z } from 'zod';

export const partnerId = z.string().regex(/^\d{1,10}$/).meta({ description: 'A PartnerID.' });
