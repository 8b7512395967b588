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
  if (stored !== undefined && stored.value.status !== 'expired') {
    const { after: _after, problem: _problem, ...value } = stored.value;
    const committed = await invoices.commit(partnerId, [exportWrite({ ...value, parts: [], status: 'expired', lastActionAt: now }, stored.etag)]);
    if (!committed.ok) throw new Error(`The export ${id} was written to while it expired`);
  }
  await exportFiles.remove(id);
  if (stored !== undefined && now >= forgottenAt(stored.value)) await invoices.commit(partnerId, [forgetWrite(id)]);
};
