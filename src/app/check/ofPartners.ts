import { INSTALLATION } from '../../domain/notification/state';
import { type Instant } from '../../kernel/instant';
import { checkMailbox } from '../notification/checkMessages';
import { type App } from '../ports';
import { checkEndpoints } from '../webhook/checkEndpoints';
import { type WebhookPorts } from '../webhook/webhookPorts';
import { type BrokenOffs } from './brokenOff';
import { type CheckPorts } from './checkCustomer';
import { checkExports } from './exportCheck';
import { type Finding } from './finding';
import { checkInvoices } from './invoiceCheck';
import { type Pending } from './missingDeadlines';
import { isMeant, type Projection } from './projections';

export type PartnersCheckPorts = CheckPorts & Pick<App, 'allPartners'> & { readonly webhook: WebhookPorts };

interface Manner {
  /** Invoices and events since then; all of them if absent. */
  readonly since?: Instant;
  /** Deadlines up to this instant; all of them if absent. */
  readonly horizon?: Instant;
  readonly repairs: boolean;
  /** Which projections are compared; absent: all. */
  readonly only?: ReadonlySet<Projection>;
}

/**
 * DUE-1, DUE-2: compares what is no customer's: what waits for endpoints of webhooks and for consumers, exports, invoices, mailboxes. What fails over one partner, or over one of these, keeps nothing else from being compared, the customers neither.
 * @param brokenOff takes what failed. @throws StoreUnavailable.
 */
export const checkOfPartners = async (ports: PartnersCheckPorts, pending: Pending, manner: Manner, brokenOff: BrokenOffs): Promise<readonly Finding[]> => {
  const { repairs, only } = manner;
  const findings: Finding[] = [];
  const isAsked = (...projections: readonly Projection[]): boolean => projections.some((projection) => isMeant(only, projection));
  const compare = (what: string, work: () => Promise<readonly Finding[]>): Promise<void> => brokenOff.unlessPart(what, async () => void findings.push(...(await work())));
  if (repairs && isAsked('deadlines')) {
    await brokenOff.unlessPart('endpoints of webhooks', () => checkEndpoints(ports.webhook));
    await brokenOff.unlessPart('what consumers have set aside', () => ports.consumers.check());
  }
  if (isAsked('messages')) await compare('the mailbox of the installation', () => checkMailbox(ports.notifications, INSTALLATION, manner));
  for (const { tenantId } of (await ports.allPartners()).items) {
    if (isAsked('deadlines')) await compare(`exports of partner ${tenantId}`, () => checkExports(ports, tenantId, pending, manner));
    if (isAsked('deadlines', 'feeds', 'consumers')) await compare(`invoices of partner ${tenantId}`, () => checkInvoices(ports, tenantId, pending, manner));
    if (isAsked('messages')) await compare(`the mailbox of partner ${tenantId}`, () => checkMailbox(ports.notifications, tenantId, manner));
  }
  return findings;
};
