import { randomUUID } from 'node:crypto';
import { type HttpResponseInit } from '@azure/functions';
import { auditId } from '../../app/audit/auditBook';
import { CustomerBeingRestored, InstallationBeingRestored } from '../../app/backup/restoringFence';
import { SettingsWrong } from '../../app/settingsWrong';
import { inMidstOf, workContext } from '../../app/command/workContext';
import { type Log } from '../../app/log';
import { aboutWork, traceOf, withFacts } from '../../app/logOfWork';
import { type Measures } from '../../app/measures/measures';
import { type Refusal } from '../../app/refusals';
import { type AuditRecord } from '../../domain/audit/state';
import { type Clock } from '../../kernel/clock';
import { RowUnreadable, type UnreadableRow } from '../../app/unreadable';
import { CustomerMoving } from '../../app/shards/customerMoving';
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
  /** Absent: nothing is counted. */
  readonly measures?: Measures;
  /** Whether every call is told of in the log, with what it came to; not if absent. */
  readonly logsCalls?: boolean;
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
  // The operator has begun it, and sees it end.
  if (error instanceof CustomerBeingRestored || error instanceof InstallationBeingRestored) return wireError({ kind: 'CustomerBeingRestored' });
  log.error('A call failed', error);
  if (error instanceof CustomerMoving) return wireError({ kind: 'CustomerMoving' });
  if (error instanceof StoreUnavailable) return wireError({ kind: 'StorageUnavailable' });
  if (error instanceof SigningKeysUnavailable) return signingKeysUnavailableError;
  return unexpectedError(ids.correlationId);
};

/** The Azure Functions host hands on an empty body for one that is sent in chunks, so nothing of such a call is looked at, on any host. */
const losesItsBody = ({ method, headers }: IncomingRequest): boolean => !['GET', 'HEAD'].includes(method.toUpperCase()) && headers.get('transfer-encoding') !== null;

/** How a call ended. */
interface CallEnd {
  readonly response: HttpResponseInit;
  /** Of a refusal or a failure: the code of its answer. */
  readonly code?: number;
  readonly isRefused: boolean;
}

const throttled = (what: Parameters<typeof throttledResponse>[0], seconds: number, { echo }: CallIds): CallEnd => ({ response: throttledResponse(what, seconds, echo), code: 429, isRefused: true });

const refused = (error: Refusal, ids: CallIds): CallEnd => {
  if (error.kind === 'TooManyWaiting') return throttled(TOO_MANY_AT_ONCE, Number(SHORT_RETRY_SECONDS), ids);
  if (error.kind === 'TooManyCalls') return throttled(TOO_MANY_CALLS, error.retryAfterSeconds, ids);
  const wire = wireError(error);
  return { response: errorResponse(wire, ids.echo), code: wire.body.code, isRefused: true };
};

/** Every way a call can end is an answer with the ids of the call. @param log asked for only when the work has failed. */
const ending = async (request: IncomingRequest, ids: CallIds, log: () => Log, work: () => Ending): Promise<CallEnd> => {
  if (losesItsBody(request)) return refused({ kind: 'LengthRequired' }, ids);
  try {
    const outcome = await work();
    return outcome.ok ? { response: answerResponse(outcome.value, ids.echo), isRefused: false } : refused(outcome.error, ids);
  } catch (error) {
    const wire = failed(error, ids, log());
    return { response: errorResponse(wire, ids.echo), code: wire.body.code, isRefused: false };
  }
};

let calls = 0;

/** What sets a call apart, and sorts the calls that a process takes up at one instant in their order. */
const callNumber = (): string => {
  calls = (calls + 1) % 1e9;
  return `${String(calls).padStart(9, '0')}-${randomUUID()}`;
};

/** What the log says of a call; filled in as it becomes known. */
type CallFacts = Record<string, string | undefined>;

/** What is shorter than an id may be, and holds nothing but what ids hold: a path is whatever a caller wrote. */
const LOGGED_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Ids that a path may name, as the log calls them. */
const PATH_IDS = { customer: 'customerId', subscription: 'subscriptionId' } as const;

const idsInPath = (params: Params): CallFacts =>
  Object.fromEntries(Object.entries(PATH_IDS).flatMap(([fact, name]) => (LOGGED_ID.test(params[name] ?? '') ? [[fact, params[name]?.toLowerCase()]] : [])));

const factsOf = (operation: string, { requestId, correlationId }: CallIds): CallFacts => ({ operation, request: requestId, correlation: correlationId, tenant: undefined });

/** What the work of a call gets. */
interface CallSurroundings {
  readonly ids: CallIds;
  readonly deps: RouteDeps;
  /** Every message says whose call it is, from when that is known. */
  readonly log: Log;
  readonly calledBy: (caller: Caller) => void;
}

/** Which call it is, as the log and the metrics tell it apart. */
export interface NamedCall {
  readonly operation: string;
  /** Template of its path; absent: it fits none. */
  readonly path?: string;
  readonly params?: Params;
}

/** What a trace says of a call, where it is traced. */
const traceCall = (about: CallFacts, method: string, path: string | undefined, { response: { status }, code }: CallEnd): void => {
  const { span, tally } = workContext();
  if (span === undefined) return;
  if (path !== undefined) span.named(`${method} ${path}`);
  span.set({ ...about, code, operations: tally?.operations, 'http.request.method': method, 'http.route': path, 'http.response.status_code': status });
};

/** Does one call's work with the app's dependencies, and tells what it came to. */
export const answering = (request: IncomingRequest, { operation, path, params = {} }: NamedCall, { deps, hostLog }: Surroundings, work: (call: CallSurroundings) => Ending): Promise<HttpResponseInit> => {
  const ids = readCallIds(request.headers);
  const about: CallFacts = { ...factsOf(operation, ids), ...idsInPath(params) };
  const tally = { operations: 0 };
  const begun = performance.now();
  let found: RouteDeps | undefined;
  let log = aboutWork(hostLog);
  const serve = async (): Promise<HttpResponseInit> => {
    const end = await ending(request, ids, () => log, async () => {
      found = await deps();
      log = aboutWork(found.log);
      return work({ ids, deps: found, log, calledBy: ({ tenantId }) => void (about['tenant'] = tenantId) });
    });
    traceCall(about, request.method, path, end);
    if (end.isRefused) found?.measures?.count('nextterm.refusals', 1, { code: String(end.code) });
    if (found?.logsCalls === true) found.log.info(withFacts('Call', { ...about, ...traceOf(workContext().span), method: request.method, route: path, status: end.response.status, code: end.code, ms: Math.round(performance.now() - begun), operations: tally.operations }));
    return end.response;
  };
  return inMidstOf({ about, tally }, serve);
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

/** DUE-2: a row that the work cannot do without is raised to the operator, and the call is refused for it. So is a call that asks for a key that no row can have. */
export const needingRows = async <T>(unreadable: RouteDeps['unreadable'], work: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeyNotStorable) return failure({ kind: 'InputInvalid', problems: ['an id in the call is longer than any that is stored'] });
    if (!(error instanceof RowUnreadable)) throw error;
    await unreadable.raise([error.row]);
    return failure({ kind: error.row.isNewer ? 'RowOfNewerRelease' : 'RowUnreadable', what: error.row.kind });
  }
};

/** The same, and rows that an answer had to leave out are raised too. */
const readingStored = (unreadable: RouteDeps['unreadable'], work: () => Ending): Ending =>
  needingRows(unreadable, async () => {
    const outcome = await work();
    if (outcome.ok) await unreadable.raise(outcome.value.unreadable ?? []);
    return outcome;
  });

/**
 * Admission, then the checks of what was sent, then the route's own handler. A public route works without the app's dependencies, so that
 * it can tell that they are broken.
 * @param params of the path, as text.
 */
export const serveRoute = (route: ServedRoute, request: IncomingRequest, params: Params, surroundings: Surroundings): Promise<HttpResponseInit> => {
  const { access } = route;
  if (access === 'public') {
    const ids = readCallIds(request.headers);
    const log = aboutWork(surroundings.hostLog);
    return inMidstOf({ about: factsOf(route.name, ids) }, async () => (await ending(request, ids, () => log, () => handle(route, request, params, ids, log, {}))).response);
  }
  return answering(request, { operation: route.name, path: route.path, params }, surroundings, async ({ ids, deps: { authenticate, audit, unreadable, clock, throttle }, log, calledBy }) => {
    const caller = await needingRows(unreadable, () => authenticate(request.headers.get('authorization')));
    if (!caller.ok) return caller;
    // Before anything is written down: a flood costs no storage.
    const retryAfterSeconds = throttle?.({ name: route.name, method: route.method, customerId: params['customerId'], query: request.query, caller: caller.value });
    if (retryAfterSeconds !== undefined) return failure({ kind: 'TooManyCalls', retryAfterSeconds });
    calledBy(caller.value);
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
