import { visibleTo } from '../../domain/parties/customer/relationship';
import { groupBy } from '../../kernel/groupBy';
import { type CommitOutcome, type PartitionStore } from '../../kernel/partitionStore';
import { customerRows } from '../customer/customerBook';
import { customerKey } from '../command/commerceKeys';
import { type KnownRow } from '../due/deadline';
import { withBound } from '../due/withBound';
import { NOTHING_THERE, readPart, standingIn, type CustomerPart, type KnownSheet } from './customerPart';
import { listPartition, type ListedSubject } from './listRows';
import { changeOf, MOST_WRITES, sheetWrite, stepsOf, type PartChange } from './partChange';
import { sheetKey, sheetRows } from './sheet';
import { Turns } from './turns';

/** What a list should say of a subject. */
export interface WantedSubject extends ListedSubject {
  /** Whether the partner may have given the customer up: then it sees nothing of it (PAR-3). */
  readonly mayBeHidden: boolean;
}

/** How often it writes anew when other processes bring the same customer up to date. */
const ATTEMPTS = 20;
const customersAtOnce = 8;
/** Of one customer in one transaction, so that their sheets leave room for rows. */
const MOST_SUBJECTS = 50;
/** Of all subjects in one transaction, so that it does not become too large. */
const MOST_COMING = 2000;
/** How many subjects are remembered. */
const MOST_REMEMBERED = 5000;

/** Some subjects of one customer. */
interface Wanted {
  readonly customerId: string;
  readonly subjects: readonly WantedSubject[];
}

interface Draft extends Wanted {
  readonly part: CustomerPart;
  readonly change: PartChange;
  /** Of the subjects that change. */
  readonly changes: ReadonlySet<string>;
}

const isOneStep = ({ change: { sheets, rows } }: Draft): boolean => sheets.length + rows.length <= MOST_WRITES;

const weightOf = ({ change: { sheets, rows } }: Draft): { readonly writes: number; readonly coming: number } => ({
  writes: sheets.length + rows.length,
  coming: sheets.reduce((sum, { value }) => sum + value.subjects.reduce((own, { coming }) => own + coming.length, 0), 0),
});

/** As many together as one transaction takes; one that takes several alone. */
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

/** So many of each customer that a transaction takes them; what is left of it comes in the next round. */
const roundsOf = (subjects: readonly WantedSubject[]): readonly (readonly Wanted[])[] => {
  const byCustomer = [...groupBy(subjects, ({ customerId }) => customerId)];
  const most = Math.max(0, ...byCustomer.map(([, own]) => own.length));
  return Array.from({ length: Math.ceil(most / MOST_SUBJECTS) }, (_, round) =>
    byCustomer.flatMap(([customerId, own]) => {
      const part = own.slice(round * MOST_SUBJECTS, (round + 1) * MOST_SUBJECTS);
      return part.length === 0 ? [] : [{ customerId, subjects: part }];
    }),
  );
};

/**
 * Keeps the partners' lists of deadlines. What a list says of a subject changes together with the rows that are made of it, guarded by the etag of its sheet: repeats and old news change nothing, in whatever order processes bring them. What
 * this process wrote lately it remembers, so that the next change is one operation; where that is out of date the customer's sheets are read. Inside this process those who bring something of one customer take turns.
 */
export class DeadlineLists {
  private readonly remembered = new Map<string, CustomerPart>();
  private subjectsRemembered = 0;
  private readonly turns = new Turns();

  /** @param commerce the `Commerce` table. @param directory the `Directory` table. */
  constructor(
    private readonly commerce: PartitionStore,
    private readonly directory: PartitionStore,
  ) {}

  /**
   * Brings what a partner's list says of some subjects up to them: one transaction for as many as it takes, and a read for each customer that this process does not know; the first subjects that a customer has need none.
   * @param again also writes what seems to be there: for a repair. @throws when the store fails; what was written until then stays.
   */
  async bring(partnerId: string, subjects: readonly WantedSubject[], again = false): Promise<void> {
    await this.turns.take([...new Set(subjects.map(({ customerId }) => this.place(partnerId, customerId)))], async () => {
      for (const round of roundsOf(subjects)) await this.bringRound(partnerId, round, again);
    });
  }

  /** What this process knows of the sheet that a subject is on, if that is of this version of the subject. */
  recall(partnerId: string, { customerId, subjectId }: Pick<ListedSubject, 'customerId' | 'subjectId'>, version: number): KnownRow | undefined {
    const part = this.remembered.get(this.place(partnerId, customerId));
    const standing = part && standingIn(part, subjectId);
    return standing?.version === version && standing.sheet !== undefined ? { state: { ...standing.sheet.value }, etag: standing.sheet.etag } : undefined;
  }

  /** Takes a sheet to be as somebody else knew it; the next change finds out whether it is. One that cannot be read, or of whose customer this process knows more, says nothing. */
  remind(partnerId: string, { state, etag }: KnownRow): void {
    const [value] = sheetRows.readable([{ partition: listPartition(partnerId), key: '', value: { ...state }, etag }]).items;
    if (value === undefined || value.former !== undefined) return;
    const part = this.remembered.get(this.place(partnerId, value.customerId));
    if (part !== undefined && (part.knows !== 'some' || part.sheets.has(value.sheet))) return;
    this.remember(partnerId, value.customerId, { sheets: new Map([...(part?.sheets ?? []), [value.sheet, { value, etag }]]), former: new Map(), knows: 'some' });
  }

  private async bringRound(partnerId: string, round: readonly Wanted[], again: boolean): Promise<void> {
    const drafts: Draft[] = [];
    await withBound(customersAtOnce, round, async (wanted) => {
      const draft = await this.draft(partnerId, wanted, again, false);
      if (draft !== undefined) drafts.push(draft);
    });
    for (const batch of batchesOf(drafts)) await this.commitOrAlone(partnerId, batch, again);
  }

  /** Whose part was changed in between is brought alone; the rest is tried again together. */
  private async commitOrAlone(partnerId: string, batch: readonly Draft[], again: boolean): Promise<void> {
    for (let rest = batch; rest.length > 0; ) {
      const refused = await this.commit(partnerId, rest);
      if (refused === undefined) return;
      const [changed = rest[0]] = rest.filter(({ change }) => change.sheets.some(({ value }) => sheetKey(value) === refused));
      if (changed !== undefined) await this.bringAlone(partnerId, changed, again);
      rest = rest.filter((each) => each !== changed);
    }
  }

  private async bringAlone(partnerId: string, wanted: Wanted, again: boolean): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const draft = await this.draft(partnerId, wanted, again, true);
      if (draft === undefined || (await this.commit(partnerId, [draft])) === undefined) return;
    }
    throw new Error(`The deadlines of customer ${wanted.customerId} were changed by others in each of ${ATTEMPTS} attempts`);
  }

  /** What is to be written; undefined where nothing is. @param reads whether what this process knows is out of date. */
  private async draft(partnerId: string, { customerId, subjects }: Wanted, again: boolean, reads: boolean): Promise<Draft | undefined> {
    const known = again || reads ? undefined : this.known(partnerId, customerId, subjects);
    const part = known ?? (await readPart(this.directory, partnerId, customerId));
    const open = subjects.filter(({ subjectId, version }) => {
      const standing = standingIn(part, subjectId);
      return standing === undefined || standing.version < version || (standing.version === version && (again || standing.sheet?.value.former !== undefined));
    });
    if (open.length === 0) {
      if (known === undefined) this.remember(partnerId, customerId, part);
      return undefined;
    }
    // After the sheets: whoever ends the relationship writes them too, so that one of the two conflicts.
    const isHidden = open.some(({ mayBeHidden, coming }) => mayBeHidden && coming.length > 0) && !(await this.isVisible(partnerId, customerId));
    const shown = open.map((subject) => (isHidden && subject.mayBeHidden ? { ...subject, coming: [] } : subject));
    return { customerId, subjects, part, change: changeOf(partnerId, customerId, part, shown, again), changes: new Set(open.map(({ subjectId }) => subjectId)) };
  }

  /** What this process knows, if it is enough for these: where each of them is, or where what is new goes. The first that a customer has need not be looked for; the commit finds out. */
  private known(partnerId: string, customerId: string, subjects: readonly WantedSubject[]): CustomerPart | undefined {
    const part = this.remembered.get(this.place(partnerId, customerId)) ?? NOTHING_THERE;
    const isEnough = ({ subjectId, version }: WantedSubject): boolean => part.knows === 'all' || (part.knows === 'last' && version === 1) || standingIn(part, subjectId) !== undefined;
    return subjects.every(isEnough) ? part : undefined;
  }

  private async isVisible(partnerId: string, customerId: string): Promise<boolean> {
    const row = await this.commerce.read(customerId, customerKey(customerId));
    // Of a customer that cannot be read nothing is shown; the daily check comes back to it.
    const [customer] = row === undefined ? [] : customerRows.readable([row]).items;
    return visibleTo(customer, customerId, partnerId).ok;
  }

  /** @returns the key of what had changed, or was there; nothing of these is remembered then. Undefined: all of it is stored. */
  private async commit(partnerId: string, batch: readonly Draft[]): Promise<string | undefined> {
    for (const { customerId } of batch) this.forget(this.place(partnerId, customerId));
    const [first] = batch;
    if (first !== undefined && !isOneStep(first)) return this.commitSteps(partnerId, first);
    const outcome = await this.directory.commit(listPartition(partnerId), batch.flatMap(({ change: { sheets, rows } }) => [...sheets.map(sheetWrite), ...rows]));
    if (!outcome.ok) return outcome.conflict.key;
    for (const draft of batch) this.rememberStored(partnerId, draft, outcome);
    return undefined;
  }

  private async commitSteps(partnerId: string, { change }: Draft): Promise<string | undefined> {
    let etags: ReadonlyMap<string, string> = new Map();
    for (const { sheets, rows } of stepsOf(change)) {
      const own = sheets.map(({ value, etag }) => sheetWrite({ value, etag: etags.get(sheetKey(value)) ?? etag }));
      const outcome = await this.directory.commit(listPartition(partnerId), [...own, ...rows]);
      if (!outcome.ok) return outcome.conflict.key;
      etags = outcome.etags;
    }
    return undefined;
  }

  private rememberStored(partnerId: string, { customerId, part, change, changes }: Draft, { etags }: Extract<CommitOutcome, { ok: true }>): void {
    const written = change.sheets.map(({ value }): [number, KnownSheet] => [value.sheet, { value, etag: etags.get(sheetKey(value)) ?? '' }]);
    this.remember(partnerId, customerId, { ...part, sheets: new Map([...part.sheets, ...written]), former: new Map([...part.former].filter(([subjectId]) => !changes.has(subjectId))) });
  }

  private place(partnerId: string, customerId: string): string {
    return `${partnerId}|${customerId}`;
  }

  private remember(partnerId: string, customerId: string, part: CustomerPart): void {
    const place = this.place(partnerId, customerId);
    this.forget(place);
    this.remembered.set(place, part);
    this.subjectsRemembered += subjectsIn(part);
    for (const [oldest] of this.remembered) {
      if (this.subjectsRemembered <= MOST_REMEMBERED || oldest === place) break;
      this.forget(oldest);
    }
  }

  private forget(place: string): void {
    const part = this.remembered.get(place);
    if (part === undefined) return;
    this.remembered.delete(place);
    this.subjectsRemembered -= subjectsIn(part);
  }
}

/** A part without any counts as well. */
const subjectsIn = ({ sheets, former }: CustomerPart): number => 1 + former.size + [...sheets.values()].reduce((sum, { value }) => sum + value.subjects.length, 0);
