import { type SupportRefusal } from '../../../domain/support/refusals';
import { type Rows } from './row';

/** Problem orders that are ended by request. */
export const supportErrors: Rows<SupportRefusal> = {
  // No codes are published for the own API's support requests: the general ones.
  SupportRequestNotFound: { status: 404, code: 1000, describe: ({ requestId }) => `There is no support request ${requestId}.` },
  SupportRequestDecided: { status: 400, code: 800042, describe: ({ requestId, status }) => `The support request ${requestId} is ${status} already.` },
  SupportNotNeeded: { status: 400, code: 800042, describe: ({ subscriptionId, until }) => `The subscription ${subscriptionId} can be cancelled until ${until} without a support request.` },
  NothingRedundant: {
    status: 400,
    code: 800042,
    describe: ({ subscriptionId, until }) =>
      until === undefined
        ? `UPG-8: nothing that was bought or upgraded later makes licences of the subscription ${subscriptionId} superfluous.`
        : `UPG-8: licences of the subscription ${subscriptionId} are superfluous, and that could be asked for until ${until}, two billing cycles after what covers them was billed.`,
  },
  RefundTooLarge: { status: 400, code: 800002, describe: ({ refund, most }) => `refund: ${refund} is more than the running cycle cost, ${most}.` },
};
