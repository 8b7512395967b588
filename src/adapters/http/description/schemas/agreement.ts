import { z } from 'zod';
import { agreementTemplates } from '../../../../domain/parties/customer/agreements';
import { count, country, guid, instant, members, named } from './answerSchema';

const agreementType = z.enum(agreementTemplates.map((template) => template.agreementType));

/** That a customer accepted, as its partner confirmed it. */
export const agreement = named(
  'Agreement',
  members({
    userId: z.string().meta({ description: 'User of the partner who confirmed it.' }),
    primaryContact: members({ firstName: z.string(), lastName: z.string(), email: z.string(), phoneNumber: z.string().optional() }).meta({ description: 'Who of the customer accepted.' }),
    templateId: guid,
    dateAgreed: instant,
    type: agreementType,
    agreementLink: z.string().optional(),
  }),
);

export const agreementMetadata = named('AgreementMetadata', members({ templateId: guid, agreementType, agreementLink: z.string(), versionRank: count }));

export const agreementDocument = named(
  'AgreementDocument',
  members({ displayUri: z.string(), downloadUri: z.string().meta({ description: 'For five minutes.' }), language: z.string(), country }),
);
