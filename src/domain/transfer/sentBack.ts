import { firstDiffering, type DifferingMember, type SentMember } from '../../kernel/sentMembers';
import { offerIdOf } from '../subscription/sentBack';
import { type Subscription } from '../subscription/state';
import { type Transfer } from './state';

/** What comes with a line that names a subscription. */
export interface SentLine {
  readonly subscriptionId: string;
  readonly sourceSubscriptionId?: string | undefined;
  readonly offerId?: string | undefined;
  /** 0 is what clients send that set none. */
  readonly quantity?: number | undefined;
  readonly billingCycle?: string | undefined;
  readonly termDuration?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly partnerIdOnRecord?: string | undefined;
  /** Nothing hangs on what is moved. */
  readonly addOns?: number | undefined;
}

/** What comes with a transfer that is answered, of what the request says for good. Names are taken from the books, whatever a caller writes. */
export interface SentTransfer {
  readonly id?: string | undefined;
  readonly transferType?: number | undefined;
  readonly customerTenantId?: string | undefined;
  readonly customerEmailId?: string | undefined;
  readonly sourcePartnerTenantId?: string | undefined;
  readonly targetPartnerTenantId?: string | undefined;
  readonly partnerOnRecord?: string | undefined;
  readonly ignoreEligibilityCheck?: boolean | undefined;
  readonly lines?: readonly SentLine[] | undefined;
}

/** TRF-2: a subscription goes as it is. The target's reseller may be named with each line, or the one it has. */
const lineMembers = (line: SentLine, index: number, transfer: Transfer, subscriptions: readonly Subscription[]): SentMember[] => {
  const subscription = subscriptions.find(({ id }) => id === line.subscriptionId);
  const at = `lineItems[${index}]`;
  const isTargets = line.partnerIdOnRecord !== undefined && line.partnerIdOnRecord === transfer.partnerOnRecord;
  return [
    [`${at}.sourceSubscriptionId`, line.sourceSubscriptionId, subscription?.id],
    [`${at}.offerId`, line.offerId, subscription && offerIdOf(subscription)],
    [`${at}.quantity`, line.quantity === 0 ? undefined : line.quantity, subscription?.quantity],
    [`${at}.billingCycle`, line.billingCycle, subscription?.billingCycle],
    [`${at}.termDuration`, line.termDuration, subscription?.termDuration],
    [`${at}.friendlyName`, line.friendlyName, subscription?.friendlyName],
    [`${at}.partnerIdOnRecord`, isTargets ? undefined : line.partnerIdOnRecord, subscription?.resellerOfRecord],
    [`${at}.addonItems`, line.addOns === 0 ? undefined : line.addOns, undefined],
  ];
};

/** The first member that an answer to a transfer sends otherwise than the request, or the subscription it names, says. @param subscriptions all of the customer's. */
export const changedMemberOfTransfer = ({ lines = [], ...sent }: SentTransfer, transfer: Transfer, subscriptions: readonly Subscription[]): DifferingMember | undefined =>
  firstDiffering([
    ['id', sent.id, transfer.id],
    ['transferType', sent.transferType, transfer.transferType],
    ['customerTenantId', sent.customerTenantId, transfer.customerId],
    ['customerEmailId', sent.customerEmailId, transfer.customerEmail],
    ['sourcePartnerTenantId', sent.sourcePartnerTenantId, transfer.sourcePartnerId],
    ['targetPartnerTenantId', sent.targetPartnerTenantId, transfer.targetPartnerId],
    ['partnerOnRecord', sent.partnerOnRecord, transfer.partnerOnRecord],
    ['ignoreEligibilityCheck', sent.ignoreEligibilityCheck, false],
    ...lines.flatMap((line, index) => lineMembers(line, index, transfer, subscriptions)),
  ]);
