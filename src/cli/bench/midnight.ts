import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const cpu = z.object({ app: z.number(), store: z.number() });
const counts = z.object({ reads: z.number(), customers: z.number(), writes: z.number(), rowsRead: z.number(), rowsWritten: z.number() });
const phase = z.object({ items: z.number(), sweep: cpu, carriedOut: cpu, bare: cpu, counts: z.record(z.string(), counts) });
const result = z.object({ renewals: phase, closing: phase });
const wholePhase = z.object({ items: z.number(), cpu });
const whole = z.object({ renewals: wholePhase, closing: wholePhase });

type Phase = z.infer<typeof phase>;

const sum = ({ app, store }: z.infer<typeof cpu>): number => app + store;

const perItem = ({ items }: Phase, value: number, digits: number): number => rounded(value / items, digits);

/** Of the tables that a renewal itself is in; the others hold what is derived from it. */
const OWN: readonly string[] = ['Commerce', 'Deadlines'];

const total = (of: Phase, what: keyof z.infer<typeof counts>, tables?: readonly string[]): number =>
  Object.entries(of.counts).reduce((all, [name, each]) => all + (tables === undefined || tables.includes(name) ? each[what] : 0), 0);

/** What a midnight is held to. */
interface Bars {
  /** The most rows of a renewal. */
  readonly rows: number;
  /** The least that the floor may be of what renewals take: of their part alone, and of all that the runtime does for them. */
  readonly floor: number;
  readonly wholeFloor: number;
}

/** By how many subscriptions each customer has. */
const BARS: ReadonlyMap<number, Bars> = new Map([
  [1, { rows: 8, floor: 0.7, wholeFloor: 0.6 }],
  [5, { rows: 4.2, floor: 1, wholeFloor: 0.8 }],
  [20, { rows: 3.4, floor: 1.2, wholeFloor: 1 }],
]);

const lines = (of: Phase, what: string, due: string): readonly Measured[] => [
  { what: `CPU of ${what}, app`, value: perItem(of, of.carriedOut.app, 2), unit: 'ms' },
  { what: `CPU of ${what}, store`, value: perItem(of, of.carriedOut.store, 2), unit: 'ms' },
  { what: `CPU of finding ${due} due`, value: perItem(of, sum(of.sweep), 2), unit: 'ms' },
];

/** So many renewals due at one midnight, and the windows they open, beside Azurite. */
export const midnight = (each: number, count: number) => async (): Promise<readonly Measured[]> => {
  const size = [String(count), String(each)];
  const { renewals, closing } = await inOwnProcess('midnightProcess.js', result, size);
  const path = await inOwnProcess('wholeMidnightProcess.js', whole, size);
  if (renewals.items !== count) throw new Error(`${renewals.items} renewals happened instead of ${count}`);
  for (const { items } of [path.renewals, path.closing]) if (items !== count) throw new Error(`The whole path did ${items} instead of ${count}`);
  if (closing.items !== count) throw new Error(`${closing.items} windows were announced instead of ${count}`);
  const [renewal, floor, window] = [sum(renewals.carriedOut) / count, sum(renewals.bare) / count, sum(closing.carriedOut) / count];
  const bars = BARS.get(each);
  const [pathRenewal, pathWindow] = [sum(path.renewals.cpu) / count, sum(path.closing.cpu) / count];
  return [
    ...lines(renewals, 'a renewal', 'it'),
    { what: 'the floor: bare transactions of what it must leave, app and store', value: rounded(floor, 2), unit: 'ms' },
    { what: "the floor, of the renewal's CPU", value: rounded(floor / renewal, 2), unit: '', ...(bars && { atLeast: bars.floor }) },
    { what: 'CPU of a renewal on the whole path, app and store', value: rounded(pathRenewal, 2), unit: 'ms' },
    { what: 'the floor, of that', value: rounded(floor / pathRenewal, 2), unit: '', ...(bars && { atLeast: bars.wholeFloor }) },
    { what: 'rows written of a renewal, deadlines and outbox included', value: perItem(renewals, total(renewals, 'rowsWritten', OWN), 2), unit: '', ...(bars && { budget: bars.rows }) },
    { what: 'rows written of what is derived: lists, ledger, feed', value: perItem(renewals, total(renewals, 'rowsWritten') - total(renewals, 'rowsWritten', OWN), 2), unit: '' },
    { what: 'requests that read, of a renewal itself', value: perItem(renewals, total(renewals, 'reads', OWN) - total(renewals, 'customers'), 3), unit: '', budget: 0.1 },
    { what: 'requests that read, of what is derived; each customer once', value: perItem(renewals, total(renewals, 'reads') - total(renewals, 'reads', OWN) + total(renewals, 'customers'), 3), unit: '' },
    { what: 'requests that write', value: perItem(renewals, total(renewals, 'writes'), 3), unit: '' },
    ...lines(closing, 'announcing a window', 'its announcement'),
    { what: "announcing a window, of the renewal's CPU", value: rounded(window / renewal, 2), unit: '', budget: 0.33 },
    { what: "the same on the whole path, of the renewal's there", value: rounded(pathWindow / pathRenewal, 2), unit: '', budget: 0.33 },
    { what: 'rows written of an announcement, all tables', value: perItem(closing, total(closing, 'rowsWritten'), 2), unit: '' },
    { what: 'requests that read, of an announcement', value: perItem(closing, total(closing, 'reads'), 3), unit: '' },
  ];
};
