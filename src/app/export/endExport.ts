import { type Clock } from '../../kernel/clock';
import { type Deadline } from '../due/deadline';
import { exportWrite, forgetWrite, forgottenAt, readExport } from './exportBook';
import { type ExportPorts } from './exportPorts';

/**
 * An export whose time is up: its files go, and it is told to have expired; a month later it is forgotten. What a writer that was under way left behind after the first time goes with the second.
 * @throws when storage cannot be reached; Error where a writer was quicker: it is tried again.
 */
export const endExport = async ({ clock, invoices, exportFiles }: ExportPorts & { readonly clock: Clock }, { customerId: partnerId, subject: id }: Deadline): Promise<void> => {
  const stored = await readExport(invoices, partnerId, id);
  const now = clock.now();
  if (stored !== undefined && now < stored.value.expiresAt) return;
  let etag = stored?.etag;
  if (stored !== undefined && stored.value.status !== 'expired') {
    const { after: _after, problem: _problem, ...value } = stored.value;
    const expired = exportWrite({ ...value, parts: [], status: 'expired', lastActionAt: now }, stored.etag);
    const committed = await invoices.commit(partnerId, [expired]);
    if (!committed.ok) throw new Error(`The export ${id} was written to while it expired`);
    etag = committed.etags.get(expired.key);
  }
  await exportFiles.remove(id);
  // Refused where somebody else has forgotten it by then, or asked for it anew: the next try sees which.
  if (stored !== undefined && etag !== undefined && now >= forgottenAt(stored.value) && !(await invoices.commit(partnerId, [forgetWrite(id, etag)])).ok) throw new Error(`The export ${id} was written to while it was forgotten`);
};
