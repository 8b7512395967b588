import { nextTermAsked, nextTermOf, patchTowards } from '../../domain/subscription/nextTerm/nextTerm';
import { takingBack } from '../../domain/subscription/nextTerm/takeBack';
import { type BroughtAhead } from '../../domain/options/brings';
import { type Outcome } from '../../domain/subscription/outcome';
import { type PatchSubscription } from '../../domain/subscription/patch';
import { type SubscriptionRefusal } from '../../domain/subscription/refusals';
import { type Subscription } from '../../domain/subscription/state';
import { groupBy } from '../../kernel/groupBy';
import { failure, success, type Result } from '../../kernel/result';
import { type CarriedAudit } from '../audit/carriedAudit';
import { type Answer } from '../command/answer';
import { bound, chosenCommand, type BoundCommand } from '../command/boundCommand';
import { handleCommand } from '../command/handleCommand';
import { answerGiven } from '../command/receipt';
import { withBound } from '../due/withBound';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { licencesPatch, subscriptionOf } from '../subscription/patchSubscription';
import { recallSubscription, type Stored } from '../subscription/subscriptionBook';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { isAsPlanned, isUntouched } from './planTag';
import { applyRequestId, doneSchema, undoRequestId, type Done, type LineOutcome, type PlanLine } from './planLine';

const CUSTOMERS_AT_ONCE = 8;

/** The audit record of one line. */
export interface LineAudit extends CarriedAudit {
  /** With how it ended, unless the command has written that. */
  finish(outcome: Result<Answer, Refusal>): Promise<void>;
  /** It stays as it is begun: nobody knows whether anything was stored. */
  leave(): Promise<void>;
}

/** How lines are written for the caller, and for the audit log. */
export interface LineForm {
  /** The resource of a subscription, as JSON text. */
  readonly subscription: (subscription: Subscription) => string;
  readonly preview: (done: Done, outcome: Outcome, ahead: BroughtAhead | undefined) => unknown;
  /** AUD-1: the record of a line, begun, but not written before its command stores it. */
  readonly audit: (line: PlanLine, requestId: string) => Promise<LineAudit>;
}

export interface Lines {
  /** In the order of the lines. */
  readonly outcomes: readonly LineOutcome[];
  /** Rows that lines needed and that cannot be read. */
  readonly unreadable: readonly UnreadableRow[];
}

/** What is done for a line, under an id that is its own. */
interface Task {
  readonly line: PlanLine;
  readonly requestId: string;
  readonly patch: (subscription: Subscription) => Promise<Result<PatchSubscription, SubscriptionRefusal>>;
}

const doneBy = (before: Subscription, { subscription, events, removed }: Outcome): Done => ({
  changed: events.length > 0,
  termEnd: before.term.end,
  before: nextTermOf(before),
  after: nextTermOf(subscription),
  quantity: { before: before.quantity, after: subscription.quantity },
  status: subscription.status,
  removed: [...removed],
  version: subscription.version,
});

const encoded = (before: Subscription, form: LineForm): Encoding<Outcome> => ({
  answer: (outcome) => ({ status: 200, headers: {}, body: JSON.stringify(doneBy(before, outcome)), recorded: form.subscription(outcome.subscription) }),
  before: ({ subscription }) => form.subscription(subscription),
  preview: (outcome, ahead) => ({ status: 200, headers: {}, body: JSON.stringify(outcome.events.length === 0 ? null : form.preview(doneBy(before, outcome), outcome, ahead)) }),
});

const readDone = ({ body }: Answer): Done => doneSchema.parse(JSON.parse(body));

const outcomeOf = (answer: Answer, isRepeat: boolean): LineOutcome => {
  const done = readDone(answer);
  return done.changed ? { status: 'done', isRepeat, done } : { status: 'unchanged' };
};

/** One line as one command, in one transaction (CMD): its PATCH is worked out from the very row that the commit is made against. */
const carriedOut = async (app: App, call: WriteCall, form: LineForm, { line, requestId, patch }: Task): Promise<LineOutcome> => {
  const { customerId, subscriptionId } = line;
  const { partner, preview } = call;
  const audited = preview ? undefined : await form.audit(line, requestId);
  const { audited: _batch, ...identity } = call.request;
  const own: WriteCall = { ...call, request: { ...identity, requestId, fingerprint: requestId, ...(audited && { audited }) } };
  const choose = async (stored: Stored<Subscription>): Promise<Result<BoundCommand, Refusal>> => {
    const asked = await patch(stored.value);
    return asked.ok ? bound(licencesPatch(app, own, stored, asked.value, undefined, encoded(stored.value, form))) : asked;
  };
  const command = chosenCommand(
    { customerId, request: own.request, preview },
    async () => {
      const stored = recallSubscription(app.remembered, customerId, subscriptionId);
      return stored?.value.partnerId === partner.tenantId ? choose(stored) : undefined;
    },
    async () => {
      const stored = await subscriptionOf(app, partner.tenantId, customerId, subscriptionId);
      return stored.ok ? choose(stored.value) : stored;
    },
  );
  try {
    const answer = await handleCommand(app, command);
    await audited?.finish(answer);
    if (!answer.ok) return { status: 'refused', refusal: answer.error };
    if (!preview) return outcomeOf(answer.value, answer.value.headers['NextTerm-Replayed'] !== undefined);
    const previewed: unknown = JSON.parse(answer.value.body);
    return previewed === null ? { status: 'unchanged' } : { status: 'previewed', preview: previewed };
  } catch (error) {
    // What it cannot read it has stored nothing of.
    if (error instanceof RowUnreadable) await audited?.finish(failure({ kind: 'RowUnreadable', what: error.row.kind }));
    else await audited?.leave();
    throw error;
  }
};

/** Of a preview: by its subscription, the line that would change it. */
type Previewed = Map<string, PlanLine>;

const isSameLine = (one: PlanLine, other: PlanLine): boolean => applyRequestId('', one) === applyRequestId('', other);

/** PRE-2: a line that is previewed, behind those of the same batch: what one before it would have changed, it would find changed; once more the same would change nothing more. */
const behindOthers = (line: PlanLine, outcome: LineOutcome, previewed: Previewed): LineOutcome => {
  if (outcome.status !== 'previewed') return outcome;
  const { subscriptionId } = line;
  const earlier = previewed.get(subscriptionId);
  if (earlier === undefined) {
    previewed.set(subscriptionId, line);
    return outcome;
  }
  return isSameLine(line, earlier) ? { status: 'unchanged' } : { status: 'refused', refusal: { kind: 'NextTermChanged', subscriptionId } };
};

/** Each line by itself, those of one customer in their order, eight customers at a time. What one line cannot read refuses that line. */
const eachLine = async (lines: readonly PlanLine[], work: (line: PlanLine) => Promise<LineOutcome>): Promise<Lines> => {
  const outcomes = new Map<PlanLine, LineOutcome>();
  const unreadable = new Map<string, UnreadableRow>();
  await withBound(CUSTOMERS_AT_ONCE, [...groupBy(lines, ({ customerId }) => customerId).values()], async (own) => {
    const previewed: Previewed = new Map();
    for (const line of own) {
      try {
        outcomes.set(line, behindOthers(line, await work(line), previewed));
      } catch (error) {
        if (!(error instanceof RowUnreadable)) throw error;
        unreadable.set(`${error.row.partition}|${error.row.key}`, error.row);
        outcomes.set(line, { status: 'refused', refusal: { kind: 'RowUnreadable', what: error.row.kind } });
      }
    }
  });
  return { outcomes: lines.map((line) => outcomes.get(line) ?? { status: 'unchanged' }), unreadable: [...unreadable.values()] };
};

/**
 * BLK-2: carries out lines of a plan: what each asks of the next term, on the state that it was planned on. A line that was carried out before is answered as it was; one that nobody has touched costs nothing.
 * Refused, line by line: SubscriptionNotFound, NextTermChanged, NextTermTakenBack, what {@link nextTermAsked} and a PATCH of the subscription refuse.
 * @throws when the store fails: the same lines, sent again, go on.
 */
export const applyLines = (app: App, call: WriteCall, lines: readonly PlanLine[], form: LineForm): Promise<Lines> =>
  eachLine(lines, async (line) => {
    const { customerId, subscriptionId, planTag, asked } = line;
    if (isUntouched(planTag, asked)) return { status: 'unchanged' };
    const { callerTenantId } = call.request;
    const requestId = applyRequestId(callerTenantId, line);
    const given = await answerGiven(app.commerce, customerId, callerTenantId, requestId);
    if (given !== undefined) {
      const undone = await answerGiven(app.commerce, customerId, callerTenantId, undoRequestId(requestId));
      return undone === undefined ? outcomeOf(given, true) : { status: 'refused', refusal: { kind: 'NextTermTakenBack', subscriptionId } };
    }
    return carriedOut(app, call, form, {
      line,
      requestId,
      patch: async (subscription) => {
        if (!isAsPlanned(planTag, subscription)) return failure({ kind: 'NextTermChanged', subscriptionId });
        const target = nextTermAsked(asked, subscription, await app.catalogueOf(subscription.offer.country));
        return target.ok ? success(patchTowards(subscription, target.value)) : target;
      },
    });
  });

/**
 * BLK-3: takes back what carrying out these very lines did, as far as that is still possible. Refused, line by line: what {@link takingBack} and a PATCH of the subscription refuse.
 * @throws when the store fails: the same lines, sent again, go on.
 */
export const undoLines = (app: App, call: WriteCall, lines: readonly PlanLine[], form: LineForm): Promise<Lines> =>
  eachLine(lines, async (line) => {
    if (isUntouched(line.planTag, line.asked)) return { status: 'notApplied' };
    const { callerTenantId } = call.request;
    const applied = applyRequestId(callerTenantId, line);
    const given = await answerGiven(app.commerce, line.customerId, callerTenantId, applied);
    const done = given && readDone(given);
    if (done?.changed !== true) return { status: 'notApplied' };
    const requestId = undoRequestId(applied);
    const undone = await answerGiven(app.commerce, line.customerId, callerTenantId, requestId);
    if (undone !== undefined) return outcomeOf(undone, true);
    return carriedOut(app, call, form, { line, requestId, patch: async (subscription) => takingBack(done, subscription) });
  });
