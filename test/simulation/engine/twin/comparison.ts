import { VERSION_KEY } from '../../../../src/domain/catalogue/storedRows';
import { standingAt } from '../../../../src/app/feed/sheets';
import { type Instant } from '../../../../src/kernel/instant';
import { type Stores } from '../../../../src/wiring/tables';
import { Broken } from '../check';
import { type RowChange } from '../recorder';
import { rowsOf } from '../../../support/rowsOf';
import { type TableName } from '../tableName';
import { differencesOf, isDayOfLater, told, type Difference } from './differences';
import { deadlinesOf, isCompared, NOT_COMPARED, saidBy, sideBySide, timelessKey } from './storedForms';

type Value = Readonly<Record<string, unknown>>;

/** A row that was written in either life since both were seen to be the same. */
interface Touched {
  readonly table: TableName;
  readonly partition: string;
  readonly key: string;
  /** Since when it may differ. */
  readonly since: Instant;
}

/** A row that is not the same in both. */
export interface RowDifference {
  readonly where: string;
  readonly since: Instant;
  readonly differences: readonly Difference[];
  /** All of it is that something was done later, or told behind something else. */
  readonly isOfTime: boolean;
}

const nameOf = ({ table, partition, key }: Pick<Touched, 'table' | 'partition' | 'key'>): string => `${table} ${partition} ${key}`;

/** Of the feed of a partner, what is under a number: in which order subjects are told beside each other is left to who tells them. Each is found by its id, and in order by itself. */
const isNumbered = ({ table, key }: Pick<Touched, 'table' | 'key'>): boolean => table === 'Events' && key.startsWith('event|');

/** SUB-3: before a window closes, nothing is said of one that is used up; who only comes when it is over, however late, says that it has closed. */
const IS_CLOSED_LATE = /^(?:event\|window\|.*\|2|id\|.*\|window\|.*:2)$/;
/** And of one that was to be announced, nothing but that: nobody is told, or written to, of what was about to happen. `lifecycle/windows.ts` looks at whether it was said then. */
const WAS_TO_CLOSE = /^(?:event\|window\|.*\|1|id\|.*\|window\|.*:1)$/;

/** Of an export, which writes down the lines that its partner has been told of by when it is carried out. */
const IS_EXPORT = /^export\|/;
const OF_ITS_LINES = /^parts(?:\[\d+\]\.(?:name|lines|bytes))?$/;
const NO_DATA = '5000';

/** How many lines an export has; where there were none yet, it has failed. */
const isOfItsLines = ({ path, lived, twin }: Difference): boolean => OF_ITS_LINES.test(path) || (path === 'status' && lived === 'failed' && twin === 'succeeded') || (path === 'problem' && (lived as Value | undefined)?.['code'] === NO_DATA);

/** The password of a new customer is drawn with its answer, so once more by an attempt that a conflict has made necessary. */
const IS_CHANCE = /\.userCredentials\.password$/;

/** Of a version of the catalogue. The one before that in force is kept for who still reads it; where an import was carried out again, that is what it had brought into force at first. */
const OF_VERSION = /^v\|([^|]+)\|/;

const isReplaced = async ({ Catalogue }: Stores, { table, partition, key }: Touched): Promise<boolean> => {
  const version = table === 'Catalogue' ? OF_VERSION.exec(key)?.[1] : undefined;
  return version !== undefined && (await Catalogue.read(partition, VERSION_KEY))?.value['version'] !== version;
};

const isToldLate = ({ key }: Touched, difference: Difference): boolean => {
  const { path, lived, twin } = difference;
  if (IS_EXPORT.test(key)) return isOfItsLines(difference);
  if (path !== '') return false;
  if (twin === undefined) return IS_CLOSED_LATE.test(key);
  return lived === undefined && (WAS_TO_CLOSE.test(key) || (twin as Value)['kind'] === 'windowClosing');
};

/** REN-4: nothing but a window of which the twin has said something already: what was opened later has not come so far. */
export const isOfWindowYetToClose = ({ where, differences }: RowDifference): boolean => {
  const [, , key = ''] = where.split(' ');
  return (IS_CLOSED_LATE.test(key) || WAS_TO_CLOSE.test(key)) && differences.every(({ path, lived }) => path === '' && lived === undefined);
};

/** Of the feed of a partner, where several events stand: which of them are noted in one row is left to who tells them. Each is looked at as if it were noted by itself. */
const isNotedTogether = ({ table, key }: Pick<Touched, 'table' | 'key'>): boolean => table === 'Events' && key.startsWith('together|');

const numbersIn = (value: object | undefined): Readonly<Record<string, number>> => (value as { readonly numbers?: Readonly<Record<string, number>> } | undefined)?.numbers ?? {};

/** What is stored in two lives. Looks at rows that were written, and at nothing twice. */
export class Comparison {
  private readonly rows = new Map<string, Touched>();
  /** By partner and event, the rows in which it may be noted with others. */
  private readonly notedIn = new Map<string, Set<string>>();
  /** Customers a report of whose usage met a fault. */
  private readonly reportsMet = new Set<string>();

  /** @param receiptDays after which receipts are cleared away. */
  constructor(private readonly receiptDays: number) {}

  /** Rows were written in one of the two. */
  touched(changes: readonly RowChange[], at: Instant): void {
    for (const { table, partition, key, before, after } of changes) {
      if (NOT_COMPARED.has(table) || isNumbered({ table, key })) continue;
      if (!isNotedTogether({ table, key })) {
        this.touch({ table, partition, key, since: at });
        continue;
      }
      const known = numbersIn(before);
      for (const id of Object.keys(numbersIn(after)).filter((each) => known[each] === undefined)) {
        const place = { table, partition, key: `id|${id}`, since: at };
        this.notedIn.set(nameOf(place), new Set([...(this.notedIn.get(nameOf(place)) ?? []), key]));
        this.touch(place);
      }
    }
  }

  private touch(row: Touched): void {
    if (!this.rows.has(nameOf(row))) this.rows.set(nameOf(row), row);
  }

  /** A fault met a report of a customer's usage. How an open month stands is in the ledger as of the last report that came through, or the daily check, which no life has (docs/limits.md); when it closes, all of it is. */
  reportMet(customerId: string): void {
    this.reportsMet.add(customerId.toLowerCase());
  }

  /** Both are the same from here on. */
  begin(): void {
    this.rows.clear();
    this.reportsMet.clear();
  }

  /** Rows that are not the same; those that are need not be looked at again until they are written. */
  async differing(lived: Stores, twin: Stores, now: Instant): Promise<readonly RowDifference[]> {
    const onlyLived = new Map<string, { readonly row: Touched; readonly value: Value }[]>();
    const onlyTwin: { readonly row: Touched; readonly value: Value }[] = [];
    const found: RowDifference[] = [];
    for (const [name, row] of this.rows) {
      const [here, there] = [await this.valueIn(lived, row), await this.valueIn(twin, row)];
      const isOfBoth = here !== undefined && there !== undefined;
      if ([here, there].every((value) => value === undefined || !isCompared(row.table, value, now, this.receiptDays) || this.isOfOpenMonth(row, value))) {
        this.rows.delete(name);
      } else if (isOfBoth) {
        const differences = differencesOf(...sideBySide(here, there, now)).filter(({ path }) => !IS_CHANCE.test(path));
        if (differences.length === 0) this.rows.delete(name);
        else found.push(this.difference(row, differences));
      } else if (here !== undefined) {
        const timeless = nameOf({ ...row, key: timelessKey(row.key) });
        onlyLived.set(timeless, [...(onlyLived.get(timeless) ?? []), { row, value: here }]);
      } else if (there !== undefined) onlyTwin.push({ row, value: there });
    }
    for (const { row, value } of onlyTwin) {
      const later = onlyLived.get(nameOf({ ...row, key: timelessKey(row.key) }))?.shift();
      if (later === undefined) found.push(this.difference(row, [{ path: '', lived: undefined, twin: value }]));
      else found.push(this.difference(later.row, [...differencesOf(later.row.key, row.key, 'key').map((each) => ({ ...each, laterBy: 1 })), ...differencesOf(later.value, value)]));
    }
    for (const { row, value } of [...onlyLived.values()].flat()) found.push(this.difference(row, [{ path: '', lived: value, twin: undefined }]));
    return found;
  }

  /** @throws Broken unless the same is due in both. */
  async ofDeadlines(lived: Stores, twin: Stores): Promise<void> {
    const [here, there] = [deadlinesOf(await rowsOf(lived.Deadlines)), deadlinesOf(await rowsOf(twin.Deadlines))];
    const running = new Map((await rowsOf(lived.Commerce)).filter(({ key }) => key.startsWith('subscription|')).map(({ key, value }) => [key, value]));
    // NTF-3: planned as a term begins, if the subscription was active by when that was told; whoever carries one out that is stale finds nothing to say.
    const isStale = (key: string): boolean => {
      const [, kind, , id] = key.split('|');
      return kind === 'reminder' && running.get(`subscription|${String(id)}`)?.['status'] !== 'active';
    };
    const found = [...new Set([...here.keys(), ...there.keys()])].toSorted().filter((key) => !isStale(key)).flatMap((key) => {
      const differences = differencesOf(here.get(key), there.get(key));
      return differences.length === 0 ? [] : [`  ${key}\n${told(differences)}`];
    });
    if (found.length > 0) throw new Broken('twin', `something else is due than without faults:\n${found.slice(0, 12).join('\n')}`);
  }

  private isOfOpenMonth({ table, key }: Touched, value: Value): boolean {
    if (table !== 'Ledger') return false;
    const [kind, customerId = ''] = key.split('|');
    return this.reportsMet.has(customerId.toLowerCase()) && (kind === 'user' || value['isFinal'] === false);
  }

  private difference(row: Touched, differences: readonly Difference[]): RowDifference {
    const isOrder = row.table === 'Events';
    const isOfTime = differences.every((each) => each.laterBy !== undefined || (isOrder && each.path === 'number') || isToldLate(row, each) || isDayOfLater(each, differences));
    return { where: nameOf(row), since: row.since, differences, isOfTime };
  }

  private async valueIn(stores: Stores, row: Touched): Promise<Value | undefined> {
    if (await isReplaced(stores, row)) return undefined;
    const value = (await stores[row.table].read(row.partition, row.key))?.value ?? (await this.notedWithOthers(stores, row));
    if (value?.['type'] !== 'told') return value && saidBy(row.table, value);
    const event = await standingAt(stores.Events, row.partition, Number(value['number']));
    return { ...value, event: event && saidBy('Events', event.row.value) };
  }

  private async notedWithOthers(stores: Stores, row: Touched): Promise<Value | undefined> {
    for (const key of this.notedIn.get(nameOf(row)) ?? []) {
      const number = numbersIn((await stores.Events.read(row.partition, key))?.value)[row.key.slice('id|'.length)];
      if (number !== undefined) return { type: 'told', number };
    }
    return undefined;
  }
}
