import { type AnchoredSeal, type AuditFinding, SealJudge, SealSequence } from '../../../domain/audit/judgeSeal';
import { type Seal } from '../../../domain/audit/seal';
import { dayOf, plusDays } from '../../../kernel/calendarDate';
import { plusHours, type Instant } from '../../../kernel/instant';
import { type PartitionStore } from '../../../kernel/partitionStore';
import { sha256 } from '../sha256';
import { evidenceOf } from './evidence';
import { allSeals, firstDayWithin } from './sealBook';
import { sealedFrom } from './sealKeys';
import { nextTenant } from './tenants';

/** A part of the logs, proved. */
export interface SealsChecked {
  /** Logs that were gone through to their end. */
  readonly tenants: number;
  /** Of those the ones in which nothing is sealed yet. */
  readonly unsealed: number;
  readonly seals: number;
  /** Those, for whoever compares them with what was exported. */
  readonly sealed: readonly (AnchoredSeal & { readonly tenantId: string })[];
  /** Records that the seals list. */
  readonly records: number;
  /** Of those the ones that came after their day was sealed. */
  readonly late: number;
  readonly found: number;
  /** The first thousand of them. */
  readonly findings: readonly AuditFinding[];
  /** Where the next call goes on; absent: that was all. */
  readonly next?: string;
}

/** Of one call, which ends with the seal that reaches either. */
const MOST_RECORDS = 20_000;
const MOST_SEALS = 100;
const MOST_FINDINGS = 1000;
/** Days without a seal that are named of one log. */
const MOST_DAYS = 100;
/** The sealing comes by every ten minutes, and what fails is tried again. */
const HOURS_TO_SEAL = 1;

/** Counts what a call looks at. */
class Tally {
  readonly findings: AuditFinding[] = [];
  readonly sealed: (AnchoredSeal & { readonly tenantId: string })[] = [];
  found = 0;
  records = 0;
  late = 0;

  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.records >= this.most || this.sealed.length >= MOST_SEALS;
  }

  add(findings: readonly (AuditFinding | undefined)[]): void {
    for (const finding of findings) {
      if (finding === undefined) continue;
      this.found += 1;
      if (this.findings.length < MOST_FINDINGS) this.findings.push(finding);
    }
  }
}

const checkSeal = async (audit: PartitionStore, seal: Seal, tally: Tally): Promise<void> => {
  const judge = new SealJudge(seal, sha256);
  let after: string | undefined;
  do {
    const page = await evidenceOf(audit, seal, after);
    tally.add(page.items.map((evidence) => judge.take(evidence)));
    after = page.next;
  } while (after !== undefined);
  tally.add([judge.end()]);
  tally.sealed.push({ tenantId: seal.tenantId, number: seal.number, day: seal.day, hash: seal.hash });
  tally.records += seal.records;
  if (seal.late === true) tally.late += seal.records;
};

/** Days behind the last that was sealed that have records, and should be. */
const daysNotSealed = async (audit: PartitionStore, tenantId: string, last: Seal, now: Instant): Promise<readonly AuditFinding[]> => {
  const findings: AuditFinding[] = [];
  const { reached = { day: last.day } } = last;
  let from = reached.through === undefined ? plusDays(reached.day, 1) : reached.day;
  while (findings.length < MOST_DAYS) {
    const day = await firstDayWithin(audit, tenantId, from, dayOf(now));
    if (day === undefined || plusHours(sealedFrom(day), HOURS_TO_SEAL) > now) break;
    findings.push({ fault: 'day_not_sealed', tenantId, day, detail: 'is over, has records, and is not sealed' });
    from = plusDays(day, 1);
  }
  return findings;
};

/** @param after number of the seal up to which it is checked. @returns the number up to which it is checked now; undefined: all of it. */
const checkTenant = async (audit: PartitionStore, tenantId: string, after: number, now: Instant, tally: Tally): Promise<number | undefined> => {
  const { seals, unreadable } = await allSeals(audit, tenantId);
  if (after === 0) {
    const sequence = new SealSequence(tenantId);
    tally.add(seals.map((seal) => sequence.take(seal)));
    tally.add(unreadable.map(({ key, reason }) => ({ fault: 'seal_changed', tenantId, detail: `the row ${key} of a seal cannot be read: ${reason}` })));
  }
  for (const seal of seals.filter(({ number }) => number > after)) {
    await checkSeal(audit, seal, tally);
    if (tally.isFull) return seal.number;
  }
  const last = seals.at(-1);
  if (last !== undefined) tally.add(await daysNotSealed(audit, tenantId, last, now));
  return undefined;
};

/** `<tenant>` is done; `<tenant>|<number>`: up to that seal. */
const placeIn = (from: string): readonly [tenantId: string, number: number | undefined] => {
  const [tenantId = '', number] = from.split('|');
  return [tenantId, number === undefined ? undefined : Number(number)];
};

/**
 * AUD-1: goes on proving the logs of all tenants, a bounded number of seals at a call. Changes nothing, and may run beside commands.
 * @param from what a call before gave as `next`. @param most records, after which a call ends. @throws when the store fails.
 */
export const goOnWithSeals = async ({ audit, clock }: { readonly audit: PartitionStore; readonly clock: { now(): Instant } }, from: string | undefined, most = MOST_RECORDS): Promise<SealsChecked> => {
  const tally = new Tally(most);
  const now = clock.now();
  let [tenants, unsealed] = [0, 0];
  const answer = (next?: string): SealsChecked => ({ tenants, unsealed, seals: tally.sealed.length, sealed: tally.sealed, records: tally.records, late: tally.late, found: tally.found, findings: tally.findings, ...(next !== undefined && { next }) });
  let [tenantId, number] = placeIn(from ?? '');
  // Logs without a seal cost a call no less.
  for (let looked = 0; looked < MOST_SEALS; looked += 1) {
    const own: string | undefined = number === undefined ? await nextTenant(audit, tenantId) : tenantId;
    if (own === undefined) return answer();
    const before = tally.sealed.length;
    const reached = await checkTenant(audit, own, number ?? 0, now, tally);
    if (reached !== undefined) return answer(`${own}|${reached}`);
    tenants += 1;
    if (tally.sealed.length === before && number === undefined) unsealed += 1;
    [tenantId, number] = [own, undefined];
  }
  return answer(tenantId);
};
