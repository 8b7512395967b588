import { type LastRequest } from '../adapters/http/landing/localSide';
import { type AnsweredCall, type HostClock, type MountedRoute, printable } from '../localhost';
import { codeOf, headerOf, isToldOf } from './requestLines';

/** So many are kept, in memory. */
export const MOST_REQUESTS = 50;

/** What pages are made of, and what looks at this list: whoever watches is not what is watched. */
const OF_PAGES = /^\/(?:$|favicon\.ico$|(?:docs|console)(?:\/|$)|local\/(?:requests|identities|state|clock)\/?$)/i;

const isWatching = ({ method, path }: AnsweredCall): boolean => ['GET', 'HEAD'].includes(method) && OF_PAGES.test(path);

/** The last requests that were answered; of none its query, its headers but the id, or its body. */
export class LastRequests {
  readonly #kept: LastRequest[] = [];

  constructor(private readonly clock: Pick<HostClock, 'now'>) {}

  readonly add = (call: AnsweredCall): void => {
    if (!isToldOf(call) || isWatching(call)) return;
    const { answer, milliseconds } = call;
    const [code, requestId] = [codeOf(answer), headerOf(answer, 'ms-requestid')];
    this.#kept.unshift({
      at: new Date(this.clock.now()).toISOString(),
      method: printable(call.method),
      path: printable(call.path),
      status: answer.status,
      ...(code !== undefined && { code }),
      milliseconds: Math.round(milliseconds),
      ...(requestId !== undefined && { requestId }),
    });
    if (this.#kept.length > MOST_REQUESTS) this.#kept.pop();
  };

  /** The newest first. */
  list(): readonly LastRequest[] {
    return [...this.#kept];
  }
}

/** `GET /local/requests` */
export const requestsRoute = (requests: LastRequests): MountedRoute => ({
  method: 'GET',
  template: 'local/requests',
  // It only reads.
  outsideClock: true,
  handle: async () => ({ status: 200, headers: { 'cache-control': 'no-store' }, body: { items: requests.list() } }),
});
