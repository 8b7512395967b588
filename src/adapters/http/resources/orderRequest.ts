import { z } from 'zod';
import { type AskedOrder } from '../../../app/order/orders';
import { type AskedOrderLine } from '../../../domain/order/placeOrder';
import { billingCycles, limitedTerms } from '../../../domain/subscription/state';
import { guidSchema, wireDaySchema } from '../wireSchemas';
import { mostLines } from './cartRequest';
import { askedKind, lineKindMembers } from './lineKinds';

/** Empty, as .NET clients send it, names nobody. */
const partnerId = z.string().regex(/^\d{0,10}$/, 'must be a PartnerID');
const mostAdditional = 50;

/** Who sells a line, as an order names it. */
export const resellerMembers = {
  partnerIdOnRecord: partnerId.optional().meta({ description: 'PartnerID of the reseller of record; empty: none.' }),
  additionalPartnerIdsOnRecord: z.array(partnerId).max(mostAdditional).optional(),
};

/** Also of an order that is changed. */
export const attestationBody = z.boolean().optional().meta({ description: 'What the partner attests of the resellers named; needed where any is.' });

interface NamedOnLine {
  readonly partnerIdOnRecord?: string | undefined;
  readonly additionalPartnerIdsOnRecord?: readonly string[] | undefined;
}

export const askedResellers = ({ partnerIdOnRecord, additionalPartnerIdsOnRecord = [] }: NamedOnLine) => ({
  additionalResellers: additionalPartnerIdsOnRecord.filter((additional) => additional !== ''),
  ...(partnerIdOnRecord && { resellerOfRecord: partnerIdOnRecord }),
});

const lineBody = z.object({
  lineItemNumber: z.number().int().optional(),
  offerId: z.string().min(1).max(100).meta({ description: '`product:sku:availability`; of traditional licences the offer alone.' }),
  friendlyName: z.string().trim().max(200).optional(),
  billingCycle: z.enum(billingCycles).optional().meta({ description: "The order's, and no line's of its own." }),
  quantity: z.number().int().min(-2_147_483_648).max(2_147_483_647),
  termDuration: z.enum(limitedTerms).optional(),
  customTermEndDate: wireDaySchema.optional().meta({ description: 'Last day of the first term, UTC, itself included: one of the custom term end dates.' }),
  promotionId: z.string().trim().max(200).optional().meta({ description: 'Asked for; a deeper one that applies by itself is taken instead.' }),
  ...resellerMembers,
  parentSubscriptionId: guidSchema.optional().meta({ description: 'Of a traditional add-on: the subscription that it is to hang on.' }),
  ...lineKindMembers,
});

/** An order as clients send it; some send nothing but lines and a billing cycle, which may be `unknown`. Of the members that the server sets, those that say what is bought, by whom and in what currency must be so. */
export const OrderBody = z.object({
  partnerOnRecordAttestationAccepted: attestationBody,
  billingCycle: z.enum([...billingCycles, 'unknown']).optional(),
  currencyCode: z.string().trim().max(3).optional(),
  referenceCustomerId: z.string().trim().max(100).optional(),
  lineItems: z.array(lineBody).max(mostLines, `must hold at most ${mostLines} lines`),
});

type Body = z.infer<typeof OrderBody>;

const askedLine = (line: Body['lineItems'][number], index: number, billingCycle: Body['billingCycle']): AskedOrderLine => ({
  id: line.lineItemNumber ?? index,
  catalogItemId: line.offerId,
  quantity: line.quantity,
  ...askedResellers(line),
  ...(billingCycle !== undefined && billingCycle !== 'unknown' && { billingCycle }),
  ...(line.friendlyName && { friendlyName: line.friendlyName }),
  ...(line.termDuration !== undefined && { termDuration: line.termDuration }),
  ...(line.customTermEndDate !== undefined && { customTermEndDate: line.customTermEndDate }),
  ...(line.promotionId && { promotionAsked: line.promotionId }),
  ...askedKind(line),
});

export const askedOrder = (body: Body): AskedOrder => ({
  attestationAccepted: body.partnerOnRecordAttestationAccepted,
  lines: body.lineItems.map((line, index) => askedLine(line, index, body.billingCycle)),
  sent: { currencyCode: body.currencyCode, referenceCustomerId: body.referenceCustomerId, billingCycles: body.lineItems.map(({ billingCycle }) => billingCycle) },
});
