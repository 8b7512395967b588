import { type TransferRefusal } from '../../../domain/transfer/refusals';
import { list } from './list';
import { RENEWAL_RETRY_SECONDS } from './retryAfter';
import { type Rows } from './row';

/** TRF-4, in words. */
export const transferObstacles = {
  NotOfSource: 'the source has no such subscription',
  NotActive: 'it is not active',
  Suspended: 'it is suspended',
  BeingRenewed: 'it is being renewed',
  RenewalParked: 'its renewal failed for a day and was given up until the operator releases it',
  Trial: 'it is a trial',
  OtherKind: 'it is no licence of new commerce',
  InOtherTransfer: 'it is part of another transfer',
  TargetMayNotSell: 'the target may not sell to the customer any more',
  CurrencyNotListed: 'it has no price in the currency of the target',
  OfferOutdated: 'the target was offered it on better terms',
} as const;

/** Transfers between partners. */
export const transferErrors: Rows<TransferRefusal> = {
  TransferNotFound: { status: 404, code: 900100, describe: ({ transferId }) => `There is no transfer ${transferId}.` },
  TransferToSelf: { status: 400, code: 900148, describe: () => 'sourcePartnerTenantId: the source is the partner who asks.' },
  TransferSourceUnrelated: { status: 400, code: 900400, describe: ({ partnerTenantId }) => `sourcePartnerTenantId: ${partnerTenantId} has no accepted reseller relationship with the customer.` },
  TransferNotYours: { status: 403, code: 900150, describe: ({ needed }) => `Only the ${needed} of a transfer may do that.` },
  TransferInProgress: { status: 409, code: 900101, describe: ({ transferId }) => `The transfer ${transferId} is in progress.`, headers: () => ({ 'Retry-After': RENEWAL_RETRY_SECONDS }) },
  TransferOver: { status: 400, code: 900102, describe: ({ transferId, status }) => `The transfer ${transferId} is over: ${status}.` },
  TransferLineUnfit: { status: 400, code: 800078, describe: ({ subscriptionId, obstacle }) => `The subscription ${subscriptionId} cannot be transferred: ${transferObstacles[obstacle]}.` },
  TransferProductsUnfit: { status: 400, code: 900400, describe: ({ asked }) => `targetProductTypes: of ${list(asked)} nothing is moved; only OnlineServicesNCE is.` },
  TransfersWaiting: { status: 409, code: 900104, describe: ({ most }) => `${most} requests of yours to this source for this customer wait for their answers already.` },
  TransferProductUnfit: {
    status: 400,
    code: 800078,
    codeOf: ({ productType }) => (productType === 'AzureReservation' || productType === 'AzureSavingsPlan' ? 900145 : productType === 'SaaS' ? 900146 : 800078),
    describe: ({ subscriptionId, productType }) => `The subscription ${subscriptionId} cannot be transferred: ${productType} is not moved.`,
  },
  TransferOfAzure: { status: 403, code: 900139, describe: ({ subscriptionId }) => `A transfer with an Azure subscription, ${subscriptionId}, cannot be accepted.` },
  // No code is published: one of our own.
  TransferOfferOutdated: {
    status: 400,
    code: 990362,
    describe: ({ subscriptionIds }) => `The target was shown better terms of ${list(subscriptionIds)} than it would get now (price, licences, plan or end of the term): offer them again.`,
  },
  TransferLineTwice: { status: 400, code: 800078, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is named twice.` },
};
