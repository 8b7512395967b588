import { InvocationContext } from '@azure/functions';
import { openTables } from '../adapters/tables/openTables';
import { type EventRecord } from '../app/command/eventRecord';
import { heldWork } from '../app/operations/heldWork';
import { SettingsWrong } from '../app/settingsWrong';
import { checkSettings } from '../wiring/config';
import { type LocalJoint } from '../wiring/localJoint';
import { type MountedRequest, type MountedResponse } from '../localhost';
import { apiHref } from './apiHref';
import { type Happening, type ConnectApplication } from './contracts';
import { HappeningJournal } from './happeningJournal';
import { holdsData } from './heldData';
import { localIdentities } from './identities';
import { localState } from './localState';
import { localTenants } from './localTenants';
import { nextEvents } from './nextEvents';
import { readSampleWorld } from './sampleFiles';
import { SandboxProblem } from './sandboxProblem';
import { loadPartners, loadSampleWorld, loadWorld } from './sampleWorld';

/** What is told of a fact while the clock moves: the name of the process, where it has one. */
const processes: Readonly<Record<string, { what: string; outcome: string }>> = {
  SubscriptionRenewed: { what: 'renewal', outcome: 'completed' },
  SubscriptionExpired: { what: 'renewal', outcome: 'expired' },
  TrialConverted: { what: 'trialConversion', outcome: 'completed' },
  WindowClosing: { what: 'cancellationWindow', outcome: 'closing' },
  WindowClosed: { what: 'cancellationWindow', outcome: 'closed' },
  CycleCharged: { what: 'cycleCharge', outcome: 'completed' },
};

const happeningsOf = ({ facts, subject, at, customerId, partnerId, partnerIds = [partnerId] }: EventRecord): Happening[] =>
  facts.map(({ type }) => {
    const { what, outcome } = processes[type] ?? { what: type, outcome: 'happened' };
    const href = apiHref(subject.kind, customerId, subject.id);
    return { at, what, subject: subject.id, outcome, subjectKind: subject.kind, ...(customerId !== '' && { customerId }), partnerIds, ...(href !== undefined && { href }) };
  });

/** Storage that takes longer than this, twice, is not there. */
const PROBE = { retries: 1, timeoutMillis: 3_000 };

const probe = (connectionString: string) => {
  const probed = openTables({ connectionString }, PROBE).store('Partners');
  return async (): Promise<string | undefined> => {
    try {
      await probed.read('health', 'health');
      return undefined;
    } catch (error) {
      return `storage cannot be reached (${error instanceof Error ? error.message : String(error)}).`;
    }
  };
};

const answerUnserved = (serveUnmatched: LocalJoint['serveUnmatched']) => async ({ method, url, headers, body }: MountedRequest): Promise<MountedResponse> => {
  const answer = await serveUnmatched(
    {
      method,
      url: url.href,
      headers: { get: (name) => headers[name.toLowerCase()] ?? null },
      query: url.searchParams,
      params: {},
      arrayBuffer: async () => new Uint8Array(body).buffer,
    },
    new InvocationContext({ functionName: 'zUnmatched' }),
  );
  return { status: answer.status ?? 200, headers: { ...(answer.headers as Record<string, string>) }, body: answer.body };
};

/** Joins the sandbox to NextTerm. The app is the very one its functions use: the same module, the same stores. @param joint of that app, wherever it was loaded from */
export const connectApplication = ({ theApp, serveUnmatched, showLocally }: LocalJoint): ConnectApplication => async ({ root, storage }) => {
  const settings = checkSettings(process.env);
  if (!settings.ok) throw new SandboxProblem(new SettingsWrong(settings.problems).message);
  const app = await theApp();
  const { operatorTenantId } = await readSampleWorld(root);
  const tenants = localTenants(app, operatorTenantId);
  const happenings = new HappeningJournal();
  app.events.listen((record) => {
    for (const happening of happeningsOf(record)) happenings.record(happening);
  });
  return {
    tenants,
    happenings,
    state: () => localState(app, root, tenants),
    held: () => heldWork(app),
    next: () => nextEvents(app.deadlines, app.clock.now(), app.invoicing.day),
    identities: (named) => localIdentities(app, tenants, named),
    storageProblem: probe(storage),
    knowsCaller: async ({ authorization }) =>
      app.routeDeps.authenticate(authorization ?? null).then(
        ({ ok }) => ok,
        // Its function finds the same, and says it.
        () => false,
      ),
    answerUnserved: answerUnserved(serveUnmatched),
    showLocally,
    holdsData: () => holdsData(app),
    loadSampleWorld: (print) => loadSampleWorld(app, root, print),
    loadWorld: (world, print) => loadWorld(app, world, print),
    loadPartners: () => loadPartners(app, root),
  };
};
