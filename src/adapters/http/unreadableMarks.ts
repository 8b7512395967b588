import { type UnreadableRow } from '../../app/unreadable';
import { type Caller } from './caller';
import { type Answer } from './respond';

/** Stands in a list for a row that cannot be read. `id`: only of what is known to be the caller's own. */
export interface UnreadableMark {
  readonly kind: string;
  readonly id?: string;
}

/** `subscription|e2a5…` is known by `e2a5…`; a key without a kind in front, as those of audit records, by all of it. */
const idIn = (key: string): string => key.slice(key.indexOf('|') + 1);

/** PAR-3: what names another partner as its owner is not the caller's to hear of; what names nobody may be its own. */
const isKeptFrom = ({ partnerIds }: UnreadableRow, { kind, tenantId }: Caller): boolean => kind === 'partner' && partnerIds.length > 0 && !partnerIds.includes(tenantId);

const isShownTo = ({ partnerIds }: UnreadableRow, { kind, tenantId }: Caller): boolean => kind === 'operator' || partnerIds.includes(tenantId);

/**
 * DUE-2: an answer that says what it could not read: how many rows in the header `NextTerm-Unreadable`, and beside the contract's members in `unreadable`, where the body is an object.
 * @param rows that could not be read, of whomever: all of them are raised to the operator.
 */
export const withUnreadable = <Body, Given extends Answer & { readonly body: Body }>(answer: Given, rows: readonly UnreadableRow[], caller: Caller): Given => {
  if (rows.length === 0) return answer;
  const marks = rows.filter((row) => !isKeptFrom(row, caller)).map((row): UnreadableMark => ({ kind: row.kind, ...(isShownTo(row, caller) && { id: idIn(row.key) }) }));
  if (marks.length === 0) return { ...answer, unreadable: rows };
  const isObject = typeof answer.body === 'object' && !Array.isArray(answer.body) && !(answer.body instanceof Uint8Array);
  return {
    ...answer,
    ...(isObject && { body: { ...answer.body, unreadable: marks } }),
    headers: { ...answer.headers, 'NextTerm-Unreadable': String(marks.length) },
    unreadable: rows,
  };
};
