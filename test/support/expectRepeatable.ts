import { isPreviewed } from '../../src/adapters/http/previewAsked';
import { bestFirst, templateOf, type Template } from '../../src/adapters/http/pathTemplate';
import { repeats } from '../../src/adapters/http/repeats';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { type Answer } from '../../src/app/command/answer';
import { receiptKey } from '../../src/app/command/commerceKeys';
import { type Stores } from '../../src/wiring/wiring';

interface Sent {
  readonly method: string;
  readonly url: string;
  /** The body. */
  readonly sent: string;
}

interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const templates = new Map<string, readonly Template<ServedRoute>[]>();

const writesOf = (routes: readonly ServedRoute[], method: string): readonly Template<ServedRoute>[] => {
  const known = templates.get(method) ?? routes.filter((route) => route.method === method).map((route) => templateOf(route, route.path));
  templates.set(method, known);
  return known;
};

/** Whose partition the receipt is in: the customer of the path, or of what was asked for or made. */
const customersOf = (params: Readonly<Record<string, string>>, texts: readonly string[]): readonly string[] => {
  const named = texts.flatMap((text) => [...text.matchAll(/"(?:id|customerId|customerTenantId)":"([0-9a-f-]{36})"/gi)].map(([, id = '']) => id.toLowerCase()));
  return [...new Set([...(params['customerId'] === undefined ? [] : [params['customerId'].toLowerCase()]), ...named])];
};

/**
 * REQ-5, for every write that succeeds in a test over HTTP: what the table says of its route holds. An answer that is kept is the one that was given, to the byte, with all headers of its own, so that a repeat gets the same; of
 * what keeps none there is none.
 */
export const expectRepeatable = async ({ Commerce }: Stores, routes: readonly ServedRoute[], { method, url, sent }: Sent, tenantId: string, given: Given): Promise<void> => {
  if (['GET', 'HEAD'].includes(method) || given.status >= 300) return;
  const { pathname, searchParams } = new URL(url);
  const [match] = bestFirst(writesOf(routes, method), pathname);
  const repeat = match && repeats[match.of.name];
  if (repeat === undefined || isPreviewed(searchParams)) return;
  const key = receiptKey(tenantId, given.headers['MS-RequestId'] ?? '');
  const rows = await Promise.all(customersOf(match?.params ?? {}, [sent, given.text]).map((customerId) => Commerce.read(customerId, key)));
  const receipt = rows.find((row) => row !== undefined)?.value;
  const { status, headers, body } = (receipt?.['answer'] ?? { status: 0, headers: {}, body: '' }) as Answer;
  const isKept = receipt !== undefined && status === given.status && body === given.text && Object.entries(headers).every(([name, value]) => given.headers[name] === value);
  const own = Object.keys(given.headers).filter((name) => !/^(MS-|X-Locale$|X-Content-Type-Options$|Cache-Control$|Vary$|Content-Type$|NextTerm-Replayed$)/i.test(name) && headers[name] === undefined);
  if ((repeat.is === 'kept') === isKept && (repeat.is !== 'kept' || own.length === 0)) return;
  throw new Error(`The repeat of ${match?.of.name} is said to be ${repeat.is}: ${JSON.stringify({ isKept, given, receipt, own })}`);
};
