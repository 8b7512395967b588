import { type HttpResponseInit } from '@azure/functions';
import { type Refusal, type RequestRefusal } from '../../app/refusals';
import { type Clock } from '../../kernel/clock';
import { StoreUnavailable } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type Authenticate } from './authenticate';
import { type Caller } from './caller';
import { readCallIds, type CallIds } from './callIds';
import { signingKeysUnavailableError, unexpectedError, wireError, type WireError } from './errors';
import { isAllowed } from './permissions';
import { readInput, type IncomingRequest } from './readInput';
import { type Log } from './requestContext';
import { answerResponse, errorResponse, type Answer } from './respond';
import { type ServedRoute } from './routeDefinition';
import { SigningKeysUnavailable } from './signingKeys';

/** What every route needs; built by the app's wiring. */
export interface RouteDeps {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly log: Log;
}

const admit = async (route: ServedRoute, request: IncomingRequest, authenticate: Authenticate): Promise<Result<Caller | undefined, RequestRefusal>> => {
  if (route.access === 'public') return success(undefined);
  const authenticated = await authenticate(request.headers.get('authorization'));
  if (!authenticated.ok) return authenticated;
  const caller = authenticated.value;
  const { permission, user } = route.access;
  if (!isAllowed(caller.roles, permission)) return failure({ kind: 'RoleNotSufficient', roles: caller.roles, permission });
  if (user === 'required' && caller.appOnly) return failure({ kind: 'UserRequired' });
  return success(caller);
};

const logOf = (log: Log, ids: CallIds): Log => {
  const marked = (message: string): string => `${message} [request ${ids.requestId}, correlation ${ids.correlationId}]`;
  return { info: (message) => log.info(marked(message)), error: (message, cause) => log.error(marked(message), cause) };
};

const carryOut = async (route: ServedRoute, request: IncomingRequest, params: Readonly<Record<string, string>>, ids: CallIds, deps: RouteDeps): Promise<Result<Answer, Refusal>> => {
  const caller = await admit(route, request, deps.authenticate);
  if (!caller.ok) return caller;
  if (ids.problems.length > 0) return failure({ kind: 'InputInvalid', problems: ids.problems });
  const input = await readInput(route, request, params);
  if (!input.ok) return input;
  const { requestId, requestIdGiven, correlationId, locale } = ids;
  const call = { now: deps.clock.now(), requestId, requestIdGiven, correlationId, locale, log: logOf(deps.log, ids), ...input.value.facts };
  const context = caller.value ? { ...call, caller: caller.value } : call;
  return route.handle({ params: input.value.params, query: input.value.query, body: input.value.body, context });
};

const failed = (error: unknown, what: string, ids: CallIds, log: Log): WireError => {
  logOf(log, ids).error(`${what} failed`, error);
  if (error instanceof StoreUnavailable) return wireError({ kind: 'StorageUnavailable' });
  if (error instanceof SigningKeysUnavailable) return signingKeysUnavailableError;
  return unexpectedError(ids.correlationId);
};

/** Where a call finds what it needs. */
export interface Surroundings {
  readonly deps: () => Promise<RouteDeps>;
  /** For the case that `deps` fails. */
  readonly hostLog: Log;
}

/** Runs one call so that every way it can end is an answer with the ids of the call. @param what names the call in the log. */
export const answering = async (
  request: IncomingRequest,
  what: string,
  { deps, hostLog }: Surroundings,
  work: (ids: CallIds, deps: RouteDeps) => Promise<Result<Answer, Refusal>>,
): Promise<HttpResponseInit> => {
  const ids = readCallIds(request.headers);
  let log = hostLog;
  try {
    const found = await deps();
    log = found.log;
    const outcome = await work(ids, found);
    return outcome.ok ? answerResponse(outcome.value, ids.echo) : errorResponse(wireError(outcome.error), ids.echo);
  } catch (error) {
    return errorResponse(failed(error, what, ids, log), ids.echo);
  }
};

/** Admission, then the checks of what was sent, then the route's own handler. @param params of the path, as text. */
export const serveRoute = (route: ServedRoute, request: IncomingRequest, params: Readonly<Record<string, string>>, surroundings: Surroundings): Promise<HttpResponseInit> =>
  answering(request, route.name, surroundings, (ids, deps) => carryOut(route, request, params, ids, deps));
