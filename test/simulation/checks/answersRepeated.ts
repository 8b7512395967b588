import { hoursBetween, type Instant } from '../../../src/kernel/instant';
import { answerBytes, differenceOf, REPLAYED } from '../engine/answerBytes';
import { type Check, type Exchange, mustHold } from '../engine/check';
import { type Call } from '../engine/client';
import { isPostedRead } from './postedReads';

const CODE_OF_REUSED = 800002;
/** Ninety days at least. */
const HOURS_OF_RECEIPTS = 90 * 24;

const requestIdOf = ({ headers }: Call): string | undefined => headers['MS-RequestId']?.toLowerCase();

/** What was asked, but for who asks it again and when. */
const askedBy = ({ method, path, body }: Call): string => JSON.stringify([method, path, body]);

const keepsItsAnswer = ({ reply, call }: Exchange): boolean => reply.status < 300 && call.path.startsWith('/v1/customers/') && !/[?&]preview=/i.test(call.path) && !isPostedRead(call.path);

/** REQ-5: a command of a customer's that is sent again under its request id is answered as it was, to the byte, and another one under that id is refused and changes nothing. */
export const answersRepeated = (): Check => {
  const first = new Map<string, Exchange & { readonly at: Instant }>();
  return {
    name: 'answers of repeated requests are those of the first',
    after: ({ at, exchanges, changes }, seen) => {
      for (const exchange of exchanges) {
        const { call, reply } = exchange;
        const requestId = requestIdOf(call);
        if (requestId === undefined || call.method === 'GET') continue;
        const key = `${call.caller.tenantId}|${requestId}`;
        const before = first.get(key);
        if (before === undefined) {
          if (keepsItsAnswer(exchange)) first.set(key, { ...exchange, at });
          continue;
        }
        if (hoursBetween(before.at, at) >= HOURS_OF_RECEIPTS) continue;
        seen.proved('REQ-5');
        const named = `${call.method} ${call.path} under ${requestId}`;
        if (askedBy(before.call) === askedBy(call)) {
          // A refusal is not kept: of two at the same moment one may have come before what the other found.
          if (before.at === at && exchanges.length > 1 && reply.status >= 400) continue;
          mustHold(answerBytes(reply) === answerBytes(before.reply), 'REQ-5', () => `${named} was answered at ${before.at}, and its repeat is answered with another: ${differenceOf(answerBytes(before.reply), answerBytes(reply))}`);
          // Of two at the same moment either may be the first.
          const isMarked = [reply, ...(before.at === at ? [before.reply] : [])].some(({ headers }) => Object.keys(headers).some((name) => name.toLowerCase() === REPLAYED));
          mustHold(isMarked, 'REQ-5', () => `the repeat of ${named} is not marked as one`);
          continue;
        }
        mustHold(reply.status === 400 && (reply.body as { code?: number }).code === CODE_OF_REUSED, 'REQ-5', () => `${named}, the id of ${before.call.method} ${before.call.path}, is answered with ${answerBytes(reply)}, not refused`);
        if (exchanges.length > 1) continue;
        const changed = changes.filter(({ table }) => table === 'Commerce');
        mustHold(changed.length === 0, 'REQ-5', () => `${named}, refused for its id, has changed ${changed.map((change) => change.key).join(', ')}`);
      }
    },
  };
};
