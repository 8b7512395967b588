import { randomUUID } from 'node:crypto';
import { type HttpResponseInit } from '@azure/functions';
import { auditId } from '../../app/audit/auditBook';
import { SettingsWrong } from '../../app/settingsWrong';
import { type Log, logAbout, type LogFacts } from '../../app/log';
import { type Refusal } from '../../app/refusals';
import { type AuditRecord } from '../../domain/audit/state';
import { type Clock } from '../../kernel/clock';
import { RowUnreadable, type UnreadableRow } from '../../app/unreadable';
import { KeyNotStorable, StoreUnavailable } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { AuditedCall, carriedByCommand } from './auditedCall';
import { auditedOperations } from './auditedOperations';
import { auditEntry, type AuditTrail } from './auditTrail';
import { type Authenticate } from './authenticate';
import { type Caller } from './caller';
import { type AllowedOrigins } from './crossOrigin';
import { readCallIds, type CallIds } from './callIds';
import { settingsWrongError, signingKeysUnavailableError, unexpectedError, wireError, type WireError } from './errors';
import { refusedByRole } from './permissions';
import { readInput, type IncomingRequest } from './readInput';
import { type RequestContext } from './requestContext';
import { SHORT_RETRY_SECONDS } from './errors/retryAfter';
import { answerResponse, errorResponse, throttledResponse, TOO_MANY_AT_ONCE, TOO_MANY_CALLS, type Answer } from './respond';
import { type ServedRoute } from './routeDefinition';
import { SigningKeysUnavailable } from './signingKeys';
import { type Throttle } from './throttle';

/** What every route needs; built by the app's wiring. */
export interface RouteDeps {
  readonly authenticate: Authenticate;
  readonly audit: AuditTrail;
  /** Tells the operator of rows that cannot be read. Never throws. */
  readonly unreadable: { raise(rows: readonly UnreadableRow[]): Promise<void> };
  readonly clock: Clock;
  readonly log: Log;
  /** Whose pages may read answers; absent: nobody's. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Who is refused for calling too often; absent: nobody. */
  readonly throttle?: Throttle | undefined;
}

/** Where a call finds what it needs. */
export interface Surroundings {
  readonly deps: () => Promise<RouteDeps>;
  /** For public routes, and for the case that `deps` fails. */
  readonly hostLog: Log;
}

type Ending = Promise<Result<Answer, Refusal>>;
type Params = Readonly<Record<string, string>>;

const admission = ({ permission, user, roleRefused }: Exclude<ServedRoute['access'], 'public'>, params: Params, caller: Caller): Result<unknown, Refusal> => {
  const refused = refusedByRole(caller.roles, permission);
  if (refused !== undefined) return failure(roleRefused?.(params) ?? refused);
  return user === 'required' && caller.appOnly ? failure({ kind: 'UserRequired' }) : success(undefined);
};

/** @param known what is known of the call beside what it brings. @param begin called before the route's own work, with what is asked for. */
const handle = async (route: ServedRoute, request: IncomingRequest, params: Params, ids: CallIds, log: Log, known: Partial<RequestContext>, begin: (body: unknown) => Promise<void> = async () => undefined): Ending => {
  if (ids.problems.length > 0) return failure({ kind: 'InputInvalid', problems: ids.problems });
  const input = await readInput(route, request, params);
  if (!input.ok) return input;
  const { requestId, requestIdGiven, correlationId, locale } = ids;
  const context = { requestId, requestIdGiven, correlationId, locale, log, ...input.value.facts, ...known };
  await begin(input.value.body);
  return route.handle({ params: input.value.params, query: input.value.query, body: input.value.body, context });
};

const failed = (error: unknown, ids: CallIds, log: Log): WireError => {
  // Whoever read them has logged them, once for all calls.
  if (error instanceof SettingsWrong) return settingsWrongError(ids.correlationId);
  log.error('A call failed', error);
  if (error instanceof StoreUnavailable) return wireError({ kind: 'StorageUnavailable' });
  if (error instanceof SigningKeysUnavailable) return signingKeysUnavailableError;
  return unexpectedError(ids.correlationId);
};

/** The Azure Functions host hands on an empty body for one that is sent in chunks, so nothing of such a call is looked at, on any host. */
const losesItsBody = ({ method, headers }: IncomingRequest): boolean => !['GET', 'HEAD'].includes(method.toUpperCase()) && headers.get('transfer-encoding') !== null;

const refusal = (error: Refusal, { echo }: CallIds): HttpResponseInit => {
  if (error.kind === 'TooManyWaiting') return throttledResponse(TOO_MANY_AT_ONCE, Number(SHORT_RETRY_SECONDS), echo);
  if (error.kind === 'TooManyCalls') return throttledResponse(TOO_MANY_CALLS, error.retryAfterSeconds, echo);
  return errorResponse(wireError(error), echo);
};

/** Every way a call can end is an answer with the ids of the call. @param log asked for only when the work has failed. */
const ending = async (request: IncomingRequest, ids: CallIds, log: () => Log, work: () => Ending): Promise<HttpResponseInit> => {
  if (losesItsBody(request)) return errorResponse(wireError({ kind: 'LengthRequired' }), ids.echo);
  try {
    const outcome = await work();
    return outcome.ok ? answerResponse(outcome.value, ids.echo) : refusal(outcome.error, ids);
  } catch (error) {
    return errorResponse(failed(error, ids, log()), ids.echo);
  }
};

let calls = 0;

/** What sets a call apart, and sorts the calls that a process takes up at one instant in their order. */
const callNumber = (): string => {
  calls = (calls + 1) % 1e9;
  return `${String(calls).padStart(9, '0')}-${randomUUID()}`;
};

const factsOf = (operation: string, { requestId, correlationId }: CallIds, tenant?: string): LogFacts => ({ operation, request: requestId, correlation: correlationId, tenant });

/** What the work of a call gets. */
interface CallSurroundings {
  readonly ids: CallIds;
  readonly deps: RouteDeps;
  /** From then on every message says whose call it is. */
  readonly calledBy: (caller: Caller) => Log;
}

/** Does one call's work with the app's dependencies. @param operation names the call in the log. */
export const answering = (request: IncomingRequest, operation: string, { deps, hostLog }: Surroundings, work: (call: CallSurroundings) => Ending): Promise<HttpResponseInit> => {
  const ids = readCallIds(request.headers);
  let log = logAbout(hostLog, factsOf(operation, ids));
  return ending(request, ids, () => log, async () => {
    const found = await deps();
    log = logAbout(found.log, factsOf(operation, ids));
    return work({ ids, deps: found, calledBy: ({ tenantId }) => (log = logAbout(found.log, factsOf(operation, ids, tenantId))) });
  });
};

/** AUD-1: records of the many changes of one call, each as if it had been made alone. */
const lineAudit = (entry: AuditRecord, audit: AuditTrail, log: Log): NonNullable<RequestContext['auditLine']> => async (line, requestId) => {
  const { customerId, subscriptionId } = line;
  const record: AuditRecord = { ...entry, ...auditedOperations['patchSubscription'], id: auditId(entry.at, callNumber()), customerId, subjects: { subscriptionId }, requestId };
  const audited = new AuditedCall(record, audit, log);
  await audited.ask(line, true);
  return audited;
};

/**
 * AUD-1: the work of a command, with its record begun before anything can be stored and ended with the answer. What throws leaves it begun: nobody knows whether it was stored.
 * @param audited absent: nothing that is kept.
 */
const recorded = async (audited: AuditedCall | undefined, work: () => Ending): Ending => {
  if (audited === undefined) return work();
  try {
    const outcome = await work();
    await audited.finish(outcome);
    return outcome;
  } catch (error) {
    await audited.leave();
    throw error;
  }
};

/**
 * DUE-2: what a row cannot give is raised to the operator: rows that an answer had to leave out, and one that the call cannot do without, for which it is refused. So is a call that asks for a key that no
 * row can have.
 */
const readingStored = async (unreadable: RouteDeps['unreadable'], work: () => Ending): Ending => {
  try {
    const outcome = await work();
    if (outcome.ok) await unreadable.raise(outcome.value.unreadable ?? []);
    return outcome;
  } catch (error) {
    if (error instanceof KeyNotStorable) return failure({ kind: 'InputInvalid', problems: ['an id in the call is longer than any that is stored'] });
    if (!(error instanceof RowUnreadable)) throw error;
    await unreadable.raise([error.row]);
    return failure({ kind: 'RowUnreadable', what: error.row.kind });
  }
};

/**
 * Admission, then the checks of what was sent, then the route's own handler. A public route works without the app's dependencies, so that
 * it can tell that they are broken.
 * @param params of the path, as text.
 */
export const serveRoute = (route: ServedRoute, request: IncomingRequest, params: Params, surroundings: Surroundings): Promise<HttpResponseInit> => {
  const { access } = route;
  if (access === 'public') {
    const ids = readCallIds(request.headers);
    const log = logAbout(surroundings.hostLog, factsOf(route.name, ids));
    return ending(request, ids, () => log, () => handle(route, request, params, ids, log, {}));
  }
  return answering(request, route.name, surroundings, async ({ ids, deps: { authenticate, audit, unreadable, clock, throttle }, calledBy }) => {
    const caller = await authenticate(request.headers.get('authorization'));
    if (!caller.ok) return caller;
    // Before anything is written down: a flood costs no storage.
    const retryAfterSeconds = throttle?.({ name: route.name, method: route.method, customerId: params['customerId'], query: request.query, caller: caller.value });
    if (retryAfterSeconds !== undefined) return failure({ kind: 'TooManyCalls', retryAfterSeconds });
    const log = calledBy(caller.value);
    const now = clock.now();
    const entry = auditEntry(route.name, request.query, params, ids, caller.value, now, callNumber());
    const audited = entry && new AuditedCall(entry, audit, log);
    const isCarried = carriedByCommand.has(route.name);
    return recorded(audited, async () => {
      const admitted = admission(access, params, caller.value);
      if (!admitted.ok) return admitted;
      const known = { operation: route.name, caller: caller.value, now, ...(audited && isCarried && { audited }), ...(entry && { auditLine: lineAudit(entry, audit, log) }) };
      return readingStored(unreadable, () => handle(route, request, params, ids, log, known, async (body) => audited?.ask(body, isCarried)));
    });
  });
};
