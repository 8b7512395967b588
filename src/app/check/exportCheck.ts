import { exportDeadlines, exportRowsOf } from '../export/exportBook';
import { isEnded } from '../export/exportState';
import { type Instant } from '../../kernel/instant';
import { type Deadline } from '../due/deadline';
import { type App } from '../ports';
import { bySubject, type Expected } from './expected';
import { missingDeadlines, type Pending } from './missingDeadlines';

export type ExportCheckPorts = Pick<App, 'invoices' | 'deadlines' | 'directory' | 'unreadable'>;

/** A deadline that was nowhere. */
interface LostDeadline {
  readonly what: 'deadline';
  readonly customerId: string;
  readonly kind: Deadline['kind'];
  readonly subject: string;
  readonly at: Instant;
}

/**
 * DUE-1: what must happen to a partner's exports, which are no customer's: one that was asked for is written, its files go, it is forgotten. One query for each thousand of them. @throws when the store fails.
 */
export const checkExports = async (ports: ExportCheckPorts, tenantId: string, pending: Pending, { horizon, repairs }: { readonly horizon?: Instant; readonly repairs: boolean }): Promise<readonly LostDeadline[]> => {
  const { items, unreadable } = await exportRowsOf(ports.invoices, tenantId);
  await ports.unreadable.raise(unreadable);
  const expected = items.flatMap((found): readonly Expected[] => {
    const [write, expire, forget] = exportDeadlines(found);
    return [...(isEnded(found) ? [] : [bySubject(write)]), bySubject(found.status === 'expired' ? forget : expire)];
  });
  const missing = await missingDeadlines(ports, expected, pending, horizon);
  if (repairs && missing.length > 0) await ports.deadlines.put(missing);
  return missing.map(({ customerId, kind, subject, at }): LostDeadline => ({ what: 'deadline', customerId, kind, subject, at }));
};
