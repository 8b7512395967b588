import { type RequestRefusal } from '../../../app/refusals';
import { list } from './list';
import { RESTORE_RETRY_SECONDS, SHORT_RETRY_SECONDS } from './retryAfter';
import { type Rows } from './row';

/** Who asks and in what form, and what no rule of the business says: rows, storage, contention. */
export const requestErrors: Rows<RequestRefusal> = {
  TokenMissing: { status: 401, code: 400, describe: () => 'Access denied: send a bearer token.', headers: () => ({ 'WWW-Authenticate': 'Bearer realm="nextterm"' }) },
  TokenInvalid: {
    status: 401,
    code: 400,
    describe: ({ reason }) => `Access denied: the token is not valid (${reason}).`,
    headers: () => ({ 'WWW-Authenticate': 'Bearer realm="nextterm", error="invalid_token"' }),
  },
  RoleNotSufficient: { status: 403, code: 900150, describe: ({ roles, permission }) => `The caller's roles (${list(roles)}) do not carry the right ${permission}.` },
  UserRequired: { status: 403, code: 900329, describe: () => 'An app-only token is not allowed here: send a token with a user.' },
  // Price sheets answer 400; no code is published for them.
  UserContextMissing: { status: 400, code: 800002, describe: () => 'Price sheets and offer matrices are for users: send a token with a user.' },
  CustomerIdMalformed: { status: 400, code: 900118, describe: ({ customerId }) => `The customer id "${customerId}" is not a GUID.` },
  InputInvalid: { status: 400, code: 800002, describe: ({ problems }) => `The input is not valid. ${problems.join('; ')}.` },
  // An unknown term has a code of its own, whichever call names it.
  EnumValueUnknown: { status: 400, code: 900126, codeOf: ({ member }) => (/(^|\.)term_?duration$/i.test(member) ? 800121 : 900126), describe: ({ member, value, allowed }) => `${member}: "${value}" is none of ${list(allowed)}.` },
  QueryUnknown: { status: 400, code: 800002, describe: ({ names, taken }) => `The query names what is unknown here: ${list(names)}. ${taken.length === 0 ? 'This call takes nothing in its query' : `This call takes ${list(taken)}`}.` },
  // No code is published for 406: the one for "operation not supported".
  NotAcceptable: { status: 406, code: 800042, describe: ({ accept, forms }) => `Accept: ${accept} names nothing that this call answers in; ${list(forms)} is.` },
  HeaderMissing: { status: 400, code: 800002, describe: ({ header }) => `The header ${header} is required.` },
  BodyNotJson: { status: 400, code: 800002, describe: ({ detail }) => `The body is not JSON: ${detail}.` },
  // No code is published for 415 and 413: the one for a request that is not as it has to be.
  MediaTypeNotSupported: {
    status: 415,
    code: 800002,
    describe: ({ what, takes }) => `The body cannot be read: it is ${what}. What is taken: ${list(takes.values)}.`,
    headers: ({ takes }) => ({ [takes.header]: takes.values.join(', ') }),
  },
  BodyTooLarge: { status: 413, code: 800002, describe: ({ most }) => `The body is larger than ${most} bytes.` },
  // Without the path: the Azure host decodes a part of it before the app sees it, so it is not what the client sent.
  ResourceNotFound: { status: 404, code: 1000, describe: () => 'There is nothing at this path. Partner Center\'s operations are under /v1, our own under /nextterm/v1.' },
  // Published clients repeat a 501, which costs whoever meets it first some seconds; 404 they would take for "there is none", and 400 for a fault of theirs. The code is that for "operation not supported".
  OperationNotHere: { status: 501, code: 800042, describe: ({ title, isPlanned, why }) => `"${title}" is not here${isPlanned ? ' yet' : ''}: ${why}.` },
  // No code is published for 411: the one for what a request lacks.
  LengthRequired: {
    status: 411,
    code: 800002,
    describe: () => 'A body sent in chunks (Transfer-Encoding: chunked) is not accepted: send it whole, with a Content-Length.',
  },
  MethodNotAllowed: {
    status: 405,
    // No code is published for 405: the one for "operation not supported".
    code: 800042,
    describe: ({ method, allowed }) => `${method} is not supported here; ${list(allowed)} is.`,
    headers: ({ allowed }) => ({ Allow: allowed.join(', ') }),
  },
  RequestIdReused: { status: 400, code: 800002, describe: ({ requestId }) => `MS-RequestId ${requestId} was used for another request, or long ago: a new call takes a new id.` },
  // The status list has 412 as well; the code table says 400 for this code, and a 412 is repeated by published clients.
  EtagStale: { status: 400, code: 2055, describe: ({ given, current }) => `The etag ${given} is no longer valid; the resource now has ${current}. Read it again and repeat the change.` },
  OperationNotSupported: { status: 400, code: 800042, describe: ({ what }) => `Not supported: ${what}.` },
  OrderTooLarge: { status: 400, code: 800002, describe: ({ rows, most }) => `lineItems: together they need ${rows} entries, and ${most} fit one order: split it.` },
  TooMuchContention: {
    status: 409,
    code: 800082,
    describe: () => 'Others changed the same resource at the same moment, again and again. Nothing was stored; try again.',
    headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }),
  },
  // As the gateway says it (`respond.ts`): without a code of its own, so the one of the refusal above is what is logged.
  TooManyWaiting: { status: 429, code: 800082, describe: () => 'Too many callers wait for the same customer. Nothing was stored; try again.', headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }) },
  // The same: nothing of the call was looked at but whose it is.
  TooManyCalls: { status: 429, code: 800082, describe: ({ retryAfterSeconds }) => `Too many calls in this minute. Try again in ${retryAfterSeconds} seconds.`, headers: ({ retryAfterSeconds }) => ({ 'Retry-After': String(retryAfterSeconds) }) },
  // Published with this status as "the update failed": repeating the call does not help, and nothing of it was stored.
  RowUnreadable: { status: 500, code: 800094, describe: ({ what }) => `A stored row that this call needs (kind: ${what}) cannot be read. The call was not carried out; the operator has been told.` },
  // The same code with the status that says "later": in the midst of an upgrade another instance can carry it out already.
  RowOfNewerRelease: {
    status: 503,
    code: 800094,
    describe: ({ what }) => `A stored row that this call needs (kind: ${what}) was written by a newer release than answers here. The call was not carried out. Repeat the request with the same MS-RequestId once the upgrade is over.`,
    headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }),
  },
  StorageUnavailable: {
    status: 503,
    // Published with status 500, meaning "try again".
    code: 900192,
    describe: () => 'Storage cannot be reached at the moment. Repeat the request with the same MS-RequestId.',
    headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }),
  },
  // The same code and advice: it passes by itself, in some seconds.
  CustomerMoving: {
    status: 503,
    code: 900192,
    describe: () => 'The customer is being moved to another storage account. Nothing was stored. Repeat the request with the same MS-RequestId.',
    headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }),
  },
  CustomerBeingRestored: {
    status: 503,
    // As where storage cannot be reached: nothing was stored, and repeating the call is what helps.
    code: 900192,
    describe: () => 'The customer is being restored from a back-up: it takes some minutes. Nothing was stored. Repeat the request with the same MS-RequestId.',
    headers: () => ({ 'Retry-After': RESTORE_RETRY_SECONDS }),
  },
  AuditSealNotFound: { status: 404, code: 1000, describe: ({ number }) => `The audit log has no seal ${number}. A day is sealed an hour after it is over.` },
  BusNotSet: { status: 400, code: 800042, describe: () => 'This installation has no bus, so there are no dead letters of one.' },
  BusUnavailable: { status: 503, code: 900192, describe: () => 'The bus cannot be reached at the moment. Nothing was changed, or only what an answer before said; try again.', headers: () => ({ 'Retry-After': SHORT_RETRY_SECONDS }) },
  BusDeadLetterNotFound: { status: 404, code: 1000, describe: ({ sequenceNumber }) => `There is no dead letter ${sequenceNumber} among the first five hundred. If there are more, replay or discard older ones first.` },
  ParkedNotSkippable: { status: 409, code: 800042, describe: ({ parkedId, work, why }) => `What is parked under ${parkedId} (${work}) cannot be skipped. ${why}` },
  ParkedNotFound: { status: 404, code: 1000, describe: ({ parkedId }) => `Nothing is parked under ${parkedId}.` },
};
