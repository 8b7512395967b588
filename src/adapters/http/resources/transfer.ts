import { z } from 'zod';
import { type TransferEligibility } from '../../../app/transfer/transfers';
import { type Transfer, type TransferLine } from '../../../domain/transfer/state';
import { MOVED, productTypes } from '../../../domain/transfer/products';
import { type PickedLine } from '../../../domain/transfer/request';
import { type SentLine, type SentTransfer } from '../../../domain/transfer/sentBack';
import { transferObstacles } from '../errors/transfer';
import { link } from '../links';
import { guidSchema } from '../wireSchemas';

/** The new-commerce form: created by the target, without lines. Names are taken from the books, not from the caller. */
export const transferBody = z.object({
  sourcePartnerTenantId: guidSchema,
  customerEmailId: z.email().max(320),
  transferType: z.union([z.literal(3), z.literal(5)]).meta({ description: 'Either means new commerce between partners.' }),
  targetPartnerTenantId: guidSchema.optional(),
  partnerOnRecord: z.string().trim().min(1).max(20).optional().meta({ description: 'PartnerID of the reseller of record at the target.' }),
  targetProductTypes: z.array(z.enum(productTypes)).max(10).nullish().transform((types) => types ?? undefined).meta({ description: 'Null means all.' }),
});

/** At most 25 subscriptions go in one transfer. */
const sentText = z.string().trim().max(320).optional();

/** What names a subscription, and what else of it may come along as it was read. */
const pickedLine = z.object({
  subscriptionId: guidSchema,
  productType: z.enum(productTypes),
  sourceSubscriptionId: sentText,
  offerId: sentText,
  quantity: z.number().optional(),
  billingCycle: sentText,
  termDuration: sentText,
  friendlyName: sentText,
  partnerIdOnRecord: sentText,
  addonItems: z.array(z.unknown()).max(25).optional(),
});

const pickedLines = z.array(pickedLine).max(25);

/** The subscriptions named, and all that was sent of them. */
export const pickedOf = (lineItems: z.infer<typeof pickedLines>): { readonly picked: readonly PickedLine[]; readonly lines: readonly SentLine[] } => ({
  picked: lineItems.map(({ subscriptionId, productType }) => ({ subscriptionId, productType })),
  lines: lineItems.map(({ productType: _type, addonItems = [], ...line }) => ({ ...line, addOns: addonItems.length })),
});

/** Own API: instead of what was offered before; none takes it back. */
export const transferOfferBody = z.object({ lineItems: pickedLines.meta({ description: 'Instead of what was offered before; empty: nothing any more.' }) });

export const transferPatchBody = z.object({
  status: z.string().max(30).optional().meta({ description: '`reject` of the source, `cancel` of the target.' }),
  lineItems: pickedLines.optional().meta({ description: 'What the source submits.' }),
  id: sentText,
  transferType: z.number().optional(),
  customerTenantId: sentText,
  customerEmailId: sentText,
  sourcePartnerTenantId: sentText,
  targetPartnerTenantId: sentText,
  partnerOnRecord: sentText,
  ignoreEligibilityCheck: z.boolean().optional(),
});

type TransferAnswer = ({ readonly action: 'submit'; readonly picked: readonly PickedLine[] } | { readonly action: 'withdraw' | 'reject' }) & { readonly sent: SentTransfer };

/** What a PATCH means: an acceptance is told by its lines, whatever status it names. Undefined: nothing that can be answered. */
export const answerOf = ({ status, lineItems, ...sent }: z.infer<typeof transferPatchBody>): TransferAnswer | undefined => {
  const word = status?.toLowerCase();
  if (word === 'cancel') return { action: 'withdraw', sent };
  if (word === 'reject') return { action: 'reject', sent };
  if (lineItems === undefined || lineItems.length === 0) return undefined;
  const { picked, lines } = pickedOf(lineItems);
  return { action: 'submit', picked, sent: { ...sent, lines } };
};

const isOver = ({ status }: Transfer): boolean => status === 'Complete' || status === 'PartiallyComplete' || status === 'Failed';

/** Whose view of a transfer it is. */
type Reader = 'source' | 'target' | 'customer';

const readerOf = (tenantId: string, { targetPartnerId, customerId }: Transfer): Reader => (tenantId === customerId ? 'customer' : tenantId === targetPartnerId ? 'target' : 'source');

/** A line as one of them sees it: the source its own subscription, the target the new one, the customer, whose both are, which became which. */
const lineResource = (line: TransferLine, index: number, reader: Reader) => {
  const { subscriptionId, targetSubscriptionId, targetOrderId } = line;
  const shown = { source: subscriptionId, target: targetSubscriptionId ?? '', customer: targetSubscriptionId ?? subscriptionId }[reader];
  return {
    id: index,
    subscriptionId: shown,
    ...(reader === 'customer' && { sourceSubscriptionId: subscriptionId }),
    productType: MOVED,
    offerId: `${line.offer.productId}:${line.offer.skuId}:${line.offer.availabilityId}`,
    ...(reader !== 'source' && targetOrderId !== undefined && { orderId: targetOrderId }),
    quantity: line.quantity,
    billingCycle: line.billingCycle,
    friendlyName: line.friendlyName,
    ...(line.status !== undefined && { status: line.status }),
    ...(line.reason !== undefined && { transferError: transferObstacles[line.reason as keyof typeof transferObstacles] ?? line.reason }),
  };
};

/**
 * The contract's TransferEntity, as `readerTenantId` sees it: the target sees no lines before they are carried out, the source never the new subscriptions. To the customer it is neither incoming nor outgoing, and the
 * record is that of the target, who asked.
 */
export const transferResource = (transfer: Transfer, readerTenantId: string) => {
  const reader = readerOf(readerTenantId, transfer);
  return {
    id: transfer.id,
    status: transfer.status,
    transferType: transfer.transferType,
    ...(reader !== 'customer' && { transferDirection: reader === 'target' ? 2 : 1 }),
    customerEmailId: transfer.customerEmail,
    customerName: transfer.customerName,
    customerTenantId: transfer.customerId,
    partnertenantid: reader === 'customer' ? transfer.targetPartnerId : readerTenantId,
    sourcePartnerName: transfer.sourceName,
    sourcePartnerTenantId: transfer.sourcePartnerId,
    targetPartnerName: transfer.targetName,
    targetPartnerTenantId: transfer.targetPartnerId,
    targetProductTypes: transfer.targetProductTypes ?? null,
    ...(transfer.partnerOnRecord !== undefined && { partnerOnRecord: transfer.partnerOnRecord }),
    ignoreEligibilityCheck: false,
    createdTime: transfer.createdAt,
    lastModifiedTime: transfer.modifiedAt,
    ...(transfer.completedAt !== undefined && { completedTime: transfer.completedAt }),
    expirationTime: transfer.expiresAt,
    lastModifiedUser: transfer.modifiedBy,
    lineItems: reader === 'target' && !isOver(transfer) ? [] : transfer.lines.map((line, index) => lineResource(line, index, reader)),
    links: { self: link(`/customers/${transfer.customerId}/transfers/${transfer.id}`) },
    attributes: { objectType: 'TransferEntity' },
  };
};

/** Of the own API: the same with the subscriptions that the target meant when it asked the customer; for the source, which picks, and never more of its own. */
export const transferRequestResource = (transfer: Transfer, readerTenantId: string) => ({
  ...transferResource(transfer, readerTenantId),
  ...(readerOf(readerTenantId, transfer) !== 'target' && transfer.meant !== undefined && { subscriptionsToMove: transfer.meant }),
});

export const transferEligibilityResource = ({ subscription, obstacle }: TransferEligibility) => ({
  id: subscription.id,
  isEligible: obstacle === undefined,
  ...(obstacle !== undefined && { reason: transferObstacles[obstacle] }),
});
