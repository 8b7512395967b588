import { success, type Result } from '../../kernel/result';
import { offerTransfer, rejectTransfer, submitTransfer, withdrawTransfer, type PickedLine, type TransferChange } from '../../transfer/request';
import { type Transfer } from '../../transfer/state';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { previewMoves, readMoveState, type MoveState, type TransferPreview } from './previewMoves';
import { targetObstacle } from './targetStanding';
import { transferRecords, transferWrite } from './transferBook';
import { ownTransfer } from './transfers';

const actingFor = ({ partner, userId }: WriteCall) => ({ partnerId: partner.tenantId, userId });

/** TRF-1: the target takes its request back, or the source turns it down. */
export const endTransfer = (app: App, call: WriteCall, customerId: string, transferId: string, action: 'withdraw' | 'reject', encode: Encoding<TransferChange>): Promise<Result<Answer, Refusal>> =>
  handleCommand<Stored<Transfer>, TransferChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => ownTransfer(app, call.partner.tenantId, customerId, transferId),
    decide: ({ value }, now) => (action === 'withdraw' ? withdrawTransfer : rejectTransfer)(value, actingFor(call), now),
    changes: (change, { etag }, now) => ({ writes: [transferWrite(change.transfer, etag)], records: transferRecords(change, now) }),
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

/**
 * TRF-1: the source names subscriptions: for good, or to show the target what it would get. A submission is guarded by the customer's row, so that no subscription gets into two transfers at once; its
 * moves are carried out by the sweep, to which its event brings a deadline.
 */
export const pickLines = (app: App, call: WriteCall, customerId: string, transferId: string, asked: { readonly action: keyof typeof RULES; readonly picked: readonly PickedLine[] }, encode: Encoding<PickedTransfer>): Promise<Result<Answer, Refusal>> => {
  const { action, picked } = asked;
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
      return change.ok ? success({ ...change.value, preview: previewMoves(state, ids, 'source', app.policies, now) }) : change;
    },
    changes: (change, { transfer, state: { parties } }, now) => ({
      writes: [...(action === 'submit' ? [customerWrite(parties.customer.value, parties.customer.etag)] : []), transferWrite(change.transfer, transfer.etag)],
      records: transferRecords(change, now),
    }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
