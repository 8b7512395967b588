import { type Reply } from '../../engine/client';
import { type RowChange } from '../../engine/recorder';

/** A resource, or a row. */
export type Members = Readonly<Record<string, unknown>>;

/** A member as text; nothing as nothing. */
export const text = (member: unknown): string => (typeof member === 'string' ? member : member === undefined || member === null ? '' : JSON.stringify(member));

/** Status and code of an answer. */
export const codeOf = ({ status, body }: Pick<Reply, 'status' | 'body'>): string => `${status} ${text((body as Members | undefined)?.['code'])}`;

/** A charge as both the line that is stored and the one that is shown tell it. @param day of a name, `chargeStart` */
const told = (line: Members, day: (name: string) => string): string =>
  [line['id'], line['chargeType'], line['orderDate'], day('chargeStart'), day('chargeEnd'), line['unitPrice'], line['effectiveUnitPrice'], line['quantity'], line['subtotal'], line['currency']].map(text).join(' ');

/** Of a line as the own API shows it. */
export const shownCharge = (line: Members): string => told(line, (name) => text(line[`${name}Date`]).slice(0, 10));

/** Of a row. What is bought for good is paid for no days (ORD-9). */
export const storedCharge = (line: Members): string => told(line, (name) => (name === 'chargeEnd' && line['termDuration'] === 'NoTerm' ? '' : text(line[name])));

/** Rows of `Commerce` that came to be, in order. */
export const added = (changes: readonly RowChange[], prefix: string): readonly Members[] => changes.flatMap(({ table, key, before, after }) => (table === 'Commerce' && key.startsWith(prefix) && before === undefined && after !== undefined ? [after] : []));

/** The same, in any order. */
export const isSame = (some: readonly string[], others: readonly string[]): boolean => some.length === others.length && some.toSorted().join('\n') === others.toSorted().join('\n');
