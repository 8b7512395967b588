import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Invoice } from '../../domain/invoice/state';
import { listInvoices } from '../invoice/invoiceBook';
import { invoicesDispatch, issuedEvent, untoldInvoices } from '../invoice/invoiceEvents';
import { type App } from '../ports';
import { type UnreadableRow } from '../unreadable';
import { type Finding } from './finding';
import { overlookedOf, type ConsumerCheckPorts } from './consumerCheck';
import { faultsAmong, mendFeeds, type FeedCheckPorts } from './feedCheck';
import { missingDeadlines, type Pending } from './missingDeadlines';
import { isMeant, type Projection } from './projections';

export type InvoiceCheckPorts = FeedCheckPorts & ConsumerCheckPorts & Pick<App, 'clock' | 'invoices' | 'deadlines' | 'directory' | 'unreadable'>;

interface Manner {
  /** Invoices issued since then; all of them if absent. */
  readonly since?: Instant;
  readonly horizon?: Instant;
  readonly repairs: boolean;
  /** Which projections are compared; absent: all that are made of invoices. */
  readonly only?: ReadonlySet<Projection>;
}

/** The oldest first; what cannot be read is raised. */
const issuedSince = async ({ invoices, unreadable }: { readonly invoices: PartitionStore; readonly unreadable: InvoiceCheckPorts['unreadable'] }, partnerId: string, since: Instant | undefined): Promise<readonly Invoice[]> => {
  const found: Invoice[] = [];
  let continuation: string | undefined;
  do {
    const page = await listInvoices(invoices, partnerId, 1000, continuation);
    await unreadable.raise(page.unreadable ?? []);
    found.push(...page.items.filter(({ invoiceDate }) => since === undefined || invoiceDate >= since));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return found;
};

/**
 * DUE-1, AUD-2: that invoices were issued is no customer's to tell. Compares a partner's feed, and what consumers made of it, with its invoices, and looks that what of them waits for the bus is tried again. Two queries, and two operations for each invoice since.
 * @throws when the store fails.
 */
export const checkInvoices = async (ports: InvoiceCheckPorts, tenantId: string, pending: Pending, { since, horizon, repairs, only }: Manner): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const untold = await untoldInvoices(ports.invoices, tenantId);
  await ports.unreadable.raise(untold.unreadable);
  // What waits for the bus is told in the feed; what waits for all will bring itself there.
  const brings = new Set(untold.items.filter(({ awaits }) => awaits === undefined).map(({ id }) => id));
  const issued = (await issuedSince(ports, tenantId, since)).map(issuedEvent).filter(({ id }) => !brings.has(id));
  const unreadable: UnreadableRow[] = [];
  const faults = isMeant(only, 'feeds') ? await faultsAmong(ports, issued, unreadable) : [];
  await ports.unreadable.raise(unreadable);
  if (repairs) await mendFeeds(ports, faults);
  findings.push(...faults.map(({ partnerId, record }): Finding => ({ what: 'feed', customerId: '', partnerId, event: record.id })));
  if (isMeant(only, 'consumers')) findings.push(...(await overlookedOf(ports, issued, new Set(untold.items.map(({ id }) => id)), { now: ports.clock.now(), since, repairs })));
  if (brings.size === untold.items.length || !isMeant(only, 'deadlines')) return findings;
  const missing = await missingDeadlines(ports, [{ deadline: invoicesDispatch(tenantId, ports.clock.now()), isMetBy: ({ subject }) => subject === invoicesDispatch(tenantId, ports.clock.now()).subject }], pending, horizon);
  if (repairs) await ports.deadlines.put(missing);
  return [...findings, ...missing.map(({ kind, customerId, subject, at }): Finding => ({ what: 'deadline', customerId, kind, subject, at }))];
};
