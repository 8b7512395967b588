import { z } from 'zod';
import { partnerKinds, partnerSchema } from '../../../../domain/parties/partner/state';
import { attributesOf, country, currency, guid, members, named } from './answerSchema';
import { partnerId } from './partnerId';

/** A partner as the operator set it up. */
export const operatedPartner = named(
  'OperatedPartner',
  members({
    tenantId: guid,
    kind: z.enum(partnerKinds),
    name: z.string(),
    partnerId,
    country,
    currency: currency.meta({ description: "In which it is billed, whatever the customer's market." }),
    address: z.array(z.string()).optional().meta({ description: 'Lines that its invoices are addressed to, without its name and country.' }),
    programmeStatus: partnerSchema.shape.programmeStatus.unwrap().meta({ description: 'A restricted partner manages what exists and buys nothing new.' }),
    domains: z.array(z.string()),
    slug: z.string(),
    agreementSigned: z.boolean().optional().meta({ description: 'Of an indirect reseller: whether it signed the Microsoft Partner Agreement.' }),
    providers: z.array(partnerId).optional().meta({ description: 'Of an indirect reseller.' }),
    resellers: z.array(partnerId).optional().meta({ description: 'Of an indirect provider.' }),
    attributes: attributesOf('OperatedPartner'),
  }),
);
