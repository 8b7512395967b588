import { z } from 'zod';
import { type AskedCart } from '../../../app/order/carts';
import { type CartLine } from '../../../domain/order/state';
import { billingCycles, limitedTerms } from '../../../domain/subscription/state';
import { wholeNumberSchema, wireDaySchema } from '../wireSchemas';
import { askedKind, lineKindMembers } from './lineKinds';

export const mostLines = 20;
/** More than a line may name, so that the line itself can say so. */
const mostParticipants = 50;

const participantBody = z.object({
  key: z.enum(['transaction_reseller', 'additional_transaction_reseller', 'consumption_reseller']),
  value: z.string().regex(/^\d{0,10}$/, 'must be a PartnerID').meta({ description: 'A PartnerID; empty: nobody.' }),
});

const plainLineBody = z.object({
  id: wholeNumberSchema.pipe(z.number().max(10_000)).optional(),
  catalogItemId: z.string().min(1).max(100).meta({ description: '`product:sku:availability`.' }),
  friendlyName: z.string().trim().max(200).optional(),
  quantity: z.number().int().min(-2_147_483_648).max(2_147_483_647),
  billingCycle: z.enum(billingCycles),
  termDuration: z.enum(limitedTerms).optional(),
  customTermEndDate: wireDaySchema.optional().meta({ description: 'Last day of the first term, UTC, itself included: one of the custom term end dates.' }),
  promotionId: z.string().trim().max(200).optional().meta({ description: 'Asked for; a deeper one that applies by itself is taken instead.' }),
  currencyCode: z.string().trim().max(3).optional(),
  participants: z
    .array(participantBody)
    .max(mostParticipants)
    .refine((all) => new Set(all.flatMap(({ key, value }) => (key !== 'additional_transaction_reseller' && value !== '' ? [value] : []))).size <= 1, 'must name one transaction_reseller, and no other consumption_reseller')
    .optional(),
  ...lineKindMembers,
});

const lineBody = plainLineBody.extend({ addonItems: z.array(plainLineBody).max(mostLines).optional().meta({ description: 'Add-ons that hang on what the line buys.' }) });

/** A cart as clients send it, for creating one and for replacing one. Members that the server sets are ignored, but for those that would make another purchase of it. */
export const CartBody = z.object({
  partnerOnRecordAttestationAccepted: z.boolean().optional().meta({ description: 'What the partner attests of the resellers named; needed where any is.' }),
  status: z.string().trim().max(40).optional(),
  lineItems: z
    .array(lineBody)
    .max(mostLines, `must hold at most ${mostLines} lines`)
    .refine((lines) => lines.reduce((sum, { addonItems = [] }) => sum + 1 + addonItems.length, 0) <= mostLines, `must hold at most ${mostLines} lines with their add-ons`),
});

const askedLine = (line: z.infer<typeof plainLineBody>, id: number): CartLine => {
  const named = (key: string): string[] => (line.participants ?? []).filter((participant) => participant.key === key && participant.value !== '').map((participant) => participant.value);
  const [resellerOfRecord] = named('transaction_reseller');
  return {
    id,
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    billingCycle: line.billingCycle,
    additionalResellers: named('additional_transaction_reseller'),
    ...(line.friendlyName !== undefined && line.friendlyName !== '' && { friendlyName: line.friendlyName }),
    ...(line.termDuration !== undefined && { termDuration: line.termDuration }),
    ...(line.customTermEndDate !== undefined && { customTermEndDate: line.customTermEndDate }),
    ...(line.promotionId !== undefined && line.promotionId !== '' && { promotionAsked: line.promotionId }),
    ...(resellerOfRecord !== undefined && { resellerOfRecord }),
    ...askedKind(line),
  };
};

/**
 * Each line with the add-ons nested in it behind it: they hang on what it buys. An add-on is numbered anew where it has no number, or another line has the same one
 * (clients number them from 0 within their base).
 */
const askedLines = (lines: z.infer<typeof CartBody>['lineItems']): CartLine[] => {
  const bases = lines.map((line, index) => askedLine(line, line.id ?? index));
  const taken = new Set(bases.map(({ id }) => id));
  const numberFor = (asked: number | undefined): number => {
    let id = asked ?? 0;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return id;
  };
  return bases.flatMap((base, index) => [base, ...(lines[index]?.addonItems ?? []).map((line) => ({ ...askedLine(line, numberFor(line.id)), parentLineId: base.id }))]);
};

const sentCurrency = ({ currencyCode }: z.infer<typeof plainLineBody>, line: string) => ({ member: `${line}.currencyCode`, currencyCode });

export const askedCart = (body: z.infer<typeof CartBody>): AskedCart => ({
  attestationAccepted: body.partnerOnRecordAttestationAccepted,
  lines: askedLines(body.lineItems),
  sent: {
    status: body.status,
    currencies: body.lineItems.flatMap((line, index) => [
      sentCurrency(line, `lineItems[${index}]`),
      ...(line.addonItems ?? []).map((addOn, nth) => sentCurrency(addOn, `lineItems[${index}].addonItems[${nth}]`)),
    ]),
  },
});
