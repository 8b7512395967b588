import { plusDays, startOfDay, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Asked, type Check, type Exchange, type Happened, mustHold } from '../../engine/check';
import { type Call } from '../../engine/client';
import { type RowChange } from '../../engine/recorder';
import { added, codeOf, isSame, shownCharge, storedCharge, text, type Members } from './members';

/** Per cent of commands that are previewed, in lives that do. */
const SHARE = 12;

/** PRE-1: what changes a subscription, a cart or a transfer, and orders, which make subscriptions. An offer binds nobody: its preview shows what the transfer would bring. */
const PREVIEWED = /^\/(v1|nextterm\/v1)\/customers\/[^/]+\/(subscriptions|carts|orders|transfers)\b/;

const isReadOnly = ({ method }: Call): boolean => method === 'GET';

const withPreview = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}preview=true`;

interface Preview {
  readonly result?: unknown;
  readonly charges?: readonly Members[];
  readonly windows?: readonly Members[];
  readonly removed?: readonly unknown[];
}

const windowOf = (batch: Members, change: string): string => [change, batch['quantity'], batch['addedAt'] ?? batch['opensAt'], batch['windowClosesAt'] ?? batch['closesAt'], batch['fullRefundUntil']].map(text).join(' ');

/** A window ends with its term, however much longer it would be open. */
const withinTerm = (at: unknown, { term }: Members): unknown => {
  const { end } = term as { readonly end: CalendarDate };
  const overAt = startOfDay(plusDays(end, 1));
  return typeof at === 'string' && at < overAt ? at : overAt;
};

/** Windows that subscriptions have after the commit and had not before: of those of one instant, the later ones. */
const opened = (changes: readonly RowChange[]): readonly string[] =>
  changes.flatMap(({ table, key, before, after }) => {
    if (table !== 'Commerce' || !key.startsWith('subscription|') || after === undefined) return [];
    const left = new Map<string, number>();
    for (const { addedAt } of (before?.['batches'] ?? []) as readonly Members[]) left.set(String(addedAt), (left.get(String(addedAt)) ?? 0) + 1);
    return ((after['batches'] ?? []) as readonly Members[]).flatMap((batch) => {
      const old = left.get(String(batch['addedAt'])) ?? 0;
      left.set(String(batch['addedAt']), old - 1);
      return old > 0 ? [] : [windowOf({ ...batch, windowClosesAt: withinTerm(batch['windowClosesAt'], after), fullRefundUntil: withinTerm(batch['fullRefundUntil'], after) }, 'opened')];
    });
  });

/** A transfer's submission, and what its preview said that its source is charged. */
interface Submission {
  readonly what: string;
  readonly at: Instant;
  readonly transferId: string;
  readonly subscriptionIds: ReadonlySet<unknown>;
  readonly foretold: readonly string[];
  /** What was charged of it so far. */
  readonly lines: string[];
}

/** TRF-1: a submission moves nothing by itself; the sweep does, by its deadline. */
const submissionOf = ({ method, path, body }: Call, at: Instant, { charges = [] }: Preview): Submission | undefined => {
  const [, transferId] = /\/transfers\/([^/?]+)$/.exec(path) ?? [];
  const { status, lineItems = [] } = (body ?? {}) as { readonly status?: unknown; readonly lineItems?: readonly Members[] };
  if (method !== 'PATCH' || transferId === undefined || status !== 'InProgress') return undefined;
  return { what: `${method} ${path} ${JSON.stringify(body)}`, at, transferId, subscriptionIds: new Set(lineItems.map(({ subscriptionId }) => subscriptionId)), foretold: charges.map(shownCharge), lines: [] };
};

/** @returns whether all of it is carried out. @throws Broken where it was charged otherwise than previewed. */
const isCarriedOut = ({ what, transferId, subscriptionIds, foretold, lines }: Submission, changes: readonly RowChange[]): boolean => {
  lines.push(...added(changes, 'charge|').filter(({ subscriptionId }) => subscriptionIds.has(subscriptionId)).map(storedCharge));
  if (!changes.some(({ table, key, after }) => table === 'Commerce' && key === `transfer|${transferId}` && after?.['completedAt'] !== undefined)) return false;
  mustHold(isSame(foretold, lines), 'PRE-2', () => `${what} was previewed with the charges\n${foretold.join('\n')}\nand, carried out at that instant, charged\n${lines.join('\n')}`);
  return true;
};

/** The command said what it deletes, too. */
const withoutRemoved = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { removed: _removed, ...rest } = body as Members;
  return rest;
};

/** ORD-11, decision 0036: the preview of a checkout shows what has become dearer, and says that the call is refused unless that is accepted. */
const PRICES_RISEN = 990361;

/** Whether the call, made as it was previewed, must be refused because prices are to be accepted. */
const mustAcceptPrices = ({ result }: Preview): boolean => (result as { readonly acceptPrices?: unknown } | undefined)?.acceptPrices === 'required';

/** @returns what is still to come of it */
const compare = (asked: Asked, { call, reply }: Exchange, { changes, at }: Happened): Submission | undefined => {
  const what = `${call.method} ${call.path} ${JSON.stringify(call.body)}`;
  const toAccept = asked.reply.status < 400 && mustAcceptPrices(asked.reply.body as Preview);
  if (toAccept) {
    const { priceChanges = [] } = (asked.reply.body as { readonly result: { readonly priceChanges?: readonly { readonly risen: boolean }[] } }).result;
    mustHold(priceChanges.some(({ risen }) => risen), 'ORD-11', () => `${what} is to accept prices, and was shown none that has risen: ${asked.reply.text.slice(0, 300)}`);
    mustHold((reply.body as Members | undefined)?.['code'] === PRICES_RISEN, 'ORD-11', () => `${what} was previewed with prices to be accepted, and answered with ${reply.status} ${reply.text.slice(0, 300)}`);
    return undefined;
  }
  if (asked.reply.status >= 400 || reply.status >= 400) {
    mustHold(codeOf(asked.reply) === codeOf(reply), 'PRE-2', () => `${what} was previewed as ${codeOf(asked.reply)} ${asked.reply.text.slice(0, 300)} and answered with ${codeOf(reply)} ${reply.text.slice(0, 300)}`);
    return undefined;
  }
  const preview = asked.reply.body as Preview;
  const [result, answer] = [JSON.stringify(withoutRemoved(preview.result)), JSON.stringify(withoutRemoved(reply.body))];
  mustHold(result === answer, 'PRE-2', () => `${what} was previewed as\n${result}\nand answered with\n${answer}`);
  const submission = submissionOf(call, at, preview);
  const [foretold, lines] = [submission === undefined ? (preview.charges ?? []).map(shownCharge) : [], added(changes, 'charge|').map(storedCharge)];
  mustHold(isSame(foretold, lines), 'PRE-2', () => `${what} was previewed with the charges\n${foretold.join('\n')}\nand charged\n${lines.join('\n')}`);
  const windows = (preview.windows ?? []).filter(({ change }) => change === 'opened').map((window) => windowOf(window, 'opened'));
  const came = opened(changes);
  mustHold(isSame(windows, came), 'PRE-2', () => `${what} was previewed with the windows\n${windows.join('\n')}\nand opened\n${came.join('\n')}`);
  // What goes with a transfer goes when it is carried out.
  if (submission !== undefined) return submission;
  const removed = (reply.body as { readonly removed?: readonly unknown[] } | undefined)?.removed ?? [];
  mustHold(JSON.stringify(preview.removed ?? []) === JSON.stringify(removed), 'PRE-2', () => `${what} was previewed to remove ${JSON.stringify(preview.removed)} and removed ${JSON.stringify(removed)}`);
  return submission;
};

/** PRE-1, PRE-2: a preview stores nothing, and the command that follows at the same instant does what it said, to the cent and second, or is refused as it was. */
export const previews = (): Check => {
  let previewed: { readonly call: Call; readonly asked: Asked } | undefined;
  let submitted: Submission | undefined;
  const used = new Set<string>();
  return {
    name: 'previews',
    before: async (call, seen) => {
      previewed = undefined;
      const requestId = call.headers['MS-RequestId'] ?? '';
      // A request id that was used is answered as it was then, whatever is so now.
      const isRepeat = used.has(requestId);
      if (!isReadOnly(call)) used.add(requestId);
      if (isReadOnly(call) || isRepeat || /preview|\/offer$/i.test(call.path) || !seen.has('previews') || !PREVIEWED.test(call.path) || !seen.dice('previews').chance(SHARE)) return;
      const asked = await seen.ask({ ...call, path: withPreview(call.path) });
      mustHold(asked.changes.length === 0, 'PRE-1', () => `the preview of ${call.method} ${call.path} wrote ${JSON.stringify(asked.changes).slice(0, 500)}`);
      seen.proved('PRE-1');
      previewed = { call, asked };
    },
    after: (happened, seen) => {
      const { exchanges, changes, at, isFaulty } = happened;
      const [exchange] = exchanges;
      // What is carried out at another instant, or after another command, is not what was previewed.
      if (isFaulty || at !== submitted?.at || exchanges.some(({ call }) => !isReadOnly(call))) submitted = undefined;
      if (submitted !== undefined && isCarriedOut(submitted, changes)) {
        submitted = undefined;
        seen.reach('promise', 'a transfer as it was previewed');
      }
      if (previewed === undefined || exchange === undefined) return;
      const { call, asked } = previewed;
      previewed = undefined;
      if (exchanges.length !== 1 || exchange.call !== call) return;
      submitted = compare(asked, exchange, happened);
      seen.proved('PRE-2');
    },
  };
};
