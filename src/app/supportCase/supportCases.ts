import { type ChargeLine } from '../../domain/billing/chargeLine';
import { skuKey } from '../../domain/catalogue/state';
import { decimalsOf } from '../../kernel/currency';
import { failure, success, type Result } from '../../kernel/result';
import { touchesAddOns } from '../../domain/subscription/limits/addOnFit';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { policyNamed } from '../../domain/policy/policy';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { fileSupportCase, grantSupportCase, refuseSupportCase, type Ending } from '../../domain/support/decide';
import { type SupportCase } from '../../domain/support/state';
import { type Answer } from '../command/answer';
import { allRows } from '../allRows';
import { chargeKey, chargePrefix, eventPrefix } from '../command/commerceKeys';
import { handleCommand } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { listFacts, type ToldFact } from '../command/toldFacts';
import { type AnyCall } from '../customer/customerChange';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { customerWrite } from '../customer/customerBook';
import { readCustomerLimits, seatLimitsAt, type CustomerLimits } from '../subscription/customerLimits';
import { subscriptionOf } from '../subscription/patchSubscription';
import { chargeRows, chargeWrites, readAddOns, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
import { readRedundancyState, redundanciesAt, type RedundancyState } from '../transition/redundantLicences';
import { type Page } from '../unreadable';
import { readSupportCase, supportCaseRecord, supportCaseWrite } from './supportCaseBook';

interface Filing {
  readonly ending: Ending;
  /** Where licences are said to be superfluous. */
  readonly redundancy?: RedundancyState;
}

/** ORD-5: with the add-ons that a traditional base names. */
const endingOf = async ({ commerce }: App, subscription: Subscription): Promise<Ending> => ({ subscription, family: (await readAddOns(commerce, subscription)).map(({ value }) => value) });

/** CAN-6, UPG-8: filed by the partner whose subscription it is. */
export const fileSupportRequest = (
  app: App,
  call: WriteCall,
  customerId: string,
  subscriptionId: string,
  asked: Pick<SupportCase, 'reason' | 'note'>,
  encode: Encoding<SupportCase>,
): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  return handleCommand<Filing, SupportCase>(app, {
    customerId,
    request,
    preview: call.preview,
    load: async () => {
      const stored = await subscriptionOf(app, partner.tenantId, customerId, subscriptionId);
      if (!stored.ok) return stored;
      const { value: subscription } = stored.value;
      return success({ ending: await endingOf(app, subscription), ...(asked.reason === 'redundant_licences' && { redundancy: await readRedundancyState(app, customerId, subscription.offer.country) }) });
    },
    decide: ({ ending, redundancy }, now) => {
      const allowed = mayTransact(partner, 'manage');
      if (!allowed.ok) return allowed;
      const found = redundancy && redundanciesAt(redundancy, partner.tenantId, now).find((each) => each.subscription.id === subscriptionId);
      const id = derivedGuid('support request', customerId, request.callerTenantId, request.requestId.toLowerCase());
      return fileSupportCase({ id, customerId, partnerId: partner.tenantId, subscriptionId, filedBy: call.userId, ...asked }, ending, now, found);
    },
    changes: (filed, _loaded, now) => ({ writes: [supportCaseWrite(filed)], records: [supportCaseRecord(filed, undefined, now)] }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

/** Readable by the partner who filed it, and by the operator. Refused: SupportRequestNotFound. */
export const getSupportRequest = async (app: App, viewer: string | undefined, customerId: string, subscriptionId: string, id: string): Promise<Result<SupportCase, Refusal>> => {
  const found = await readSupportCase(app.commerce, customerId, subscriptionId, id);
  return found === undefined || (viewer !== undefined && found.value.partnerId !== viewer) ? failure({ kind: 'SupportRequestNotFound', requestId: id }) : success(found.value);
};

/** CAN-6: who did what when, the oldest first, for the same two. Refused: SupportRequestNotFound. */
export const supportRequestHistory = async (
  app: App,
  viewer: string | undefined,
  customerId: string,
  subscriptionId: string,
  id: string,
): Promise<Result<(limit: number, continuation?: string, type?: string) => Promise<Page<ToldFact>>, Refusal>> => {
  const found = await getSupportRequest(app, viewer, customerId, subscriptionId, id);
  return found.ok ? success((limit, continuation, type) => listFacts(app.commerce, customerId, [{ prefix: eventPrefix(id) }], limit, continuation, type)) : found;
};

export interface Decided {
  readonly supportCase: SupportCase;
  /** Of the subscription that a granted one ended. */
  readonly outcome?: Outcome;
}

interface Loaded {
  readonly supportCase: Stored<SupportCase>;
  readonly subscription: Stored<Subscription>;
  readonly ending: Ending;
  /** Where ending the subscription can leave add-ons out of proportion. */
  readonly limits?: CustomerLimits;
  /** Where a refund is stated: what the subscription was charged up to its version. */
  readonly lines?: readonly ChargeLine[];
}

/** Read behind the subscription: what came later is of another version, with which it would not be committed. @throws RowUnreadable for a line that cannot be read. */
const linesOf = async (app: App, { id, customerId, version }: Subscription): Promise<readonly ChargeLine[]> =>
  (await allRows(app.commerce, customerId, chargePrefix(id))).filter(({ key }) => key < chargeKey(id, version + 1, 0)).map((row) => chargeRows.read(row));

const limitsOf = async (app: App, { offer: { productId, skuId, country }, customerId }: Subscription): Promise<CustomerLimits | undefined> => {
  const catalogue = await app.catalogueOf(country);
  return touchesAddOns(skuKey(productId, skuId), catalogue) ? readCustomerLimits(app.commerce, customerId, catalogue) : undefined;
};

/** BIL-5: what is stated is given back as it is, or not at all. */
const refundProblem = (refund: string, currency: string): string | undefined => {
  const most = decimalsOf(currency);
  const decimals = refund.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  return decimals > most ? `refund: an amount of ${currency} has ${most === 0 ? 'no' : most} decimals` : undefined;
};

/** CAN-6: decided by the operator; a granted one ends the subscription in the same transaction. */
export const decideSupportRequest = (
  app: App,
  call: AnyCall & { readonly userId: string },
  subject: { readonly customerId: string; readonly subscriptionId: string; readonly requestId: string },
  asked: { readonly grant: true; readonly refund?: string | undefined } | { readonly grant: false; readonly why: string },
  encode: Encoding<Decided>,
): Promise<Result<Answer, Refusal>> => {
  const { customerId, subscriptionId, requestId } = subject;
  return handleCommand<Loaded, Decided>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const [supportCase, subscription] = await Promise.all([readSupportCase(app.commerce, customerId, subscriptionId, requestId), readSubscription(app.commerce, customerId, subscriptionId)]);
      if (supportCase === undefined || subscription === undefined) return failure({ kind: 'SupportRequestNotFound', requestId });
      const limits = asked.grant ? await limitsOf(app, subscription.value) : undefined;
      const lines = asked.grant && asked.refund !== undefined ? await linesOf(app, subscription.value) : undefined;
      return success({ supportCase, subscription, ending: asked.grant ? await endingOf(app, subscription.value) : { subscription: subscription.value, family: [] }, ...(limits && { limits }), ...(lines && { lines }) });
    },
    decide: ({ supportCase, ending, limits, lines = [] }, now) => {
      if (!asked.grant) {
        const refused = refuseSupportCase(supportCase.value, asked.why, call.userId, now);
        return refused.ok ? success({ supportCase: refused.value }) : refused;
      }
      const { subscription: value } = ending;
      const problem = asked.refund === undefined ? undefined : refundProblem(asked.refund, value.currency);
      if (problem !== undefined) return failure({ kind: 'InputInvalid', problems: [problem] });
      return grantSupportCase(supportCase.value, ending, asked.refund === undefined ? undefined : { refund: asked.refund, lines }, call.userId, policyNamed(app.policies, value.term.policy), now, limits && seatLimitsAt(limits, value.partnerId, now));
    },
    changes: ({ supportCase, outcome }, loaded, now) => ({
      writes: [...(loaded.limits ? [customerWrite(loaded.limits.customer.value, loaded.limits.customer.etag)] : []), supportCaseWrite(supportCase, loaded.supportCase.etag), ...(outcome === undefined ? [] : [subscriptionWrite(outcome.subscription, loaded.subscription.etag), ...chargeWrites(outcome)])],
      records: [supportCaseRecord(supportCase, loaded.supportCase.value, now), ...(outcome === undefined ? [] : subscriptionRecords(outcome, [loaded.subscription.value], now))],
    }),
    before: ({ supportCase }, decided) => encode.before({ ...decided, supportCase: supportCase.value }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
