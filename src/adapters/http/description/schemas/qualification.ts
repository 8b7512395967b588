import { z } from 'zod';
import { denialReasons } from '../../../../domain/parties/customer/qualify';
import { educationSegments, qualificationNames, qualificationSchema } from '../../../../domain/parties/customer/state';
import { instant, members, named } from './answerSchema';

/** What a customer is said to be. */
export const qualification = named(
  'Qualification',
  members({
    qualification: z.enum(qualificationNames),
    educationSegment: z.enum(educationSegments).optional(),
    website: z.string().optional(),
    vettingStatus: qualificationSchema.shape.vettingStatus.meta({ description: 'Absent of a state-owned entity, which is taken at its word.' }),
    vettingCreateDate: instant.optional().meta({ description: 'When it was asked for.' }),
    vettingReason: z.enum(denialReasons).optional().meta({ description: 'Why it was denied.' }),
  }),
);
