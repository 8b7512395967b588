import { z } from 'zod';
import { projectionNames } from '../../../app/check/projections';
import { type ProjectionWish } from '../../../app/check/projectionSteps';
import { guidSchema } from '../wireSchemas';

/** A projection by its name, or all of them. */
export const projectionSchema = z.enum(['all', ...projectionNames]);

export const projectionQuery = z.object({
  customerId: guidSchema.optional().meta({ description: 'Of this customer alone.' }),
  partnerId: guidSchema.optional().meta({ description: 'Of the customers of this partner, by its tenant, and of what is its own.' }),
  from: z.string().regex(/^([0-9a-z-]{1,50}!|index\|.*)$/s, 'must be what a call before gave as next').max(2000).optional().meta({ description: '`next` of the call before; absent: from the first customer.' }),
});

export const projectionWish = (projection: z.output<typeof projectionSchema>, { customerId, partnerId, from }: z.output<typeof projectionQuery>): Omit<ProjectionWish, 'repairs'> => ({
  ...(projection !== 'all' && { projection }),
  ...(customerId !== undefined && { customerId }),
  ...(partnerId !== undefined && { partnerId }),
  ...(from !== undefined && { from }),
});
