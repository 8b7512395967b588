import { readCustomer } from '../app/customer/customerBook';
import { type EventRecord } from '../app/command/eventRecord';
import { theApp } from '../app/wiring';
import { type Happening, type ConnectApplication } from './contracts';
import { HappeningJournal } from './happeningJournal';
import { localState } from './localState';
import { readSampleWorld } from './sampleFiles';
import { loadPartners, loadSampleWorld } from './sampleWorld';

/** What is told of a fact while the clock moves: the name of the process, where it has one. */
const processes: Readonly<Record<string, { what: string; outcome: string }>> = {
  SubscriptionRenewed: { what: 'renewal', outcome: 'completed' },
  SubscriptionExpired: { what: 'renewal', outcome: 'expired' },
  WindowClosing: { what: 'cancellationWindow', outcome: 'closing' },
  WindowClosed: { what: 'cancellationWindow', outcome: 'closed' },
  CycleCharged: { what: 'cycleCharge', outcome: 'completed' },
};

const happeningsOf = ({ facts, subject, at }: EventRecord): Happening[] =>
  facts.map(({ type }) => {
    const { what, outcome } = processes[type] ?? { what: type, outcome: 'happened' };
    return { at, what, subject: subject.id, outcome };
  });

/** Joins the sandbox to NextTerm. The app is the very one its functions use: the same module, the same stores. */
export const connectApplication: ConnectApplication = async ({ root }) => {
  const app = await theApp();
  const { operatorTenantId } = await readSampleWorld(root);
  const happenings = new HappeningJournal();
  app.events.listen((record) => {
    for (const happening of happeningsOf(record)) happenings.record(happening);
  });
  return {
    tenants: {
      operatorTenantId,
      partnerTenantId: async (slug) => {
        const [, reseller] = /^reseller(\d+)$/.exec(slug) ?? [];
        const partner = reseller === undefined ? (await app.partners.all()).find((candidate) => candidate.slug === slug) : await app.partners.byPartnerId(reseller);
        return partner?.tenantId;
      },
      isCustomer: async (tenantId) => (await readCustomer(app.commerce, tenantId)) !== undefined,
    },
    happenings,
    state: () => localState(app, root, operatorTenantId),
    loadSampleWorld: (print) => loadSampleWorld(app, root, print),
    loadPartners: () => loadPartners(app, root),
  };
};
