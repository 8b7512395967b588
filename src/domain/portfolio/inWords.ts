import { type NotForSale } from '../catalogue/mayBuy';
import { type ResellerProblem } from '../parties/partner/resellers';
import { type AddOnProblem } from '../subscription/limits/addOnBase';

/** Why an offer cannot be a customer's, for the reader of a file; that its sale is over is no reason, as it was bought before. */
export const notForSaleInWords = (problem: Exclude<NotForSale, { kind: 'NotOnSale' }>): string => {
  const named = `${problem.productId}:${problem.skuId}`;
  switch (problem.kind) {
    case 'NotSoldInMarket':
      return `${named} is not sold in ${problem.market}${problem.soldIn.length === 0 ? '' : `: ${problem.soldIn.join(', ')}`}`;
    case 'SegmentNotEligible':
      return `${named} is for ${problem.segment} customers, and this one is ${problem.customerSegment}`;
    case 'ExclusiveToOthers':
      return `${named} is exclusive to other partners`;
    case 'NotInProgramme':
    case 'NotTransactable':
      return `${named} cannot be sold here`;
    case 'AlreadyHeld':
      return `a customer may have ${problem.limit} of ${named}${problem.scope === 'lifetime' ? ', ever' : ''}`;
    case 'HeldSuspended':
      return `a customer may have one of ${named}, and has one that is suspended`;
  }
};

export const resellerInWords = (problem: ResellerProblem): string => {
  switch (problem.kind) {
    case 'ResellerNotAllowed':
      return 'only an indirect provider sells through resellers';
    case 'ResellerAgreementMissing':
      return `the reseller ${problem.partnerId} has not signed the partner agreement`;
    case 'ResellerNotOfProvider':
    case 'ResellerUnknown':
      return `${problem.partnerId} is no reseller of this partner`;
    case 'TooManyResellers':
    case 'AdditionalResellerWithoutFirst':
    case 'ResellerNamedTwice':
      return 'one reseller of record can be named';
  }
};

export const addOnInWords = (problem: AddOnProblem): string => {
  switch (problem.kind) {
    case 'AddOnBaseMissing':
      return `is an add-on, and the customer has none of what it needs: ${problem.prerequisites.join(', ')}`;
    case 'BaseSeatsNotMet':
      return `the customer has ${problem.base} licences that this add-on can go with, and ${problem.asked} of the add-on`;
    case 'MinimumAddOnSeatsNotMet':
      return `the customer needs at least ${problem.minimum} of this add-on for its ${problem.base} licences, and has ${problem.total}`;
  }
};
