import { type CarriedAudit } from '../../app/audit/carriedAudit';
import { type Log } from '../../app/log';
import { type LineAudit } from '../../app/renewals/carryOutLines';
import { type Instant } from '../../kernel/instant';
import { type Caller } from './caller';

/** What a handler of any route knows of its call beside parameters, query and body. */
export interface CallContext {
  /** GUID in lower case; made here when the client sent none. */
  readonly requestId: string;
  /** Whether the client sent it: only then can a repeat of the call be recognised. */
  readonly requestIdGiven: boolean;
  readonly correlationId: string;
  /** Language of texts; `en-US` if the client asks for none. */
  readonly locale: string;
  /** The header `MS-ContinuationToken` as sent. */
  readonly continuationToken?: string;
  /** The header `Accept` as sent, of which the route answers something; or the type that `format` in the query names. */
  readonly accept?: string;
  /** The header `Accept-Encoding` as sent. */
  readonly acceptEncoding?: string;
  /** The path was asked for with a slash at its end: what is relative in a page then leads somewhere else. */
  readonly asFolder?: true;
  /** The header `Host` as sent: the name by which the caller knows this server. */
  readonly host?: string;
  /** `?preview=true`: decide and answer, commit nothing. Only ever true for a write. */
  readonly preview: boolean;
  /** The version the client last saw, without quotes. Absent also for `If-Match: *`. */
  readonly etag?: { readonly value: string; readonly from: 'header' | 'attributes' };
  /** The header `NextTerm-Patch: replace` (SUB-9): an absent member is to be removed. */
  readonly patchReplaces: boolean;
  /** See `bodyHash.ts`. */
  readonly bodyHash: string;
  /** Every message carries operation, ids and tenant of the call; never part of an answer. */
  readonly log: Log;
}

export interface RequestContext extends CallContext {
  /** Name of the route. */
  readonly operation: string;
  readonly now: Instant;
  readonly caller: Caller;
  /** Only of a route whose command takes care of it. */
  readonly audited?: CarriedAudit;
  /** Only of an audited operation that is carried out: AUD-1, the record of one of many changes of subscriptions that it makes, under that change's own request id. @throws when the store fails. */
  readonly auditLine?: (line: { readonly customerId: string; readonly subscriptionId: string }, requestId: string) => Promise<LineAudit>;
}
