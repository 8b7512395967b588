import { type Deadline } from './deadline';
import { groupBy } from '../../kernel/groupBy';
import { EACH, isStepKind, type EachPorts } from './dueKinds';
import { isProcessKind, type DueWork } from './dueWork';
import { setAside, type SettingAsidePorts } from './setAside';
import { withBound } from './withBound';
import { writeCarried } from '../audit/carriedAudit';
import { workAbout } from '../command/workContext';
import { carriedTrace } from '../tracing/carriedTrace';
import { inSpan, traced } from '../tracing/inSpan';
import { carriedDeadlines, type Covers } from '../command/covers';
import { RowUnreadable } from '../unreadable';
import { type ReceiptWeeks } from '../command/receiptWeeks';
import { holdsAll, holdsBack, type SweepControl, type SweepControlBook } from '../operations/sweepControl';
import { type PartitionStore } from '../../kernel/partitionStore';
import { deliverRound } from '../webhook/deliver';
import { type SendPorts } from '../webhook/send';

const atOnce = 8;
const pageSize = 1000;
/** Nothing that comes one at a time is begun, and no page looked for, after so long: what is left is the first of the next sweep. A host ends a function that takes some minutes more, and its process with it. */
const LONGEST_MILLIS = 120_000;
/** Endpoints wait for others' answers more than they work. */
const endpointsAtOnce = 16;
/** No endpoint is begun with after so long: those who are left are the first of the next sweep. */
const DELIVERING_MILLIS = 20_000;
/** The same of mails. */
const MAILING_MILLIS = 20_000;

export interface SweepPorts extends EachPorts, SettingAsidePorts {
  readonly webhook: SendPorts;
  readonly audit: PartitionStore;
  readonly covers: Covers;
  readonly receipts: ReceiptWeeks;
  readonly sweepControl: Pick<SweepControlBook, 'holds' | 'read'>;
}

/** The long-running processes, as the sweep reaches them. Both throw where the runtime does not answer. */
export interface Processes {
  /** Starts the process that carries out one part of the work; one that runs already is left alone. */
  start(work: DueWork): Promise<void>;
  /** Tells the process of a subject that something of it is due, and starts it where none waits. It takes the deadline away, as it was found, when that is done; until then it is told again. */
  tell(due: Deadline): Promise<void>;
}

/** Events that wait are never given up: they are tried at every sweep, until they are out. */
const publishAll = async ({ publishing, deadlines, log, measures, unreadable, audit }: SweepPorts, due: readonly Deadline[]): Promise<void> => {
  for (const [customerId, rows] of groupBy(due, (deadline) => deadline.customerId)) {
    try {
      await publishing.publishLeftovers(customerId);
      for (const row of rows) await writeCarried({ audit, log }, row.data?.['audit'], `${row.subject} of customer ${customerId}`);
      await deadlines.put(rows.flatMap((row) => carriedDeadlines(row, log)));
      await deadlines.remove(rows);
      measures.count('nextterm.carriedout', rows.length, { kind: 'publish' });
    } catch (error) {
      measures.count('nextterm.failures', 1, { part: 'sweep' });
      log.error(`Events of customer ${customerId} are still unpublished`, error);
      if (error instanceof RowUnreadable) await unreadable.raise([error.row]);
    }
  }
};

const carryOutEach = async (ports: SweepPorts, deadline: Deadline, kind: keyof typeof EACH): Promise<void> => {
  const { customerId: customer, subject } = deadline;
  const asked = { from: carriedTrace(deadline), facts: { kind, customer, subject } };
  const carriedOut = async (): Promise<void> => {
    try {
      await EACH[kind](ports, deadline);
      await ports.deadlines.remove([deadline]);
      ports.measures.count('nextterm.carriedout', 1, { kind });
    } catch (cause) {
      await setAside(ports, deadline, cause);
    }
  };
  await workAbout(asked.facts, () => inSpan(`carry out ${kind}`, asked, carriedOut));
};

/** One after the other: the first may start the process that the next is told to. @param due of one subject. */
const tellProcess = async ({ deadlines, log, measures }: SweepPorts, processes: Processes, due: readonly Deadline[]): Promise<void> => {
  for (const deadline of due) {
    try {
      await processes.tell(deadlines.asFound(deadline));
    } catch (error) {
      measures.count('nextterm.failures', 1, { part: 'sweep' });
      log.error(`The process of ${deadline.kind} ${deadline.subject} could not be told`, error);
    }
  }
};

/** What waits for webhooks, an endpoint at a time, once all else is done, and for a bounded time: a receiver that does not answer holds up nothing that falls due. An endpoint whose round fails is found again. */
const deliverAll = async ({ webhook, log, measures }: SweepPorts, due: readonly Deadline[]): Promise<void> => {
  const startedAt = webhook.elapsed();
  await withBound(endpointsAtOnce, [...groupBy(due, ({ customerId }) => customerId)], async ([endpointId, rows]) => {
    if (webhook.elapsed() - startedAt >= DELIVERING_MILLIS) return;
    try {
      await deliverRound(webhook, rows);
      measures.count('nextterm.carriedout', rows.length, { kind: 'webhook' });
    } catch (error) {
      measures.count('nextterm.failures', 1, { part: 'sweep' });
      log.error(`Deliveries to the webhook ${endpointId} are left to the next sweep`, error);
    }
  });
};

/** Mails, after all else and for a bounded time: a mail server that is slow holds up nothing that falls due. */
const mailAll = async (ports: SweepPorts, due: readonly Deadline[]): Promise<void> => {
  const { elapsed } = ports.notifications;
  const startedAt = elapsed();
  await withBound(atOnce, due, async (deadline) => {
    if (elapsed() - startedAt < MAILING_MILLIS) await carryOutEach(ports, deadline, 'notification');
  });
};

/**
 * Finds what is due, page by page: brings waiting events out, carries out what comes one at a time, hands over what comes by the thousand, tells processes that wait, and delivers to webhooks and sends mail last. Reads what is due, never what exists. Converges when run twice or by two hosts at once; what fails is set apart (REN-7), and a process that cannot be started is logged and found again by the next sweep.
 * It ends after two minutes of that; what is left stays due.
 * What the operator holds back (DUE-4) stays due: that is looked up before each page, and before anything is begun that the pages have found.
 * @returns what it was told to do as it began. @throws when the deadline index cannot be read, or what to do.
 */
export const sweep = async (ports: SweepPorts, processes: Processes): Promise<SweepControl> => {
  const { clock, covers, deadlines, log, measures, receipts, sweepControl, webhook: { elapsed } } = ports;
  const startedAt = elapsed();
  const goesOn = (): boolean => elapsed() - startedAt < LONGEST_MILLIS;
  await covers.clear();
  await receipts.write();
  const begun = await sweepControl.read();
  let control = begun;
  const works = new Map<string, DueWork>();
  const deliveries: Deadline[] = [];
  const mails: Deadline[] = [];
  let continuation: string | undefined;
  do {
    if (holdsAll(control)) return begun;
    const page = await deadlines.due(clock.now(), pageSize, continuation);
    const unpublished: Deadline[] = [];
    const each: (() => Promise<void>)[] = [];
    const told: Deadline[] = [];
    for (const deadline of page.deadlines) {
      const { kind } = deadline;
      if (holdsBack(control, kind)) continue;
      if (kind === 'publish') unpublished.push(deadline);
      else if (kind === 'webhook') deliveries.push(deadline);
      else if (kind === 'notification') mails.push(deadline);
      else if (isProcessKind(kind)) {
        const partition = deadlines.partitionOf(deadline);
        works.set(`${kind}|${partition}`, { partition, kind, ...traced() });
      } else if (isStepKind(kind)) told.push(deadline);
      else each.push(() => carryOutEach(ports, deadline, kind));
    }
    await publishAll(ports, unpublished);
    for (const due of groupBy(told, ({ subject }) => subject).values()) each.push(() => tellProcess(ports, processes, due));
    await withBound(atOnce, each, async (carryOut) => {
      if (goesOn()) await carryOut();
    });
    continuation = goesOn() ? page.continuation : undefined;
    const isOver = continuation === undefined && works.size + deliveries.length + mails.length === 0;
    if (!isOver) control = await sweepControl.read();
  } while (continuation !== undefined);
  if (!goesOn()) log.info(`The sweep began nothing more after ${LONGEST_MILLIS / 1000} seconds: what may be left is for the next one`);

  for (const work of works.values()) {
    if (holdsBack(control, work.kind)) continue;
    try {
      await processes.start(work);
    } catch (error) {
      measures.count('nextterm.failures', 1, { part: 'sweep' });
      log.error(`${work.kind} of ${work.partition} could not be started`, error);
    }
  }
  if (!holdsBack(control, 'webhook')) await deliverAll(ports, deliveries);
  if (!holdsBack(control, 'notification')) await mailAll(ports, mails);
  return begun;
};
