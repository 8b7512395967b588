import { type OfferProblem } from '../../../app/order/offerJudge';
import { type CartLineError } from '../../../domain/order/state';
import { type Refusal } from '../../../app/refusals';
import { lineRefusal } from '../../../domain/order/lineRefusal';
import { wireCartLineError } from '../cartLineErrors';
import { wireError } from '../errors';

/** The contract prints one code, `NotAvailableForSubscription`; these are in its manner. What has none here goes by its name. */
const reasonCodes: Readonly<Partial<Record<(CartLineError | Refusal)['kind'], string>>> = {
  AlreadyHeld: 'AlreadyOwned',
  HeldSuspended: 'OwnedSuspended',
  NotSoldInMarket: 'NotAvailableInMarket',
  PriceNoLongerOffered: 'NotAvailableInMarket',
  CatalogItemInvalid: 'NotAvailableInMarket',
  SegmentNotEligible: 'NotAvailableForSegment',
  ExclusiveToOthers: 'ExclusiveToOtherPartners',
  KindNotSoldHere: 'NotSoldHere',
  AddOnBaseMissing: 'BaseMissing',
  CurrencyNotListed: 'NotSoldInCurrency',
  SeatPoolExceeded: 'NoSeatsLeft',
  BaseSeatsNotMet: 'NoBaseSeatsLeft',
  MinimumAddOnSeatsNotMet: 'BaseShareNotReached',
  AzurePlanHeld: 'AlreadyOwned',
  AzurePlanMissing: 'AzurePlanMissing',
  OlderAzureOfferHeld: 'OlderAzureOfferOwned',
  AgreementNotConfirmed: 'AgreementMissing',
  NoRelationship: 'RelationshipMissing',
};

/** Of what an order refuses in words of its own; the others are said as a cart says them. */
const inWords = (error: CartLineError): string => {
  const refusal = lineRefusal(error, 0);
  return 'lineItemNumber' in refusal ? wireCartLineError(error).errorDescription : wireError(refusal).body.description;
};

const describe = (problem: OfferProblem): string => {
  if (problem.about === 'offer') return inWords(problem.error);
  const { refusal } = problem;
  return refusal.kind === 'RowUnreadable' ? `Whether it can be bought cannot be said: a stored row of the customer (kind: ${refusal.what}) cannot be read; the operator has been told.` : wireError(refusal).body.description;
};

/** Why something cannot be bought, in the form of the inventory check; empty where it can. The contract has no member for it elsewhere. */
export const restrictionResources = (problems: readonly OfferProblem[]) =>
  problems.map((problem) => {
    const { kind } = problem.about === 'offer' ? problem.error : problem.refusal;
    return { reasonCode: reasonCodes[kind] ?? kind, description: describe(problem), properties: {} };
  });
