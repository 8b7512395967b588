import { z } from 'zod';
import { plusHours, type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { DEADLINE_KINDS } from '../due/deadline';
import { rowReader } from '../unreadable';
import { BrokenOffs } from './brokenOff';
import { checkCustomer } from './checkCustomer';
import { type Finding } from './finding';
import { nextCustomers } from './customerRows';
import { readPending } from './missingDeadlines';
import { checkOfPartners, type PartnersCheckPorts } from './ofPartners';

/** A partition of the `Directory` table, with one row. */
const PARTITION = 'check';
const KEY = 'check|round';

const findingSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('deadline'), customerId: z.string(), kind: z.enum(DEADLINE_KINDS), subject: z.string(), at: instantSchema }),
  z.object({ what: z.literal('directory'), customerId: z.string(), fault: z.enum(['claim', 'entry']) }),
  z.object({ what: z.literal('deadlineList'), customerId: z.string(), partnerId: z.string(), subject: z.string() }),
  z.object({ what: z.literal('ledger'), customerId: z.string(), partnerId: z.string(), month: z.string(), line: z.string(), fault: z.enum(['missing', 'differs', 'surplus', 'double']), stays: z.literal(true).optional() }),
  z.object({ what: z.literal('feed'), customerId: z.string(), partnerId: z.string(), event: z.string() }),
  z.object({ what: z.literal('consumer'), customerId: z.string(), consumer: z.string(), event: z.string() }),
  z.object({ what: z.literal('notification'), customerId: z.string(), partnerId: z.string(), event: z.string() }),
  z.object({ what: z.literal('sheet'), customerId: z.string(), sheet: z.number().int().nonnegative().optional() }),
  z.object({ what: z.literal('requestList'), customerId: z.string(), subject: z.string() }),
]);

const roundSchema = z.object({
  startedAt: instantSchema,
  /** Absent: it is under way. */
  endedAt: instantSchema.optional(),
  /** Where it goes on; absent: at the first customer. */
  next: z.string().optional(),
  customers: z.number().int().nonnegative(),
  /** How many things were put right. */
  repaired: z.number().int().nonnegative(),
  /** The first of them. */
  findings: z.array(findingSchema),
  /** Customers, and what is none's, whose comparison broke off, the first of them; absent: none. */
  failed: z.array(z.object({ customerId: z.string(), reason: z.string() })).optional(),
});

/** One round over all customers. */
export type CheckRound = z.infer<typeof roundSchema>;

const storedSchema = z.object({ round: roundSchema, before: roundSchema.optional() });

const rounds = rowReader('Directory', 'check', storedSchema);

/** A round begins so long after the one before it began. */
const EVERY_HOURS = 24;
/** A round looks for what falls due until the next one has surely come by. */
const LOOKS_AHEAD_HOURS = 48;
/** Of one call: see `nextCustomers` for what a step costs. */
const stepsAtOnce = 20;
const mostFindings = 100;
const MOST_FAILED = 20;
/** A month of usage is closed within days of its end. */
const MONTHS_BACK = 2;
/** A line is in the ledger minutes after its charge; one that was overlooked is found while its month, or the next, is open. */
const LEDGER_MONTHS_BACK = 1;

/** Between two rounds, and as long as one takes: an event is in the feeds, and with consumers, minutes after its change. */
const EVENTS_BACK_HOURS = 48;

type Stored = z.infer<typeof storedSchema>;

const readRound = async (directory: PartitionStore): Promise<{ readonly stored: Stored | undefined; readonly etag: string | undefined }> => {
  const row = await directory.read(PARTITION, KEY);
  // A row that cannot be read is only where a round had come to: another round begins.
  const [stored] = row === undefined ? [] : rounds.readable([row]).items;
  return { stored, etag: row?.etag };
};

/** The round that is under way or was the last, and the one before it. */
export const lastRounds = async (directory: PartitionStore): Promise<readonly CheckRound[]> => {
  const { stored } = await readRound(directory);
  return stored === undefined ? [] : [stored.round, ...(stored.before === undefined ? [] : [stored.before])];
};

/** On a clock that is moved a year at once a round a day would take longer than the year's work: one in thirty days finds the same, later. */
const VIRTUAL_EVERY_HOURS = 30 * 24;

/** When a clock that jumps from one thing to do to the next should stop for the check. */
export const nextCheckOfVirtualClock = async (directory: PartitionStore, now: Instant): Promise<Instant> => {
  const { stored } = await readRound(directory);
  return stored?.round.endedAt === undefined ? now : plusHours(stored.round.startedAt, VIRTUAL_EVERY_HOURS);
};

const begun = (stored: Stored | undefined, now: Instant): Stored | undefined => {
  if (stored !== undefined && stored.round.endedAt === undefined) return stored;
  if (stored !== undefined && now < plusHours(stored.round.startedAt, EVERY_HOURS)) return undefined;
  return { round: { startedAt: now, customers: 0, repaired: 0, findings: [] }, ...(stored !== undefined && { before: stored.round }) };
};

/**
 * DUE-1: goes on with the day's round over all customers, which compares the deadline index, the directory, the partners' lists of deadlines, their ledgers and feeds and the lists of requests with the state and repairs them, by a bounded number of steps; where the round of the day is over it
 * costs one operation. Two at once do the same work twice, and one of them keeps the place; one that dies is gone on with from the place it kept last. What is no customer's comes first. A customer, or a part of that, whose comparison breaks off is passed over, and told of.
 * @returns what it put right. @throws when the store fails.
 */
export const goOnChecking = async (ports: PartnersCheckPorts): Promise<readonly Finding[]> => {
  const now = ports.clock.now();
  const { stored, etag } = await readRound(ports.directory);
  const state = begun(stored, now);
  if (state === undefined) return [];
  const pending = await readPending(ports.deadlines, now);
  const isBeginning = state.round.customers === 0 && state.round.next === undefined;
  const brokenOff = new BrokenOffs(ports.log);
  const ofPartners = { horizon: plusHours(now, LOOKS_AHEAD_HOURS), since: plusHours(now, -EVENTS_BACK_HOURS), repairs: true };
  const findings: Finding[] = isBeginning ? [...(await checkOfPartners(ports, pending, ofPartners, brokenOff))] : [];
  let { next, customers } = state.round;
  let isOver = false;
  for (let steps = 0; steps < stepsAtOnce && !isOver; steps += 1) {
    const step = await nextCustomers(ports.commerce, next);
    const manner = { horizon: plusHours(now, LOOKS_AHEAD_HOURS), monthsBack: MONTHS_BACK, ledgerMonthsBack: LEDGER_MONTHS_BACK, eventsSince: plusHours(state.round.startedAt, -EVENTS_BACK_HOURS), repairs: true };
    for (const customer of step.customers) await brokenOff.unless(customer.customerId, async () => void findings.push(...(await checkCustomer(ports, customer, pending, manner))));
    if (step.tooLarge !== undefined) brokenOff.add(step.tooLarge.customerId, step.tooLarge.cause);
    customers += step.customers.length + (step.tooLarge === undefined ? 0 : 1);
    next = step.next;
    isOver = next === undefined;
  }
  const { startedAt, repaired } = state.round;
  const failed = [...(state.round.failed ?? []), ...(brokenOff.told().failed ?? [])].slice(0, MOST_FAILED);
  const round: CheckRound = {
    startedAt,
    ...(isOver && { endedAt: ports.clock.now() }),
    ...(next !== undefined && { next }),
    customers,
    repaired: repaired + findings.length,
    findings: [...state.round.findings, ...findings].slice(0, mostFindings),
    ...(failed.length > 0 && { failed }),
  };
  const row = { key: KEY, value: { type: 'check', ...state, round } };
  await ports.directory.commit(PARTITION, [etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag }]);
  return findings;
};
