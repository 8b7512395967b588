import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RealClock, VirtualClock, type AnsweredCall, type HostClock, type Logger, publishClock, startAzurite, startHost, waitForOrphan } from '../localhost';
import { createDurableRuntime } from '../localhost/durable';
import { Teardown } from '../localhost/teardown';
import { localCertificate } from './certificate';
import { keepCertificate, renewedLine } from './certificateKeeper';
import { chooseClock } from './clockChoice';
import { readClockFile, writeClockFile } from './clockFile';
import { clockRoutes } from './clockRoutes';
import { type ConnectApplication, type OpenWorld, type StartOptions } from './contracts';
import { copyAtStop, keepCopies } from './copyKeeper';
import { openDataFolder, type DataFolder } from './dataFolder';
import { sandboxEdge } from './edge';
import { FailureJournal, joinHappenings } from './failureJournal';
import { clearLeftElsewhere } from './folderLock';
import { holdPort } from './holdPort';
import { identitiesRoute } from './identitiesRoute';
import { localSideOf } from './landing';
import { LastRequests, requestsRoute } from './lastRequests';
import { openBus } from './openBus';
import { readSampleWorld } from './sampleFiles';
import { SandboxProblem } from './sandboxProblem';
import { localSettings } from './settings';
import { stateRoute } from './stateRoute';
import { loadSigningKeys } from './tokens/signingKeys';
import { type Organisation } from './tokens/organisations';
import { TokenIssuer } from './tokens/tokenIssuer';
import { tokenRoutes } from './tokens/tokenRoutes';
import { isLoading } from './snapshots/loading';
import { planWorld } from './world/planWorld';
import { writeWorldRecord } from './world/worldRecord';

/** What the sandbox is given instead of reaching for it. */
export interface Surroundings {
  /** Folder of the repository: sample world, entities of the bus. */
  readonly root: string;
  /** Folder of the app that runs: its package.json and host.json. */
  readonly appRoot: string;
  readonly connect: ConnectApplication;
  readonly openWorld: OpenWorld;
  /** Progress, for the user. */
  readonly print: (line: string) => void;
  /** Warnings and failures. */
  readonly warn: (line: string) => void;
  /** Told of every request that was answered. */
  readonly onAnswered?: (call: AnsweredCall) => void;
  /** Aborted: give up starting at the next step. */
  readonly signal?: AbortSignal;
}

export interface RunningSandbox {
  /** For example `http://127.0.0.1:7071`, or `https://localhost:7071`. */
  readonly url: string;
  /** Connection string of the local Service Bus; undefined without one. */
  readonly serviceBus?: string;
  /** What programs are to trust before they talk https with it; undefined where it speaks http only. */
  readonly certificateFile?: string;
  /** The folder that mail goes into; undefined where it goes into none. */
  readonly mailFolder?: string;
  /** Who can sign in to sell. */
  readonly partners: readonly Organisation[];
  /** Ends the app, then its Service Bus and storage, then gives the data folder back. */
  stop(): Promise<void>;
}

/**
 * Starts NextTerm with all it needs: storage, clock, token issuer, sample world. One sandbox per process, since the app reads its settings
 * from the environment.
 * @throws SandboxProblem for what the user can do something about; nothing is left running then, nor after any other failure
 */
export const startSandbox = async (options: StartOptions, surroundings: Surroundings): Promise<RunningSandbox> => {
  const teardown = new Teardown();
  try {
    const started = await start(options, surroundings, teardown);
    return { ...started, stop: () => teardown.run() };
  } catch (error) {
    await teardown.run();
    throw error;
  }
};

const start = async (options: StartOptions, { root, appRoot, connect, openWorld, print, warn, onAnswered, signal }: Surroundings, teardown: Teardown): Promise<Omit<RunningSandbox, 'stop'>> => {
  const held = await holdPort(options.port);
  teardown.add(() => held.release());
  const { port } = held;
  const ownUrl = `http://127.0.0.1:${port}`;
  const url = options.https === true ? `https://localhost:${port}` : ownUrl;
  if (options.dataFolder !== undefined) await clearLeftElsewhere(options.dataFolder, print);
  // What was being loaded is in its place before anything is compared with it.
  if (options.dataFolder !== undefined && !options.fresh && isLoading(options.dataFolder)) openDataFolder(options.dataFolder, { fresh: false }).close();
  const own = options.world === undefined ? undefined : await openWorld(options.world);
  const prepared = await planWorld(options, own, Date.now);
  if (options.dataFolder !== undefined && (options.fresh || options.restore)) await waitForOrphan(join(options.dataFolder, 'storage'));
  const storage: { pid?: number } = {};
  const onLost = (): void => endWithoutWriting(storage.pid, warn);
  const folder = options.dataFolder === undefined ? undefined : openDataFolder(options.dataFolder, { ...options, onLost });
  if (folder !== undefined) teardown.add(() => folder.close());
  for (const note of folder?.notes ?? []) print(note);
  if (options.dataFolder !== undefined && own !== undefined && prepared !== undefined) writeWorldRecord(options.dataFolder, own);
  const failures = new FailureJournal(warn, { showsInformation: process.env['NEXTTERM_CALL_LOG'] === 'on' });
  const clock = openClock(folder, options.clock ?? (prepared === undefined ? undefined : own?.start), failures, print);
  failures.clock = clock;
  const keys = await loadSigningKeys(folder?.keysFile);
  const currentCertificate = options.https === true && folder !== undefined ? () => localCertificate(folder.certificateFolder, new Date()) : undefined;
  const certificate = await currentCertificate?.();
  if (certificate?.renewed === true) print(renewedLine(certificate));

  signal?.throwIfAborted();
  print('Starting storage (Azurite) …');
  let ready = false;
  const azurite = await startAzurite({ logger: failures, ...(folder === undefined ? {} : { data: folder.storageFolder }) });
  storage.pid = azurite.pid;
  teardown.add(() => {
    if (ready && folder !== undefined) copyAtStop({ folder, azurite, warn });
  });
  teardown.add(() => azurite.stop());

  signal?.throwIfAborted();
  const bus = options.bus ? await openBus({ root, folder, clock, logger: failures }) : undefined;
  if (bus !== undefined) teardown.add(() => bus.stop());

  signal?.throwIfAborted();
  print('Starting the app …');
  const { operatorTenantId } = await readSampleWorld(root);
  const settings = localSettings({ url, ownUrl, storage: azurite.connectionString, serviceBus: bus?.connectionString ?? '', mail: folder === undefined ? '' : pathToFileURL(folder.mailFolder).href, operatorTenantId }, process.env);
  Object.assign(process.env, settings);
  // What the app writes down when it starts is of this clock.
  teardown.add(publishClock(clock));
  const application = await connect({ url, root, storage: azurite.connectionString });
  if (folder?.filled === true && !(await application.holdsData())) throw folder.emptyStore();
  const issuer = new TokenIssuer({ keys, url, tenants: application.tenants, realNow: () => Math.floor(Date.now() / 1000), ...(options.defaultRole !== undefined && { defaultRole: options.defaultRole }) });
  await held.release();
  const watch = { storageProblem: () => application.storageProblem(), failures: () => failures.count, next: () => application.next(), held: () => application.held() };
  const requests = new LastRequests(clock);
  teardown.add(application.showLocally(localSideOf(clock, application.tenants, requests)));
  const host = await startHost({
    root: appRoot,
    port,
    clock,
    settings,
    logger: failures,
    storage: { connectionString: azurite.connectionString },
    durable: createDurableRuntime,
    edge: sandboxEdge(application),
    onAnswered: (call) => {
      requests.add(call);
      onAnswered?.(call);
    },
    ...(certificate !== undefined && { certificate }),
    routes: [...tokenRoutes(issuer), ...clockRoutes(clock, joinHappenings(application.happenings, failures), watch), stateRoute(() => application.state()), identitiesRoute((named) => application.identities(named)), requestsRoute(requests)],
  });
  teardown.add(() => host.stop());
  if (currentCertificate !== undefined) teardown.add(keepCertificate({ current: currentCertificate, use: (renewed) => host.useCertificate(renewed), print, warn }));

  signal?.throwIfAborted();
  if (prepared !== undefined) {
    await application.loadWorld(prepared.world, print);
    if (prepared.ended > 0) print(`  ${prepared.ended} rows of subscriptions that are over were left out`);
  } else if (own === undefined) await (options.sample ? application.loadSampleWorld(print) : application.loadPartners());
  if (folder !== undefined) {
    folder.markFilled();
    teardown.add(keepCopies({ folder, azurite, clock, warn }));
  }
  ready = true;
  const { NEXTTERM_MAIL: mail = '' } = settings;
  return { url, ...(certificate !== undefined && { certificateFile: certificate.file }), partners: (await application.tenants.partners()).filter(({ reseller }) => reseller !== true), ...(bus !== undefined && { serviceBus: bus.connectionString }), ...(mail.startsWith('file:') && { mailFolder: fileURLToPath(mail) }) };
};

/** Ends this process, and its storage, which would else write all that it holds. @param storagePid undefined while there is none. */
const endWithoutWriting = (storagePid: number | undefined, warn: (line: string) => void): never => {
  warn('Another NextTerm has taken the data folder, since this one had stood still for long. This one ends at once, so that it writes nothing more there.');
  try {
    if (storagePid !== undefined) process.kill(storagePid, 'SIGKILL');
  } finally {
    process.exit(1);
  }
};

/** The clock the data folder was made with, or the one asked for; a virtual one keeps its position there. */
const openClock = (folder: DataFolder | undefined, requested: number | undefined, logger: Logger, print: (line: string) => void): HostClock => {
  const choice = chooseClock(folder === undefined ? undefined : readClockFile(folder.clockFile, () => folder.wayOut()), requested);
  if (!choice.ok) throw new SandboxProblem(choice.problem);
  if (choice.note !== undefined) print(choice.note);
  if (folder !== undefined) writeClockFile(folder.clockFile, choice.clock);
  if (!choice.clock.virtual) return new RealClock({ logger });
  return new VirtualClock({
    start: choice.clock.now,
    logger,
    onMove: (now) => {
      if (folder !== undefined) writeClockFile(folder.clockFile, { virtual: true, now });
    },
  });
};
