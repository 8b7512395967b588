import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type PolicyBook } from '../../domain/policy/policy';
import { offerTransfer, rejectTransfer, submitTransfer, withdrawTransfer, type PickedLine, type TransferChange } from '../../domain/transfer/request';
import { type Transfer } from '../../domain/transfer/state';
import { changedMemberOfTransfer, type SentTransfer } from '../../domain/transfer/sentBack';
import { type Subscription } from '../../domain/subscription/state';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { offeredTerms, previewMoves, readMoveState, type MoveState, type TransferPreview } from './previewMoves';
import { targetObstacle } from './targetStanding';
import { transferRecords, transferWrite } from './transferBook';
import { ownTransfer } from './transfers';

const actingFor = ({ partner, userId }: WriteCall) => ({ partnerId: partner.tenantId, userId });

/** The change, unless the call sends something of the transfer, or of a subscription it names, otherwise than it is: MemberFixed. */
const asSent = <T>(change: T, sent: SentTransfer, transfer: Transfer, subscriptions: readonly Subscription[]): T | Result<never, Refusal> => {
  const differing = changedMemberOfTransfer(sent, transfer, subscriptions);
  return differing === undefined ? change : failure({ kind: 'MemberFixed', ...differing });
};

/** TRF-1: the target takes its request back, or the source turns it down. */
export const endTransfer = (app: App, call: WriteCall, customerId: string, transferId: string, action: 'withdraw' | 'reject', encode: Encoding<TransferChange>, sent: SentTransfer = {}): Promise<Result<Answer, Refusal>> =>
  handleCommand<Stored<Transfer>, TransferChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => ownTransfer(app, call.partner.tenantId, customerId, transferId),
    decide: ({ value }, now) => {
      const change = (action === 'withdraw' ? withdrawTransfer : rejectTransfer)(value, actingFor(call), now);
      return change.ok ? asSent(change, sent, value, []) : change;
    },
    changes: (change, { value, etag }, now) => ({ writes: [transferWrite(change.transfer, etag)], records: transferRecords(change, value, now) }),
    before: ({ value }, change) => encode.before({ ...change, transfer: value }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });

/** A transfer as the source's pick left it, with what its execution would do for the source if it were now. */
export interface PickedTransfer extends TransferChange {
  readonly preview: TransferPreview;
}

interface Loaded {
  readonly transfer: Stored<Transfer>;
  readonly state: MoveState;
}

const RULES = { submit: submitTransfer, offer: offerTransfer } as const;

/** An offer takes the place of any before, with what it shows the target. */
const offered = (change: TransferChange, state: MoveState, ids: readonly string[], policies: PolicyBook, now: Instant): PickedTransfer => {
  const transfer = { ...change.transfer, offeredTerms: offeredTerms(state, ids, policies, now) };
  return { ...change, transfer, preview: previewMoves({ ...state, parties: { ...state.parties, transfer } }, ids, 'source', policies, now) };
};

/**
 * TRF-1: the source names subscriptions: for good, or to show the target what it would get. A submission is guarded by the customer's row, so that no subscription gets into two transfers at once; its
 * moves are carried out by the sweep, to which its event brings a deadline. It is refused where the target was offered a line on better terms than it would get now: TransferOfferOutdated (ORD-11).
 */
export const pickLines = (app: App, call: WriteCall, customerId: string, transferId: string, asked: { readonly action: keyof typeof RULES; readonly picked: readonly PickedLine[]; readonly sent?: SentTransfer }, encode: Encoding<PickedTransfer, Transfer>): Promise<Result<Answer, Refusal>> => {
  const { action, picked, sent = {} } = asked;
  const ids = [...new Set(picked.map(({ subscriptionId }) => subscriptionId))];
  return handleCommand<Loaded, PickedTransfer>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: async () => {
      const transfer = await ownTransfer(app, call.partner.tenantId, customerId, transferId);
      return transfer.ok ? success({ transfer: transfer.value, state: await readMoveState(app, transfer.value.value, ids, app.clock.now()) }) : transfer;
    },
    decide: ({ transfer, state }, now) => {
      const { parties, subscriptions } = state;
      const held = { subscriptions, transfers: parties.others, targetObstacle: targetObstacle(parties.customer.value, parties.target) };
      const change = RULES[action](transfer.value, picked, held, actingFor(call), now);
      if (!change.ok) return change;
      const fits = asSent(change, sent, transfer.value, subscriptions);
      if (!fits.ok) return fits;
      if (action === 'offer') return success(offered(change.value, state, ids, app.policies, now));
      const preview = previewMoves(state, ids, 'source', app.policies, now);
      const outdated = preview.lines.flatMap(({ subscription, shown }) => (shown === undefined ? [] : [subscription.id]));
      return outdated.length > 0 ? failure({ kind: 'TransferOfferOutdated', subscriptionIds: outdated }) : success({ ...change.value, preview });
    },
    changes: (change, { transfer, state: { parties } }, now) => ({
      writes: [...(action === 'submit' ? [customerWrite(parties.customer.value, parties.customer.etag)] : []), transferWrite(change.transfer, transfer.etag)],
      records: transferRecords(change, transfer.value, now),
    }),
    before: ({ transfer }) => encode.before(transfer.value),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
