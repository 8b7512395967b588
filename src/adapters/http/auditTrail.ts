import { auditId } from '../../app/audit/auditBook';
import { type Refusal } from '../../app/refusals';
import { type AuditRecord } from '../../domain/audit/state';
import { type Instant } from '../../kernel/instant';
import { type Result } from '../../kernel/result';
import { auditedOperations, auditedReads } from './auditedOperations';
import { type CallIds } from './callIds';
import { type Caller } from './caller';
import { wireError } from './errors';
import { jsonText } from './json';
import { type Answer } from './respond';
import { isGuid } from './guid';
import { isPreviewed } from './previewAsked';

/** Where records of commands go. */
export interface AuditTrail {
  /** Over what is there of the same id. @throws when the store fails. */
  write(record: AuditRecord): Promise<void>;
}

/** What a path, or the query of an audited read, names is written down before it is checked: as text, and no longer than any id. */
const MOST_OF_PATH = 200;
const shortened = (text: string): string => (text.length <= MOST_OF_PATH ? text : `${text.slice(0, MOST_OF_PATH)}…`);

/** A command that is taken up, or a read that is kept; undefined for any other read, and for a preview. @param params of the path, as text. @param unique of this call. */
export const auditEntry = (name: string, query: URLSearchParams, params: Readonly<Record<string, string>>, { requestId, correlationId }: CallIds, caller: Caller, at: Instant, unique: string): AuditRecord | undefined => {
  const read = auditedReads[name];
  const operation = read ?? auditedOperations[name];
  if (operation === undefined || (read === undefined && isPreviewed(query))) return undefined;
  const { customerId, ...subjects } = params;
  return {
    id: auditId(at, unique),
    tenantId: caller.tenantId,
    at,
    byTenantId: caller.tenantId,
    userId: caller.userId,
    userName: caller.displayName,
    appOnly: caller.appOnly,
    ...operation,
    ...(isGuid(customerId) && { customerId: customerId.toLowerCase() }),
    subjects: Object.fromEntries(Object.entries(isGuid(customerId) ? subjects : params).map(([subject, text]) => [subject, shortened(text)])),
    ...(read !== undefined && query.size > 0 && { asked: jsonText(Object.fromEntries([...query].map(([member, text]) => [member, shortened(text)]))) }),
    requestId,
    correlationId,
    status: 'progress',
  };
};

export const begun = (entry: AuditRecord, body: unknown): AuditRecord => ({ ...entry, ...(body !== undefined && { asked: jsonText(body) }) });

/** Stored answers are text. */
const textOf = ({ body, recorded = body }: Answer): string | undefined => (typeof recorded === 'string' || recorded === undefined ? recorded : jsonText(recorded));

/** The id of what was made. */
const madeId = (answer: Answer): string | undefined => {
  if (answer.status !== 201) return undefined;
  const { id } = JSON.parse(textOf(answer) ?? '{}') as { id?: unknown };
  return typeof id === 'string' ? id : undefined;
};

/** How it ended. A customer that was made is what its record is about. */
export const ended = (entry: AuditRecord, outcome: Result<Answer, Refusal>): AuditRecord => {
  if (!outcome.ok) {
    const { status, body } = wireError(outcome.error);
    return { ...entry, status: 'failed', httpStatus: status, code: body.code };
  }
  const id = madeId(outcome.value);
  const about = id === undefined ? {} : entry.resourceType === 'customer' ? { customerId: id } : { subjects: { ...entry.subjects, id } };
  const text = textOf(outcome.value);
  const { before } = outcome.value;
  return { ...entry, ...about, ...(before !== undefined && { before }), ...(text !== undefined && text !== '' && { resulted: text }), status: 'succeeded', httpStatus: outcome.value.status };
};
