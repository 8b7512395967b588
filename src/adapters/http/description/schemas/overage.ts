import { z } from 'zod';
import { azureSubscriptionSchema } from '../../../../domain/azurePlan/state';
import { handoverParties, handoverStatuses } from '../../../../domain/usage/overage/state';
import { attributesOf, currency, day, decimalText, guid, instant, link, members, named } from './answerSchema';

const service = z.string().meta({ description: '`PhoneServices`, say.' });
const reseller = z.string().optional().meta({ description: 'PartnerID of the indirect reseller of record.' });
const noneFrom = instant.optional().meta({ description: 'The beginning of a UTC day: calls beyond the allowance are charged to nobody from then on, and are blocked.' });

/** The contract's Overage; with a member of our own. */
export const overageAssignment = named(
  'Overage',
  members({
    azureEntitlementId: guid.optional().meta({ description: 'The Azure subscription that is charged; absent: none.' }),
    partnerId: reseller,
    type: service,
    overageEnabled: z.boolean(),
    noneFrom,
    links: members({ overage: link }),
    attributes: attributesOf('Overage'),
  }),
);

/** Beside what is assigned. */
export const heldAsNone = z
  .array(named('OverageSetToNone', members({ type: service, noneFrom })))
  .optional()
  .meta({ description: 'Services whose overage the partner holds and has set to None, or lost with its last licences.' });

export const assignableSubscription = named('AssignableAzureSubscription', members({ azureEntitlementId: guid, friendlyName: z.string(), purpose: azureSubscriptionSchema.shape.purpose, partnerId: reseller }));

const party = z.enum(handoverParties);

export const overageHandover = named(
  'OverageHandover',
  members({
    id: guid,
    customerId: guid,
    service,
    status: z.enum(handoverStatuses),
    fromPartnerTenantId: guid.optional().meta({ description: 'Kept from the target until the source itself has agreed.' }),
    toPartnerTenantId: guid,
    requestedBy: party,
    requestedAt: instant,
    expiresAt: instant.meta({ description: 'Until then, exclusive, it has to be completed.' }),
    agreements: z.array(members({ party, tenantId: guid.optional(), agreed: z.boolean(), at: instant.optional() })),
    awaits: z.array(members({ party, step: z.enum(['agree', 'setNone', 'assign']) })).meta({ description: 'Who has to do what next; empty once it has ended.' }),
    refusedBy: party.optional(),
    clearedAt: instant.optional().meta({ description: 'When the source set None.' }),
    endedAt: instant.optional().meta({ description: 'When it was completed, refused, expired or superseded.' }),
    attributes: attributesOf('OverageHandover'),
  }),
);

/** What an Azure subscription is charged for a month of calls. */
export const overageCharge = named(
  'OverageCharge',
  members({
    id: z.string(),
    chargeType: z.literal('overage'),
    orderDate: instant.meta({ description: 'When the month was closed; decides the invoice.' }),
    chargeStartDate: day.meta({ description: 'First day of the month.' }),
    chargeEndDate: day.meta({ description: 'Last day of the month, itself included.' }),
    service,
    azureSubscriptionId: guid,
    resellerOfRecord: reseller,
    unit: z.literal('minute'),
    unitPrice: decimalText,
    quantity: z.number().int().positive().meta({ description: 'Minutes.' }),
    subtotal: decimalText,
    currency,
    attributes: attributesOf('OverageCharge'),
  }),
);
