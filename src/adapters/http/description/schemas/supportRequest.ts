import { z } from 'zod';
import { supportReasons, supportStatuses } from '../../../../domain/support/state';
import { attributesOf, decimalText, guid, instant, members, named } from './answerSchema';
import { writtenBeside } from './preview';

const shape = {
  id: guid,
  customerId: guid,
  partnerTenantId: guid,
  subscriptionId: guid,
  reason: z.enum(supportReasons),
  note: z.string(),
  status: z.enum(supportStatuses),
  filedAt: instant,
  filedBy: z.string(),
  decidedAt: instant.optional(),
  decidedBy: z.string().optional(),
  refund: decimalText.optional().meta({ description: 'What is given back, positive, in the currency of the subscription.' }),
  why: z.string().optional().meta({ description: 'Of a refused one.' }),
  attributes: attributesOf('SupportRequest'),
};

export const supportRequest = named('SupportRequest', members(shape));

export const decidedRequest = named('DecidedSupportRequest', members({ ...shape, ...writtenBeside }));
