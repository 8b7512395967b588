import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Instant } from '../../../../src/kernel/instant';
import { mustHold, type Happened, type Seen } from '../../engine/check';
import { bring } from './bring';
import { callOf, etagSent, followedAs, replaces, type CallOf } from './calls';
import { subscriptionChanges, type StoredEvent, type SubscriptionChange } from './commits';
import { type Judgement } from './judgement';
import { differences, modelledOf, statusAt, termEndOf, termOverAt, type Modelled } from './modelled';
import { judgePatch } from './patch';
import { boughtAs, isOfLine, linesOf, type AskedLine } from './purchase';
import { judgeTransition, type TransitionJudgement } from './transition';

/** Refusals that are no question of a subscription's life: who may ask, what is found, in which form. */
const NOT_OF_LIFE = new Set([400, 1000, 2032, 3000, 13605, 20002, 20003, 60003, 800001, 800002, 800073, 900126, 900150, 900308, 900329]);

const ETAG_STALE = 2055;

/** Which rule a fact is the proof of. */
const RULES: Readonly<Record<string, string>> = {
  SubscriptionPurchased: 'ORD-1',
  SeatsAdded: 'SUB-2',
  SeatsRemoved: 'SUB-3',
  SubscriptionRenamed: 'SUB-6',
  AutoRenewTurnedOn: 'REN-1',
  AutoRenewTurnedOff: 'REN-1',
  SubscriptionSuspended: 'SUS-1',
  SubscriptionResumed: 'SUS-2',
  SubscriptionCancelled: 'CAN-1',
  ChangeScheduled: 'SCH-1',
  ScheduledChangeApplied: 'SCH-6',
  ScheduledChangeRemoved: 'SCH-4',
  NextChargePlanned: 'CYC-1',
  BillingCycleChanged: 'CYC-1',
  SubscriptionUpgraded: 'UPG-2',
  LicencesMovedOut: 'UPG-2',
  LicencesMovedIn: 'UPG-3',
  TrialConverted: 'TRI-2',
  FreeTrialTurnedPaid: 'ORD-6',
  SubscriptionRenewed: 'REN-3',
  RenewedIntoSuccessor: 'REN-8',
  SubscriptionExpired: 'REN-6',
  SubscriptionExtended: 'POL-2',
  TermEndChosen: 'POL-2',
  TermEndChoiceRemoved: 'POL-2',
  CycleCharged: 'BIL-3',
};

/** Work that falls due for what a subscription's own term brings. */
const OWN_TASKS: ReadonlySet<string> = new Set(['cycle', 'renewal', 'trialConversion']);

/** Facts that say what followed from others, which the model does not follow. */
const TOLD_BESIDE = new Set(['PromotionNotKept', 'AddOnsOutOfProportion', 'AddOnAttached', 'ResellerOfRecordChanged', 'MigratedFromTraditional']);

interface Kept {
  readonly modelled: Modelled;
  readonly row: Subscription;
}

/** One of several states that a subscription went through in one happening. */
interface Moment {
  readonly kept: Kept | undefined;
}

const wordsOf = ({ exchange: { call, reply } }: CallOf): string => `${call.method} ${call.path} ${JSON.stringify(call.body)} was answered with ${reply.status} ${reply.text.slice(0, 300)}`;

const typesOf = (facts: readonly { readonly type: string }[]): string => [...new Set(facts.map(({ type }) => type))].filter((type) => !TOLD_BESIDE.has(type)).sort().join(', ');

/** The lives of all subscriptions, as commands that were accepted and time alone make them by the rules; held against what is stored, told and answered. */
export class Lifecycles {
  private readonly kept = new Map<string, Kept>();
  /** Lines of carts as they were last sent. */
  private readonly carts = new Map<string, readonly AskedLine[]>();
  private readonly versions = new Map<string, { readonly id: string; readonly version: number }>();
  private calls: ReadonlyMap<string, CallOf> = new Map();
  private moments = new Map<string, Moment[]>();
  private committed = new Set<string>();
  private bought = new Map<string, Subscription[]>();

  /** Follows what happened. @throws Broken where it is not what the rules say. */
  follow(happened: Happened, seen: Seen): void {
    const calls = happened.exchanges.map(callOf);
    this.calls = new Map(calls.map((call) => [call.requestId, call]));
    this.moments = new Map();
    this.committed = new Set();
    this.bought = new Map();
    for (const call of calls) this.noteCart(call);
    for (const change of subscriptionChanges(happened.changes)) this.changed(change, happened, seen);
    const accepted = new Set(calls.filter(({ isAccepted }) => isAccepted).map(({ requestId }) => requestId));
    for (const call of calls) this.answered(call, accepted, happened, seen);
    // Of several at once the answers may be older than what there is.
    if (calls.length === 1) for (const call of calls) this.noteEtag(call);
  }

  /** What its customer has, it itself as it is judged: of calls at the same moment perhaps as it was. */
  private holdings(of: Modelled): readonly Modelled[] {
    return [...this.kept.values()].map(({ modelled }) => (modelled.id === of.id ? of : modelled)).filter((each) => each.customerId === of.customerId);
  }

  /** At the same moment as a checkout too: what is bought cannot be replaced any more, so a cart that was replaced was so before it was bought. */
  private noteCart(call: CallOf): void {
    const followed = followedAs(call);
    if (followed?.what !== 'cart' || !call.isAccepted || call.isPreview) return;
    const { id } = call.exchange.reply.body as { readonly id?: string };
    if (id !== undefined) this.carts.set(id.toLowerCase(), linesOf(call.exchange.call.body));
  }

  private noteEtag({ exchange: { reply, attempts }, isReplay }: CallOf): void {
    // REQ-5: a request that is sent again later is answered as it was then, whatever has become of it since; an etag that is known stays that of its version.
    if (isReplay && attempts === 1) return;
    const body = reply.body as { readonly id?: string; readonly attributes?: { readonly etag?: string; readonly objectType?: string } } | undefined;
    const kept = body?.attributes?.objectType === 'Subscription' && body.id !== undefined ? this.kept.get(body.id) : undefined;
    if (kept !== undefined && body?.attributes?.etag !== undefined && !this.versions.has(body.attributes.etag) && reply.status < 300) this.versions.set(body.attributes.etag, { id: kept.row.id, version: kept.row.version });
  }

  private become(id: string, modelled: Modelled, row: Subscription): void {
    const moments = this.moments.get(id) ?? [{ kept: this.kept.get(id) }];
    this.kept.set(id, { modelled, row });
    this.moments.set(id, [...moments, { kept: this.kept.get(id) }]);
  }

  private adopt({ after }: SubscriptionChange, why: string, seen: Seen): void {
    seen.reach('lifecycle not followed', why);
    this.become(after.id, modelledOf(after), after);
  }

  private changed(change: SubscriptionChange, happened: Happened, seen: Seen): void {
    const { before, after, events } = change;
    const kept = this.kept.get(after.id);
    const [first] = events;
    if (first === undefined) {
      // Where it stands on a sheet, say: how it is stored.
      mustHold(before !== undefined && before.version === after.version, 'AUD-2', () => `${after.id} was changed to version ${after.version} and nothing was told of it`);
      if (kept !== undefined) this.become(after.id, kept.modelled, after);
      return;
    }
    if (before === undefined) return this.opened(change, first, seen);
    if (kept === undefined) return this.adopt(change, 'it was there before', seen);
    let modelled = kept.modelled;
    for (const event of events) {
      const became = this.stepped(modelled, event, change, happened, seen);
      if (became === undefined) return;
      modelled = { ...became, version: event.version };
    }
    this.compare(modelled, change, events.at(-1)?.at ?? happened.at, seen);
  }

  /** What one version of it must be; undefined: it was taken as it is stored. */
  private stepped(modelled: Modelled, event: StoredEvent, change: SubscriptionChange, happened: Happened, seen: Seen): Modelled | undefined {
    const requestId = event.cause?.requestId?.toLowerCase();
    mustHold(event.at === happened.at || happened.isFaulty, 'AUD-2', () => `What happened to ${modelled.id} at ${happened.at} is told as of ${event.at}`);
    if (requestId !== undefined) return this.commanded(modelled, requestId, event, change, seen);
    const command = event.cause?.command ?? 'nobody';
    if (isTraditional(modelled) || !OWN_TASKS.has(command)) {
      this.adopt(change, `${command} of a ${modelled.soldAs}`, seen);
      return undefined;
    }
    const brought = bring(seen.world, modelled, event.at);
    mustHold(brought !== undefined, 'REN-7', () => `${modelled.id} was changed by ${command} at ${event.at} (${typesOf(event.facts)}), when nothing was due: its term ends on ${modelled.term.end}, its cycle on ${modelled.cycle.end}`);
    if (brought.facts.includes('SubscriptionRenewed') && event.facts.some((fact) => fact.type === 'ScheduledChangeNotApplied' && fact.reason === 'BeyondLimits')) {
      this.adopt(change, 'a next term beyond limits', seen);
      return undefined;
    }
    mustTell(brought.facts, event, brought.rule, modelled.id);
    seen.proved(brought.rule);
    for (const { type } of event.facts) if (RULES[type] !== undefined) seen.proved(RULES[type]);
    return retitled(modelled, brought.next, change.after);
  }

  private commanded(modelled: Modelled, requestId: string, event: StoredEvent, change: SubscriptionChange, seen: Seen): Modelled | undefined {
    const call = this.calls.get(requestId);
    const followed = call && followedAs(call);
    this.committed.add(requestId);
    if (call === undefined || followed === undefined || followed.what === 'order' || followed.what === 'cart' || followed.what === 'checkout') {
      this.adopt(change, `${event.cause?.command ?? 'a command'} of a ${modelled.soldAs}`, seen);
      return undefined;
    }
    if (followed.what === 'transition' && followed.id !== modelled.id) {
      const source = this.moments.get(followed.id)?.at(-2)?.kept ?? this.kept.get(followed.id);
      const into = source && this.judgeTransition(call, source, event.at, seen).into;
      if (into === undefined) {
        this.adopt(change, 'a transition into another subscription', seen);
        return undefined;
      }
      mustTell(into.facts, event, 'UPG-3', modelled.id);
      return retitled(modelled, into.next, change.after);
    }
    if (followed.id !== modelled.id) {
      this.adopt(change, 'what changes with another subscription', seen);
      return undefined;
    }
    const kept = this.kept.get(modelled.id);
    if (kept === undefined) return undefined;
    const judgement = followed.what === 'patch' ? this.judgePatch(call, kept, event.at, seen) : this.judgeTransition(call, kept, event.at, seen);
    if (judgement.unknown !== undefined) {
      this.adopt(change, judgement.unknown, seen);
      return undefined;
    }
    const [against] = judgement.forbidden;
    mustHold(against === undefined, against?.rule ?? '', () => `What is forbidden was done to ${describe(modelled)} at ${event.at} (${judgement.forbidden.map(({ rule }) => rule).join(', ')}): ${wordsOf(call)}`);
    mustTell(judgement.facts, event, 'AUD-2', modelled.id, call);
    for (const { type } of event.facts) if (RULES[type] !== undefined) seen.proved(RULES[type]);
    return retitled(modelled, judgement.next, change.after);
  }

  private judgePatch(call: CallOf, { modelled, row }: Kept, at: Instant, seen: Seen): Judgement {
    const judgement = judgePatch(call.exchange.call.body, modelled, { world: seen.world, row, holdings: this.holdings(modelled), at, replaces: replaces(call) });
    return this.withEtag(call, row, judgement);
  }

  private judgeTransition(call: CallOf, { modelled, row }: Kept, at: Instant, seen: Seen): TransitionJudgement {
    const judgement = judgeTransition(call.exchange.call.body, modelled, { world: seen.world, holdings: this.holdings(modelled), other: (id) => this.kept.get(id)?.modelled, at });
    return { ...judgement, ...this.withEtag(call, row, judgement) };
  }

  /** Who names a version that is not the present one is refused, whatever else is asked for. */
  private withEtag(call: CallOf, row: Subscription, judgement: Judgement): Judgement {
    const etag = etagSent(call);
    const known = etag === undefined ? undefined : this.versions.get(etag);
    if (etag === undefined) return judgement;
    if (known === undefined) return { ...judgement, doubtful: [...judgement.doubtful, { rule: 'SUB-1', codes: [ETAG_STALE] }] };
    return known.id === row.id && known.version === row.version ? judgement : { ...judgement, forbidden: [...judgement.forbidden, { rule: 'SUB-1', codes: [ETAG_STALE] }] };
  }

  private opened(change: SubscriptionChange, event: StoredEvent, seen: Seen): void {
    const { after } = change;
    const requestId = event.cause?.requestId?.toLowerCase();
    const call = requestId === undefined ? undefined : this.calls.get(requestId);
    const followed = call && followedAs(call);
    if (requestId !== undefined) this.committed.add(requestId);
    if (call !== undefined && followed?.what === 'transition') {
      const source = this.moments.get(followed.id)?.at(-2)?.kept ?? this.kept.get(followed.id);
      const apart = source && this.judgeTransition(call, source, event.at, seen).apart;
      if (apart === undefined) return this.adopt(change, 'a transition that makes a subscription', seen);
      mustTell(apart.facts, event, 'UPG-2', after.id, call);
      const { id, version, orderId: _order, offer, friendlyName } = after;
      this.compare({ ...apart.next, id, version, title: offer.title, friendlyName }, change, event.at, seen);
      return;
    }
    const lines = followed?.what === 'checkout' ? this.carts.get(followed.id) : followed?.what === 'order' && call !== undefined ? linesOf(call.exchange.call.body) : undefined;
    if (lines === undefined || call === undefined) return this.adopt(change, `${event.cause?.command ?? 'nobody'} made a ${after.kind}`, seen);
    const already = this.bought.get(call.requestId) ?? [];
    const left = [...lines];
    for (const row of already) left.splice(left.findIndex((line) => isOfLine(line, row)), 1);
    const line = left.find((each) => isOfLine(each, after));
    mustHold(line !== undefined, 'ORD-1', () => `${after.quantity} of ${after.offer.productId}:${after.offer.skuId} for ${after.termDuration} billed ${after.billingCycle} to ${after.term.end} was bought, and no line asks for that: ${JSON.stringify(left)}`);
    this.bought.set(call.requestId, [...already, after]);
    const expected = boughtAs(seen.world, line, after, event.at);
    if (expected === undefined) return this.adopt(change, `buying a ${after.kind}`, seen);
    mustTell(['SubscriptionPurchased'], event, 'ORD-1', after.id, call);
    seen.proved(expected.soldAs === 'trial' ? 'TRI-1' : 'ORD-1');
    this.compare(expected, change, event.at, seen);
  }

  private compare(expected: Modelled, change: SubscriptionChange, at: Instant, seen: Seen): void {
    const { after, events } = change;
    const found = differences(expected, modelledOf(after), at);
    mustHold(found.length === 0, ruleOf(events), () => `After ${events.map((event) => typesOf(event.facts)).join(', then ')} at ${at}, ${describe(expected)} is not what it must be: ${found.join('; ')}`);
    const { paidForm, planned } = modelledOf(after);
    // CAT-5: promotions are not followed here. Whatever came with the plan is shown with it, and sent back asks for nothing else (SCH-2).
    const { promotionId: _asked, ...plan } = expected.planned ?? {};
    const promotionId = planned?.promotionId;
    this.become(after.id, { ...expected, paidForm, ...(expected.planned && { planned: { ...plan, ...(promotionId !== undefined && { promotionId }) } }) } as Modelled, after);
    void seen;
  }

  /** A command that was accepted without a change asked for nothing new; one that was refused is forbidden, by the code that it was refused with. */
  private answered(call: CallOf, accepted: ReadonlySet<string>, { at }: Happened, seen: Seen): void {
    const followed = followedAs(call);
    if (followed === undefined || (followed.what !== 'patch' && followed.what !== 'transition') || call.isPreview || call.isReplay) return;
    // REQ-5: a refusal is not kept, so the same call at the same moment may be carried out once it is allowed.
    if (this.committed.has(call.requestId) && (call.isAccepted || !accepted.has(call.requestId))) {
      mustHold(call.isAccepted, 'AUD-2', () => `It was carried out, and ${wordsOf(call)}`);
      return this.mustName(call, at, seen);
    }
    if (call.code !== undefined && NOT_OF_LIFE.has(call.code)) return;
    const moments = this.moments.get(followed.id) ?? [{ kept: this.kept.get(followed.id) }];
    const judgements = moments.flatMap(({ kept }) => (kept === undefined ? [] : [followed.what === 'patch' ? this.judgePatch(call, kept, at, seen) : this.judgeTransition(call, kept, at, seen)]));
    if (judgements.length === 0 || judgements.some(({ unknown }) => unknown !== undefined)) return;
    const kept = moments.at(-1)?.kept;
    const what = kept === undefined ? followed.id : describe(kept.modelled);
    if (call.isAccepted) {
      mustHold(judgements.some(({ facts, forbidden }) => facts.length === 0 && forbidden.length === 0), judgements[0]?.forbidden[0]?.rule ?? 'SUB-9', () => `Nothing was done to ${what} at ${at}, where ${judgements.map((each) => each.forbidden.map(({ rule }) => `${rule} forbids it`).join(', ') || `${each.facts.join(', ')} was asked for`).join(' or ')}: ${wordsOf(call)}`);
      return;
    }
    const { code } = call;
    if (code === undefined) return;
    // What else the customer had when it was refused is not known of calls at one moment: `someOrder` asks for an order in which each is answered as it was.
    if (this.calls.size > 1 && [...this.moments.keys()].some((id) => id !== followed.id)) return;
    const against = judgements.flatMap(({ forbidden }) => forbidden);
    if (judgements.some(({ doubtful }) => doubtful.some(({ codes }) => codes.includes(code)))) return;
    mustHold(against.length > 0, 'PRE-3', () => `What is allowed was refused to ${what} at ${at}: ${wordsOf(call)}`);
    const by = against.find(({ codes }) => codes.includes(code));
    mustHold(by !== undefined, against[0]?.rule ?? '', () => `${what} at ${at}: expected to be refused by ${against.map(({ rule, codes }) => `${rule} (${codes.join(', ')})`).join(' or ')}; ${wordsOf(call)}`);
    seen.proved(by.rule);
  }

  /** SUB-1: what the answer shows is what it has become. */
  private mustName(call: CallOf, at: Instant, seen: Seen): void {
    const followed = followedAs(call);
    if (followed?.what !== 'patch' || this.calls.size > 1) return;
    const kept = this.kept.get(followed.id);
    const shown = call.exchange.reply.body as Readonly<Record<string, unknown>> | undefined;
    if (kept === undefined || shown === undefined || isTraditional(kept.modelled)) return;
    const found = shownDifferences(kept.modelled, shown, at);
    mustHold(found.length === 0, 'SUB-1', () => `The answer does not show ${describe(kept.modelled)} at ${at} as it is: ${found.join('; ')}; ${wordsOf(call)}`);
    seen.proved('SUB-1');
  }
}

const isTraditional = ({ soldAs }: Modelled): boolean => soldAs === 'traditional' || soldAs === 'traditionalAddOn';

const describe = ({ id, soldAs, item, status, term, version }: Modelled): string => `${soldAs} ${id} (${item}, ${status}, version ${version}, term ${term.number} ${term.start}…${term.end})`;

/** Names of offers are the catalogue's. What was called as its offer goes on so. */
const retitled = (before: Modelled, next: Modelled, { offer: { title } }: Subscription): Modelled => (before.item === next.item ? next : { ...next, title, friendlyName: before.friendlyName === before.title ? title : next.friendlyName });

const ruleOf = (events: readonly StoredEvent[]): string => events.flatMap(({ facts }) => facts.map(({ type }) => RULES[type])).find((rule) => rule !== undefined) ?? 'SUB-1';

const mustTell = (facts: readonly string[], event: StoredEvent, rule: string, id: string, call?: CallOf): void => {
  const expected = [...new Set(facts)].sort().join(', ');
  const told = typesOf(event.facts);
  mustHold(expected === told, rule, () => `Of version ${event.version} of ${id} at ${event.at} should be told: ${expected || 'nothing'}; and is: ${told}${call === undefined ? '' : `; ${wordsOf(call)}`}`);
};

/** POL-2: what follows the term, as a resource says it. */
const TERM_END_SHOWN = { renew: 'RenewToNewTerm', extend: 'RenewToExtendedServiceTerm', cancel: 'Cancel' } as const;

/** What a subscription's resource shows of it, where it is another. What has ended with its term is shown so also until the tick of the sweep that carries it out. */
const shownDifferences = (subscription: Modelled, shown: Readonly<Record<string, unknown>>, at: Instant): readonly string[] => {
  const { quantity, autoRenew, friendlyName, term, cycle } = subscription;
  const status = statusAt(subscription, at);
  // A window ends with its term.
  const overAt = termOverAt(subscription);
  const open = subscription.seats.filter(({ closesAt }) => at < closesAt && at < overAt).reduce((sum, seats) => sum + seats.quantity, 0);
  const refundable = (shown.refundableQuantity as { readonly totalQuantity?: number } | undefined)?.totalQuantity;
  const isLive = status === 'active' || status === 'suspended';
  const cancellableUntil = term.cancellableUntil < overAt ? term.cancellableUntil : overAt;
  const expected: Readonly<Record<string, unknown>> = {
    quantity,
    autoRenewEnabled: autoRenew,
    friendlyName,
    status,
    commitmentEndDate: `${term.end}T00:00:00Z`,
    billingCycleEndDate: `${cycle.end}T00:00:00Z`,
    cancellationAllowedUntilDate: isLive && at < cancellableUntil ? cancellableUntil : undefined,
  };
  const [action] = (shown.scheduledActions ?? []) as readonly { readonly actionType?: string }[];
  const follows = status === 'active' && subscription.extendable === true ? TERM_END_SHOWN[termEndOf(subscription)] : undefined;
  const removable = subscription.status === 'active' && subscription.soldAs === 'licence' && open > 0 ? open : undefined;
  return [
    ...Object.entries(expected).flatMap(([member, value]) => (shown[member] === value ? [] : [`${member} should be ${String(value)} and is ${JSON.stringify(shown[member])}`])),
    ...(action?.actionType === follows ? [] : [`scheduledActions should say ${String(follows)} and says ${String(action?.actionType)}`]),
    ...(subscription.soldAs === 'licence' && refundable !== removable ? [`refundableQuantity.totalQuantity should be ${String(removable)} and is ${String(refundable)}`] : []),
  ];
};
