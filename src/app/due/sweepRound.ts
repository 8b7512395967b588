import { DueReceipts } from '../command/clearReceipts';
import { DueInvoices, type StartInvoiceRun } from '../invoice/dueInvoices';
import { InstallationFigures, sayFigures } from '../operations/measureInstallation';
import { type StartedProcesses, type TaskHub } from '../operations/startedProcesses';
import { holdsAll, holdsBack, type SweepControl } from '../operations/sweepControl';
import { readFigures, writeFigures } from '../operations/sweepFigures';
import { type App } from '../ports';
import { SchemaNote } from '../schema/installationSchema';
import { secondsBetween, type Instant } from '../../kernel/instant';
import { sweep, type Processes } from './sweep';

/** The Durable runtime as a round of the sweep reaches it. */
export interface RoundRuntime {
  readonly processes: Processes;
  readonly startInvoices: StartInvoiceRun;
  readonly hub: TaskHub;
}

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

/** What one tick of the sweep's timer does; one for a process, which holds when to look again for what is not in the index of deadlines. */
export class SweepRounds {
  private readonly dueReceipts = new DueReceipts();
  private readonly figures = new InstallationFigures();
  private readonly schemaNote = new SchemaNote();

  /** @param dueInvoices of the process, where something else looks at them too. */
  constructor(private readonly dueInvoices = new DueInvoices()) {}

  /**
   * Carries out and starts what is due, then leaves to be seen how it went and how the installation stands (DUE-5). A round that dies leaves nothing, so that what is seen grows old.
   * @returns what it was told to do. @throws as {@link sweep}. That figures cannot be written is logged: the work is done.
   */
  async run(app: App, { processes, startInvoices, hub }: RoundRuntime): Promise<SweepControl> {
    const { clock, directory, log, measures, notifications: { elapsed } } = app;
    const [startedAt, from] = [clock.now(), elapsed()];
    const before = await readFigures(directory);
    if (before !== undefined) measures.gauge('nextterm.sweep.age', Math.max(0, secondsBetween(before.endedAt, startedAt)));
    await this.schemaNote.note(app);
    const control = await sweep(app, processes);
    measures.gauge('nextterm.held', control.state === 'running' ? 0 : Math.max(0, secondsBetween(control.since, startedAt)));
    if (!holdsBack(control, 'invoiceRun')) await this.dueInvoices.start(app, startInvoices);
    if (!holdsAll(control)) await this.dueReceipts.clear({ ...app, elapsed });
    const state = await hubState(app, hub);
    try {
      const measured = await this.figures.measure(app);
      const endedAt = clock.now();
      await writeFigures(directory, { ...measured, startedAt, endedAt, tookMillis: Math.round(elapsed() - from), obeyed: control.version, hub: state });
      sayFigures(measures, measured, endedAt);
    } catch (error) {
      log.error('The figures of the installation could not be told', error);
    }
    return control;
  }

  /**
   * When the next round finds something to do, for a clock that skips those that would not: nothing that is held back; at once where a hold is not obeyed yet, or something that was started may not have ended, so that one sees when all is at rest.
   * @returns undefined: nothing is ahead.
   */
  async next({ clock, deadlines, directory, invoicing, startedProcesses, sweepControl }: App): Promise<Instant | undefined> {
    const control = await sweepControl.read();
    if (control.state !== 'running') {
      const isObeyed = (await readFigures(directory))?.obeyed === control.version;
      const { items, more } = await startedProcesses.list();
      if (!isObeyed || items.length > 0 || more) return clock.now();
    }
    if (holdsAll(control)) return undefined;
    const deadline = await deadlines.earliest((kind) => !holdsBack(control, kind));
    return earlier(deadline, holdsBack(control, 'invoiceRun') ? undefined : this.dueInvoices.next(clock.now(), invoicing.day));
  }
}

const hubState = async ({ log, startedProcesses }: { readonly log: App['log']; readonly startedProcesses: StartedProcesses }, hub: TaskHub): Promise<'up' | 'down'> => {
  try {
    await startedProcesses.settle(hub);
    return 'up';
  } catch (error) {
    log.error('The Durable runtime does not say which processes run', error);
    return 'down';
  }
};
