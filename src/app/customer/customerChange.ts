import { type CustomerNotice } from '../../domain/parties/customer/notice';
import { type Customer } from '../../domain/parties/customer/state';
import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { type Answer } from '../command/answer';
import { customerRecord, customerWrite } from './customerBook';
import { type EventRecord } from '../command/eventRecord';
import { noticeRecord } from '../command/noticeRecord';
import { type Changes } from '../command/changes';
import { handleCommand } from '../command/handleCommand';
import { type App, type Encoding } from '../ports';
import { type RequestIdentity } from '../command/receipt';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';

/** A write by anyone: a partner, the customer itself, the operator. */
export interface AnyCall {
  readonly request: RequestIdentity;
  readonly preview: boolean;
}

export interface CustomerChange<Outcome> {
  readonly customerId: string;
  load(): Promise<Result<Stored<Customer>, Refusal>>;
  decide(customer: Customer, now: Instant): Result<Outcome, Refusal>;
  customerOf(outcome: Outcome): Customer;
  /** The outcome as it stood before; undefined where there was none. */
  before(customer: Customer, outcome: Outcome): Outcome | undefined;
  /** Whom it concerns, and what happened; none: nothing did, and nothing is written but the answer. */
  told(outcome: Outcome, now: Instant): { readonly partnerId: string; readonly facts: EventRecord['facts'] };
  /** What the customer itself is told of it; nothing if absent. */
  readonly notice?: (outcome: Outcome) => CustomerNotice;
}

const noticesOf = <Outcome>({ notice }: CustomerChange<Outcome>, outcome: Outcome, { id, version }: Customer, now: Instant): readonly EventRecord[] =>
  notice === undefined ? [] : [noticeRecord(notice(outcome), { customerId: id, subjectId: id, version }, now)];

/** A command that changes the customer's own row and nothing else. */
export const changeCustomer = <Outcome>(app: App, { request, preview }: AnyCall, change: CustomerChange<Outcome>, encode: Encoding<Outcome>): Promise<Result<Answer, Refusal>> =>
  handleCommand<Stored<Customer>, Outcome>(app, {
    customerId: change.customerId,
    request,
    preview,
    load: () => change.load(),
    decide: (stored, now) => {
      const decided = change.decide(stored.value, now);
      return decided.ok ? success(decided.value) : decided;
    },
    changes: (outcome, stored, now): Changes => {
      const { partnerId, facts } = change.told(outcome, now);
      if (facts.length === 0) return { writes: [customerWrite(stored.value, stored.etag)], records: [] };
      const customer = change.customerOf(outcome);
      return { writes: [customerWrite(customer, stored.etag)], records: [customerRecord(customer, stored.value, partnerId, now, ...facts), ...noticesOf(change, outcome, customer, now)] };
    },
    before: ({ value }, outcome) => {
      const stood = change.before(value, outcome);
      return stood === undefined ? undefined : encode.before(stood);
    },
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
