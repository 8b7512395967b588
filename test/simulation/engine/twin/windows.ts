import { type Instant } from '../../../../src/kernel/instant';

type Value = Readonly<Record<string, unknown>>;

interface Window {
  readonly addedAt: string;
  readonly windowClosesAt: string;
}

/** What a stored subscription has of its windows. */
interface Windowed {
  readonly term: { readonly number: number; readonly startedAt: string };
  readonly batches: readonly Window[];
}

type Both = readonly [lived: Value, twin: Value];

const hasWindows = ({ batches }: Value): boolean => Array.isArray(batches);

const isOpen = (now: Instant) => ({ windowClosesAt }: Window): boolean => windowClosesAt > now;

const ofSubscription = (both: Both, now: Instant): Both => {
  const [lived, twin] = both;
  const [here, there] = both as unknown as readonly [Windowed, Windowed];
  if (here.batches.length === there.batches.length) return [lived, twin];
  const open = there.batches.filter(isOpen(now));
  const isOfLateTerm = ({ addedAt }: Window): boolean => addedAt === here.term.startedAt && here.term.number === there.term.number && here.term.startedAt > there.term.startedAt && open.every((window) => window.addedAt !== there.term.startedAt);
  return [{ ...lived, batches: here.batches.filter(isOpen(now)).filter((window) => !isOfLateTerm(window)) }, { ...twin, batches: open }];
};

/**
 * Two rows of subscriptions with the windows that can be compared. One that has closed stays in a row until the subscription changes otherwise, and then goes (SUB-2): where one of the two has more, only those that are open count. That of a term
 * that began late is open longer (REN-4): where it has closed and gone without faults, it does not count either.
 */
export const withComparableWindows = (both: Both, now: Instant): Both => {
  const [lived, twin] = both;
  if (lived['type'] === 'subscription' && hasWindows(lived) && hasWindows(twin)) return ofSubscription(both, now);
  const [here, there] = [lived['subscriptions'], twin['subscriptions']];
  if (lived['type'] !== 'subscriptionSheet' || !Array.isArray(here) || !Array.isArray(there)) return both;
  const others = new Map((there as readonly Value[]).map((each) => [each['id'], each]));
  const pairs = new Map((here as readonly Value[]).flatMap((each) => {
    const other = others.get(each['id']);
    return other === undefined || !hasWindows(each) || !hasWindows(other) ? [] : [[each['id'], ofSubscription([each, other], now)] as const];
  }));
  return [
    { ...lived, subscriptions: (here as readonly Value[]).map((each) => pairs.get(each['id'])?.[0] ?? each) },
    { ...twin, subscriptions: (there as readonly Value[]).map((each) => pairs.get(each['id'])?.[1] ?? each) },
  ];
};
