import { visibleTo } from '../../domain/parties/customer/relationship';
import { type PartitionStore } from '../../kernel/partitionStore';
import { customerRows } from '../customer/customerBook';
import { customerKey } from '../command/commerceKeys';
import { type KnownRow } from '../due/deadline';
import { withBound } from '../due/withBound';
import { deadlinePrefix, listPartition, subjectKey, subjectRows, type ListedSubject, type StoredSubject } from './listRows';
import { stepsTo, subjectWrite, type PresentSubject, type SubjectStep } from './subjectWrites';

/** What a list should say of a subject. */
export interface WantedSubject extends ListedSubject {
  /** Whether the partner may have given the customer up: then it sees nothing of it (PAR-3). */
  readonly mayBeHidden: boolean;
}

/** How often it writes anew when other processes bring the same subject up to date. */
const attempts = 8;
const subjectsAtOnce = 8;
/** Of one transaction. */
const MOST_WRITES = 100;
/** Of all subjects in one transaction, so that it does not become too large. */
const MOST_COMING = 2000;
/** How many subjects are remembered. */
const MOST_REMEMBERED = 5000;

interface Draft {
  readonly subject: WantedSubject;
  readonly steps: readonly SubjectStep[];
  readonly etag: string | undefined;
}

const weightOf = ({ steps }: Draft): { readonly writes: number; readonly coming: number } => ({
  writes: steps.reduce((sum, { rows }) => sum + rows.length + 1, 0),
  coming: steps.reduce((sum, { value }) => sum + value.coming.length, 0),
});

/** As many together as one transaction takes; one with several steps alone. */
const batchesOf = (drafts: readonly Draft[]): readonly (readonly Draft[])[] => {
  const batches: Draft[][] = [];
  let [writes, coming] = [0, 0];
  for (const draft of drafts) {
    const weight = weightOf(draft);
    const last = batches.at(-1);
    [writes, coming] = [writes + weight.writes, coming + weight.coming];
    if (last !== undefined && writes <= MOST_WRITES && coming <= MOST_COMING) last.push(draft);
    else {
      batches.push([draft]);
      [writes, coming] = [weight.writes, weight.coming];
    }
  }
  return batches;
};

/**
 * Keeps the partners' lists of deadlines. A subject's rows change together, guarded by the etag of its own row: repeats and old news change nothing, in whatever order processes bring them. What this process wrote
 * lately it remembers, so that the next change of the same subject is one operation; where that is out of date the row is read.
 */
export class DeadlineLists {
  private readonly remembered = new Map<string, PresentSubject>();

  /** @param commerce the `Commerce` table. @param directory the `Directory` table. */
  constructor(
    private readonly commerce: PartitionStore,
    private readonly directory: PartitionStore,
  ) {}

  /**
   * Brings what a partner's list says of some subjects up to them: one transaction for as many as it takes, and a read for each that this process does not know; that of a first change needs none.
   * @param again also writes what seems to be there: for a repair. @throws when the store fails; what was written until then stays.
   */
  async bring(partnerId: string, subjects: readonly WantedSubject[], again = false): Promise<void> {
    const drafts: Draft[] = [];
    await withBound(subjectsAtOnce, subjects, async (subject) => {
      const draft = await this.draft(partnerId, subject, again, subject.version === 1 && !again);
      if (draft !== undefined) drafts.push(draft);
    });
    for (const batch of batchesOf(drafts)) {
      if (await this.commit(partnerId, batch)) continue;
      for (const { subject } of batch) await this.bringOne(partnerId, subject, again);
    }
  }

  /** What this process knows of a subject's row, as of that version of the subject. */
  recall(partnerId: string, subject: Pick<ListedSubject, 'customerId' | 'subjectId'>, version: number): KnownRow | undefined {
    const present = this.remembered.get(this.place(partnerId, subject));
    return present?.value?.version === version ? { state: { ...present.value }, etag: present.etag } : undefined;
  }

  /** Takes a subject's row to be as somebody else knew it; the next change finds out whether it is. One that cannot be read, or that this process knows better, says nothing. */
  remind(partnerId: string, { state, etag }: KnownRow): void {
    const [value] = subjectRows.readable([{ partition: listPartition(partnerId), key: '', value: { ...state }, etag }]).items;
    if (value !== undefined && !this.remembered.has(this.place(partnerId, value))) this.remember(partnerId, value, etag);
  }

  private async bringOne(partnerId: string, subject: WantedSubject, again: boolean): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const draft = await this.draft(partnerId, subject, again, false);
      if (draft === undefined || (await this.commit(partnerId, [draft]))) return;
    }
    throw new Error(`The deadlines of ${subject.subjectId} were changed by others in each of ${attempts} attempts`);
  }

  /** What is to be written; undefined where nothing is. @param isNew it is taken that there is nothing yet, which the commit checks. */
  private async draft(partnerId: string, subject: WantedSubject, again: boolean, isNew: boolean): Promise<Draft | undefined> {
    const known = again ? undefined : this.remembered.get(this.place(partnerId, subject));
    const present = known ?? (isNew ? undefined : await this.read(partnerId, subject));
    const stored = present?.value;
    if (stored !== undefined && (stored.version > subject.version || (!again && stored.version === subject.version && stored.former === undefined))) return undefined;
    const lost = present !== undefined && stored === undefined ? await this.keysOf(partnerId, subject) : [];
    // After the subject's row: whoever ends the relationship writes that too, so that one of the two conflicts.
    const shown = subject.mayBeHidden && subject.coming.length > 0 && !(await this.isVisible(partnerId, subject.customerId)) ? { ...subject, coming: [] } : subject;
    return { subject, steps: stepsTo(partnerId, shown, stored, again, lost), etag: present?.etag };
  }

  private async isVisible(partnerId: string, customerId: string): Promise<boolean> {
    const row = await this.commerce.read(customerId, customerKey(customerId));
    // Of a customer that cannot be read nothing is shown; the daily check comes back to it.
    const [customer] = row === undefined ? [] : customerRows.readable([row]).items;
    return visibleTo(customer, customerId, partnerId).ok;
  }

  /** @returns false: something had changed, or was there. Nothing of it is remembered then. */
  private async commit(partnerId: string, batch: readonly Draft[]): Promise<boolean> {
    for (const { subject } of batch) this.remembered.delete(this.place(partnerId, subject));
    const [first] = batch;
    if (first !== undefined && first.steps.length > 1) return this.commitSteps(partnerId, first);
    const own = batch.flatMap(({ steps, etag }) => steps.map((step) => ({ step, write: subjectWrite(step, etag) })));
    const outcome = await this.directory.commit(listPartition(partnerId), own.flatMap(({ step, write }) => [write, ...step.rows]));
    if (outcome.ok) for (const { step, write } of own) this.remember(partnerId, step.value, outcome.etags.get(write.key));
    return outcome.ok;
  }

  private async commitSteps(partnerId: string, { steps, etag: first }: Draft): Promise<boolean> {
    let etag = first;
    for (const step of steps) {
      const write = subjectWrite(step, etag);
      const outcome = await this.directory.commit(listPartition(partnerId), [write, ...step.rows]);
      if (!outcome.ok) return false;
      etag = outcome.etags.get(write.key);
    }
    return true;
  }

  private async read(partnerId: string, subject: ListedSubject): Promise<PresentSubject | undefined> {
    const row = await this.directory.read(listPartition(partnerId), subjectKey(subject));
    return row && { value: subjectRows.readable([row]).items[0], etag: row.etag };
  }

  /** Of a subject whose own row is damaged: looks through all of the partner's. */
  private async keysOf(partnerId: string, { customerId, subjectId }: ListedSubject): Promise<readonly string[]> {
    const keys: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await this.directory.list(listPartition(partnerId), { prefix: deadlinePrefix, ...(continuation !== undefined && { continuation }) });
      keys.push(...page.rows.map(({ key }) => key).filter((key) => key.includes(`|${customerId}|${subjectId}|`)));
      continuation = page.continuation;
    } while (continuation !== undefined);
    return keys;
  }

  private place(partnerId: string, subject: Pick<ListedSubject, 'customerId' | 'subjectId'>): string {
    return `${partnerId}|${subjectKey(subject)}`;
  }

  private remember(partnerId: string, value: StoredSubject, etag: string | undefined): void {
    if (etag === undefined) return;
    this.remembered.set(this.place(partnerId, value), { value, etag });
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > MOST_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
  }
}
