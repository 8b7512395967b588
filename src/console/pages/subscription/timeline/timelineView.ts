/** Where an item stands, seen from the present. */
export type Tense = 'past' | 'present' | 'future';

interface Placed {
  readonly id: string;
  readonly kind: string;
  readonly tense: Tense;
  readonly title: string;
}

/** What happens at an instant. */
export interface PointPlaced extends Placed {
  readonly at: string;
}

/** What lasts. */
export interface SpanPlaced extends Placed {
  readonly from: string;
  /** Exclusive; absent: nothing that is known ends it. */
  readonly until?: string;
}

export const isSpan = <P extends PointPlaced, S extends SpanPlaced>(item: P | S): item is S => 'from' in item;

/** What stands at one instant: what happens then, what begins, and which window closes. */
export interface Entry<P, S> {
  readonly at: string;
  readonly points: readonly P[];
  readonly begins: readonly S[];
  readonly closes: readonly S[];
}

/** A timeline as a list: what was, what lasts now, what will be; each in order of time. */
export interface Listed<P, S> {
  readonly past: readonly Entry<P, S>[];
  readonly running: readonly S[];
  readonly future: readonly Entry<P, S>[];
}

/**
 * Puts together what stands at one instant. A window that is open now stands at its end too, as that is a deadline.
 * @param now of the server's clock
 */
export const listed = <P extends PointPlaced, S extends SpanPlaced>(items: readonly (P | S)[], now: string): Listed<P, S> => {
  const entries = new Map<number, { at: string; points: P[]; begins: S[]; closes: S[] }>();
  const at = (instant: string) => {
    const key = Date.parse(instant);
    const found = entries.get(key) ?? { at: instant, points: [], begins: [], closes: [] };
    entries.set(key, found);
    return found;
  };
  for (const item of items) {
    if (!isSpan<P, S>(item)) {
      at(item.at).points.push(item);
      continue;
    }
    at(item.from).begins.push(item);
    if (item.kind === 'window' && item.tense === 'present' && item.until !== undefined) at(item.until).closes.push(item);
  }
  const inOrder = [...entries].toSorted(([a], [b]) => a - b);
  const present = Date.parse(now);
  return {
    past: inOrder.filter(([key]) => key <= present).map(([, entry]) => entry),
    running: items.filter((item): item is S => isSpan<P, S>(item) && item.tense === 'present'),
    future: inOrder.filter(([key]) => key > present).map(([, entry]) => entry),
  };
};

/** A bar of a lane; places and widths in percent of the whole picture. */
export interface Bar<S> {
  readonly span: S;
  readonly left: number;
  readonly width: number;
}

export interface Mark<P> {
  readonly point: P;
  readonly left: number;
}

/** The same as a picture. */
export interface Picture<P, S> {
  readonly from: string;
  readonly until: string;
  /** Of the present. */
  readonly now: number;
  readonly terms: readonly Bar<S>[];
  readonly windows: readonly Bar<S>[];
  /** Suspensions, and the time in which data is kept. */
  readonly others: readonly Bar<S>[];
  readonly charges: readonly Mark<P>[];
  /** First days of months or years, at most some ten. */
  readonly ticks: readonly { readonly on: string; readonly left: number }[];
}

const TERMS: readonly string[] = ['term', 'trial', 'extended_service'];
const MOST_TICKS = 10;
/** Months from tick to tick, the first that gives few enough. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const MS_OF_MONTH = 30 * 86_400_000;
/** So that what ends last, or has no end, does not end with the picture. */
const ROOM = 0.02;

const ticksOf = (from: number, until: number, place: (ms: number) => number): Picture<never, never>['ticks'] => {
  const step = STEPS.find((months) => (until - from) / (months * MS_OF_MONTH) <= MOST_TICKS) ?? 240;
  const first = new Date(from);
  const ticks: { on: string; left: number }[] = [];
  for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth() + 1) / step) * step; ticks.length <= MOST_TICKS; month += step) {
    const ms = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (ms >= until) break;
    ticks.push({ on: new Date(ms).toISOString(), left: place(ms) });
  }
  return ticks;
};

/**
 * Where everything stands in a picture of the whole.
 * @param isCharge of a point: it is shown among the charges
 * @param now of the server's clock
 */
export const picture = <P extends PointPlaced, S extends SpanPlaced>(items: readonly (P | S)[], now: string, isCharge: (point: P) => boolean): Picture<P, S> => {
  const instants = [now, ...items.flatMap((item) => (isSpan<P, S>(item) ? [item.from, item.until ?? item.from] : [item.at]))].map((each) => Date.parse(each));
  const from = Math.min(...instants);
  const last = Math.max(...instants);
  const until = last + Math.max((last - from) * ROOM, 86_400_000);
  const place = (ms: number): number => ((ms - from) / (until - from)) * 100;
  const spans = items.filter((item): item is S => isSpan<P, S>(item));
  const bar = (span: S): Bar<S> => {
    const left = place(Date.parse(span.from));
    return { span, left, width: (span.until === undefined ? 100 : place(Date.parse(span.until))) - left };
  };
  return {
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    now: place(Date.parse(now)),
    terms: spans.filter(({ kind }) => TERMS.includes(kind)).map(bar),
    windows: spans.filter(({ kind }) => kind === 'window').map(bar),
    others: spans.filter(({ kind }) => !TERMS.includes(kind) && kind !== 'window').map(bar),
    charges: items.filter((item): item is P => !isSpan<P, S>(item)).filter(isCharge).map((point) => ({ point, left: place(Date.parse(point.at)) })),
    ticks: ticksOf(from, until, place),
  };
};
