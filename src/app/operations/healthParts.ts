import { type BusHealth } from '../bus/dispatcher';
import { type DeadlineKind } from '../due/deadline';
import { plusHours, plusMinutes, secondsBetween, type Instant } from '../../kernel/instant';
import { type Counted } from './countRows';
import { type Look, type Seen } from './installationHealth';
import { schemaVersion } from '../schema/schemaVersions';
import { holdsAll, type SweepState } from './sweepControl';
import { type SweepFigures } from './sweepFigures';

/** A sweep comes every minute: one that is older was missed more than once. */
const LATE_MINUTES = 3;
/** Longer than a page of work, a retry or a slow bus takes. */
const OVERDUE_SECONDS = 15 * 60;
/** A hold that is older was forgotten. */
export const FORGOTTEN_HOURS = 4;

/** `unknown`: nobody has said yet. `none`: there is no such part here. */
export type PartState = 'up' | 'degraded' | 'down' | 'none' | 'unknown';

/** One thing that health tells apart. Nothing in it says of whom it is. */
export interface HealthPart {
  readonly name: 'storage' | 'hub' | 'bus' | 'sweep' | 'due' | 'outbox' | 'parked' | 'consumers' | 'deadLetters' | 'unreadable' | 'schema';
  readonly state: PartState;
  /** Of the sweep: what it is told to do. */
  readonly told?: SweepState;
  /** Since the sweep ended; since the oldest deadline fell due; since the oldest unpublished event came to be. In the app's clock. */
  readonly seconds?: number;
  /** Of the oldest deadline that is due. */
  readonly kind?: DeadlineKind;
  readonly count?: number;
  /** Of rows: the schema that this release knows, and the later one that another has written here. */
  readonly known?: number;
  readonly written?: number;
  /** There are more than were counted. */
  readonly more?: true;
}

const secondsSince = (at: Instant, now: Instant): number => Math.max(0, secondsBetween(at, now));

const counted = (name: HealthPart['name'], { count, isAll }: Counted, degrades: boolean): HealthPart => ({ name, state: degrades && count > 0 ? 'degraded' : 'up', count, ...(!isAll && { more: true as const }) });

const isForgotten = ({ control }: Seen, now: Instant): boolean => control.state !== 'running' && now >= plusHours(control.since, FORGOTTEN_HOURS);

const isLate = ({ control, figures, nextDue }: Seen, upSince: Instant, now: Instant, skipsIdle: boolean): boolean => {
  if (skipsIdle) return !holdsAll(control) && nextDue !== undefined && now >= plusMinutes(nextDue, LATE_MINUTES);
  const last = figures === undefined || figures.endedAt < upSince ? upSince : figures.endedAt;
  // An app that has just begun waits for its first tick.
  return now > plusMinutes(last, LATE_MINUTES);
};

const sweepPart = (seen: Seen, upSince: Instant, now: Instant, skipsIdle: boolean): HealthPart => {
  const { control, figures } = seen;
  const isDegraded = isLate(seen, upSince, now, skipsIdle) || isForgotten(seen, now);
  const state = isDegraded ? 'degraded' : figures === undefined ? 'unknown' : 'up';
  return { name: 'sweep', state, told: control.state, ...(figures !== undefined && { seconds: secondsSince(figures.endedAt, now) }) };
};

/** Customers of the accounts that answer are served: that some do not is no reason to send calls away. */
const storagePart = ({ accountsDown }: Seen): HealthPart => ({ name: 'storage', ...(accountsDown > 0 ? { state: 'degraded', count: accountsDown } : { state: 'up' }) });

/**
 * What waited as the last sweep ended. Where time passes without idle ticks no further sweep says that it was done: there it is over once nothing is due, and of events that are not
 * published this process alone can have any.
 */
const whatWaits = ({ control, figures, nextDue }: Seen, bus: BusHealth, now: Instant, skipsIdle: boolean): Pick<SweepFigures, 'oldestDue' | 'oldestUnpublished'> => {
  const isOver = skipsIdle && control.state === 'running' && (nextDue === undefined || nextDue > now);
  return isOver ? { oldestUnpublished: bus.oldestWaiting } : { oldestDue: figures?.oldestDue, oldestUnpublished: figures?.oldestUnpublished };
};

/** What a sweep told as it ended, and how old that is by now. */
const toldParts = (seen: Seen, bus: BusHealth, now: Instant, skipsIdle: boolean): readonly HealthPart[] => {
  const { control, figures } = seen;
  if (figures === undefined) return [];
  const { hub, parked, stuckSubjects, deadLetters, unreadable } = figures;
  const { oldestDue, oldestUnpublished } = whatWaits(seen, bus, now, skipsIdle);
  // What is held back is meant to wait.
  const isHeld = control.state !== 'running';
  const waits = (at: Instant): PartState => (!isHeld && secondsSince(at, now) > OVERDUE_SECONDS ? 'degraded' : 'up');
  return [
    { name: 'hub', state: hub },
    { name: 'due', ...(oldestDue === undefined ? { state: 'up' } : { state: waits(oldestDue.at), kind: oldestDue.kind, seconds: secondsSince(oldestDue.at, now) }) },
    { name: 'outbox', ...(oldestUnpublished === undefined ? { state: 'up' } : { state: waits(oldestUnpublished), seconds: secondsSince(oldestUnpublished, now) }) },
    counted('parked', parked, true),
    counted('consumers', stuckSubjects, true),
    // A partner's own server that refuses for three days is no fault of the installation.
    counted('deadLetters', deadLetters, false),
    counted('unreadable', unreadable, true),
  ];
};

/** Nothing where rows are of this release, or of an earlier one, as they nearly always are. */
const schemaPart = ({ newerSchema }: Seen): readonly HealthPart[] => (newerSchema === undefined ? [] : [{ name: 'schema', state: 'degraded', known: schemaVersion, written: newerSchema }]);

export interface HealthFacts {
  readonly now: Instant;
  /** Since when the process is there. */
  readonly upSince: Instant;
  readonly bus: BusHealth;
  readonly look: Look;
  /** Whether time passes without ticks that would find nothing to do. */
  readonly skipsIdle: boolean;
}

/** DUE-5: every part of the installation and how it is. Where storage does not answer nothing is said of what only storage knows. */
export const healthParts = ({ now, upSince, bus, look, skipsIdle }: HealthFacts): readonly HealthPart[] => {
  const { seen } = look;
  const busPart: HealthPart = { name: 'bus', state: bus.state, ...(bus.oldestWaiting !== undefined && { seconds: secondsSince(bus.oldestWaiting, now) }) };
  if (seen === undefined) return [{ name: 'storage', state: 'down' }, busPart];
  return [storagePart(seen), busPart, sweepPart(seen, upSince, now, skipsIdle), ...toldParts(seen, bus, now, skipsIdle), ...schemaPart(seen)];
};

/** `degraded` takes nothing out of service: the app answers, and somebody should look. Only without storage, or with wrong settings, it can do nothing. */
export type HealthStatus = 'healthy' | 'degraded' | 'down';

export const statusOf = (parts: readonly HealthPart[]): HealthStatus => {
  if (parts.some(({ name, state }) => name === 'storage' && state === 'down')) return 'down';
  return parts.some(({ state }) => state === 'degraded' || state === 'down') ? 'degraded' : 'healthy';
};
