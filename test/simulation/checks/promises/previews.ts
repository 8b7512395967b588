import { type Asked, type Check, type Exchange, mustHold } from '../../engine/check';
import { type Call } from '../../engine/client';
import { type RowChange } from '../../engine/recorder';
import { added, codeOf, isSame, shownCharge, storedCharge, text, type Members } from './members';

/** Per cent of commands that are previewed. */
const SHARE = 4;

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

/** Windows that subscriptions have after the commit and had not before: of those of one instant, the later ones. */
const opened = (changes: readonly RowChange[]): readonly string[] =>
  changes.flatMap(({ table, key, before, after }) => {
    if (table !== 'Commerce' || !key.startsWith('subscription|') || after === undefined) return [];
    const left = new Map<string, number>();
    for (const { addedAt } of (before?.['batches'] ?? []) as readonly Members[]) left.set(String(addedAt), (left.get(String(addedAt)) ?? 0) + 1);
    return ((after['batches'] ?? []) as readonly Members[]).flatMap((batch) => {
      const old = left.get(String(batch['addedAt'])) ?? 0;
      left.set(String(batch['addedAt']), old - 1);
      return old > 0 ? [] : [windowOf(batch, 'opened')];
    });
  });

/** The command said what it deletes, too. */
const withoutRemoved = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { removed: _removed, ...rest } = body as Members;
  return rest;
};

const compare = (asked: Asked, { call, reply }: Exchange, changes: readonly RowChange[]): void => {
  const what = `${call.method} ${call.path} ${JSON.stringify(call.body)}`;
  if (asked.reply.status >= 400 || reply.status >= 400) {
    mustHold(codeOf(asked.reply) === codeOf(reply), 'PRE-2', () => `${what} was previewed as ${codeOf(asked.reply)} ${asked.reply.text.slice(0, 300)} and answered with ${codeOf(reply)} ${reply.text.slice(0, 300)}`);
    return;
  }
  const preview = asked.reply.body as Preview;
  const [result, answer] = [JSON.stringify(withoutRemoved(preview.result)), JSON.stringify(withoutRemoved(reply.body))];
  mustHold(result === answer, 'PRE-2', () => `${what} was previewed as\n${result}\nand answered with\n${answer}`);
  const [foretold, lines] = [(preview.charges ?? []).map(shownCharge), added(changes, 'charge|').map(storedCharge)];
  mustHold(isSame(foretold, lines), 'PRE-2', () => `${what} was previewed with the charges\n${foretold.join('\n')}\nand charged\n${lines.join('\n')}`);
  const windows = (preview.windows ?? []).filter(({ change }) => change === 'opened').map((window) => windowOf(window, 'opened'));
  const came = opened(changes);
  mustHold(isSame(windows, came), 'PRE-2', () => `${what} was previewed with the windows\n${windows.join('\n')}\nand opened\n${came.join('\n')}`);
  const removed = (reply.body as { readonly removed?: readonly unknown[] } | undefined)?.removed ?? [];
  mustHold(JSON.stringify(preview.removed ?? []) === JSON.stringify(removed), 'PRE-2', () => `${what} was previewed to remove ${JSON.stringify(preview.removed)} and removed ${JSON.stringify(removed)}`);
};

/** PRE-1, PRE-2: a preview stores nothing, and the command that follows at the same instant does what it said, to the cent and second, or is refused as it was. */
export const previews = (): Check => {
  let previewed: { readonly call: Call; readonly asked: Asked } | undefined;
  const used = new Set<string>();
  return {
    name: 'previews',
    before: async (call, seen) => {
      previewed = undefined;
      const requestId = call.headers['MS-RequestId'] ?? '';
      // A request id that was used is answered as it was then, whatever is so now.
      const isRepeat = used.has(requestId);
      if (!isReadOnly(call)) used.add(requestId);
      if (isReadOnly(call) || isRepeat || /preview|\/offer$/i.test(call.path) || !PREVIEWED.test(call.path) || !seen.dice('previews').chance(SHARE)) return;
      const asked = await seen.ask({ ...call, path: withPreview(call.path) });
      mustHold(asked.changes.length === 0, 'PRE-1', () => `the preview of ${call.method} ${call.path} wrote ${JSON.stringify(asked.changes).slice(0, 500)}`);
      seen.proved('PRE-1');
      previewed = { call, asked };
    },
    after: ({ exchanges, changes }, seen) => {
      const [exchange] = exchanges;
      if (previewed === undefined || exchange === undefined) return;
      const { call, asked } = previewed;
      previewed = undefined;
      if (exchanges.length !== 1 || exchange.call !== call) return;
      compare(asked, exchange, changes);
      seen.proved('PRE-2');
    },
  };
};
