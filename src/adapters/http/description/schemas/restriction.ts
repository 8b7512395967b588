import { z } from 'zod';
import { members, named } from './answerSchema';

/** Why something cannot be bought. */
export const restriction = named('Restriction', members({ reasonCode: z.string(), description: z.string(), properties: members({}) }));
