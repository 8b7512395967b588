import { type Lines, type LineForm } from '../../app/renewals/carryOutLines';
import { applyRequestId, type LineOutcome, type PlanLine } from '../../app/renewals/planLine';
import { type App, type WriteCall } from '../../app/ports';
import { type Refusal } from '../../app/refusals';
import { success, type Result } from '../../kernel/result';
import { jsonText } from './json';
import { type RequestContext } from './requestContext';
import { planLineSchema } from './resources/renewal';
import { linePreview, lineOutcomesResource, linesPreviewResource, type DoneWords, type OutcomeOfLine } from './resources/renewalOutcome';
import { subscriptionResource } from './resources/subscription';
import { type Answer } from './respond';
import { withUnreadable } from './unreadableMarks';
import { validate } from './validate';
import { writeCall } from './writeCall';

/** How often and in which batch a line is sent makes no difference, so what is written down of it is the line. */
const formOf = ({ now, auditLine }: RequestContext): LineForm => ({
  subscription: (subscription) => jsonText(subscriptionResource(subscription, now)),
  preview: linePreview,
  audit: (line, requestId) => {
    if (auditLine === undefined) throw new Error('A batch that changes something is an audited operation.');
    return auditLine(line, requestId);
  },
});

/** What the answer names a line by, where it could not be read. */
const named = (given: unknown): Pick<OutcomeOfLine, 'customerId' | 'subscriptionId'> => {
  if (typeof given !== 'object' || given === null) return {};
  const { customerId, subscriptionId } = given as Readonly<Record<string, unknown>>;
  return typeof customerId === 'string' && typeof subscriptionId === 'string' ? { customerId: customerId.slice(0, 100), subscriptionId: subscriptionId.slice(0, 100) } : {};
};

/** BLK-2, BLK-3: lines of a plan, each judged by itself: what cannot be read refuses that line. */
export const planLinesCall = async (app: App, context: RequestContext, given: readonly unknown[], carryOut: (app: App, call: WriteCall, lines: readonly PlanLine[], form: LineForm) => Promise<Lines>, words: DoneWords, idOf: (applied: string) => string): Promise<Result<Answer, Refusal>> => {
  const call = writeCall(context);
  if (!call.ok) return call;
  const read = given.map((line) => validate(planLineSchema, line, 'line'));
  const lines = read.flatMap((line) => (line.ok ? [line.value] : []));
  const { outcomes, unreadable } = await carryOut(app, call.value, lines, formOf(context));
  const became = new Map(lines.map((line, index) => [line, outcomes[index]]));
  const all = read.map((line, index): OutcomeOfLine => {
    if (!line.ok) return { ...named(given[index]), outcome: { status: 'refused', refusal: line.error } };
    const { customerId, subscriptionId } = line.value;
    const outcome: LineOutcome = became.get(line.value) ?? { status: 'unchanged' };
    return { customerId, subscriptionId, requestId: idOf(applyRequestId(context.caller.tenantId, line.value)), outcome };
  });
  const body = context.preview ? linesPreviewResource(all, words) : lineOutcomesResource(all, words);
  return success(withUnreadable({ status: 200, body }, unreadable, context.caller));
};
