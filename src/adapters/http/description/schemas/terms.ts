import { z } from 'zod';
import { billingCycles, limitedTerms, termDurations } from '../../../../kernel/durations';
import { segments } from '../../../../domain/catalogue/state';

/** ISO 8601, as the contract has it; `NoTerm` of what is sold for good or runs until it is cancelled. */
export const termDuration = z.enum(termDurations).meta({ description: 'ISO 8601 length of a term; `NoTerm` of what is sold for good, or runs until it is cancelled.' });

/** Of what has a term. */
export const limitedTerm = z.enum(limitedTerms).meta({ description: 'ISO 8601 length of a term.' });

export const billingCycle = z.enum(billingCycles).meta({ description: 'How often a term is charged; `one_time` and `none` (trials): once, for the whole of it.' });

export const segment = z.enum(segments);
