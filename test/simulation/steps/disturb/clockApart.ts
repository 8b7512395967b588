import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { instantFromMillis, plusHours, plusMinutes, toMillis, type Instant } from '../../../../src/kernel/instant';
import { Random } from '../../../fuzz/random';
import { rowsOf } from '../../../support/rowsOf';
import { moneySums } from '../../checks/moneySums';
import { versions } from '../../checks/lifecycle/versions';
import { events } from '../../checks/promises/events';
import { besideOf } from '../../engine/beside';
import { mustHold, type Happened } from '../../engine/check';
import { callerOf, send, type Call } from '../../engine/client';
import { type Installation } from '../../engine/installation';
import { type Life } from '../../engine/life';
import { userOf } from '../../engine/world';
import { drawFrom } from '../../seams/chance';
import { type Step } from '../step';
import { sellerOf } from './sellerOf';

const SECOND = 1000;
/** What a clock is apart by: seconds, as with hosts that set theirs by a server, or minutes, where that has failed. */
const SECONDS_APART = [1, 3, 20, 90, 400] as const;
/** Nobody waits longer than that for what is due. */
const SOON_HOURS = 30 * 24;
const MOST_ROUNDS = 80;
/** What every program owes. */
const RULE = 'clocks';

const commandsOf = (subscription: Subscription, dice: Random): Readonly<Record<string, unknown>> =>
  dice.pick<Readonly<Record<string, unknown>>>([{ quantity: subscription.quantity + 1 + dice.below(3) }, { quantity: Math.max(1, subscription.quantity - 1) }, { autoRenewEnabled: !subscription.autoRenew }, { friendlyName: `Desk ${dice.below(9)}` }, { status: 'suspended' }, { status: 'active' }, { status: 'deleted' }]);

/** Two hosts of the installation, of which the second goes by a clock of its own. */
class Apart {
  private readonly checks = [versions(), moneySums(), events()];
  private asked = 0;
  /** What was told at the very instant at which somebody began to listen may count as missed. */
  private toPutRightBefore: ReadonlySet<string> = new Set();

  constructor(
    private readonly life: Life,
    private readonly installation: Installation,
    private readonly dice: Random,
  ) {}

  /** What was charged before is known. */
  async begin(): Promise<void> {
    const rows = (await rowsOf(this.installation.stores.Commerce)).filter(({ key }) => key.startsWith('charge|'));
    this.toPutRightBefore = new Set((await this.toPutRight()).findings);
    this.installation.recorder.take();
    await this.happened({ changes: rows.map(({ partition, key, value }) => ({ table: 'Commerce', partition, key, before: undefined, after: value, commit: 0 })) });
  }

  async call(call: Omit<Call, 'headers'>): Promise<void> {
    const host = this.dice.below(2);
    this.asked += 1;
    const reply = await send(this.installation.host(host), { ...call, headers: { 'MS-RequestId': this.dice.guid(), 'MS-CorrelationId': this.dice.guid() } }, new Random(this.life.seed, 'apart', this.dice.below(1_000_000_000), this.asked));
    mustHold(reply !== undefined && reply.status !== 500, RULE, () => `${this.clocks()}: host ${host} answers ${call.method} ${call.path} ${JSON.stringify(call.body)} with ${reply?.status} ${reply?.text}`);
    await this.happened({});
  }

  /** One tick of the sweep, on whichever host. */
  async round(host = this.dice.below(2)): Promise<void> {
    drawFrom(this.life.seed, 'apart', this.dice.below(1_000_000_000));
    await this.installation.round(this.installation.host(host));
    await this.happened({});
  }

  /** Time passes, and the right host does what is due. */
  async advanceTo(until: Instant): Promise<void> {
    await this.installation.advanceTo(until, () => this.round(0));
    await this.happened({});
  }

  /** When the clocks agree again, nothing is left behind. */
  async mustBeWhole(): Promise<void> {
    const { installation } = this;
    for (const check of this.checks) await check.settled?.({ ...this.seen(), installation } as Life);
    const { removed, findings } = await this.toPutRight();
    const fresh = findings.filter((each) => !this.toPutRightBefore.has(each));
    mustHold(fresh.length === 0 && removed === 0, 'DUE-1', () => `after two clocks were apart a rebuild would put right ${fresh.length} things and take away ${removed} rows: ${fresh.slice(0, 5).join(', ')}`);
    const parked = (await rowsOf(installation.stores.Directory)).filter(({ key }) => key.startsWith('parked|'));
    mustHold(parked.length === 0, 'DUE-2', () => `after two clocks were apart there is parked: ${parked.map(({ key }) => key).join(', ')}`);
  }

  /** What a rebuild would put right, one text each, and how many rows it would take away. */
  private async toPutRight(): Promise<{ readonly removed: number; readonly findings: readonly string[] }> {
    const { life, installation } = this;
    const operator = callerOf({ tenantId: life.world.config.operatorTenantId, kind: 'operator' }, ['operator'], 'Op');
    const reply = await send(installation.host(0), { method: 'POST', path: '/nextterm/v1/operations/rebuild?preview=true', caller: operator, headers: { 'MS-RequestId': this.dice.guid() } }, new Random(life.seed, 'what is to be put right'));
    const { found, removed, findings } = (reply?.body ?? {}) as { readonly found?: number; readonly removed?: number; readonly findings?: readonly unknown[] };
    if (found === undefined || removed === undefined || findings?.length !== found) throw new Error(`A rebuild does not tell what it found: ${reply?.status} ${reply?.text}`);
    return { removed, findings: findings.map((each) => JSON.stringify(each)) };
  }

  private clocks(): string {
    return `at ${this.installation.now()}, where the other host says ${this.installation.host(1).clock.now()}`;
  }

  private seen(): Pick<Life, 'seed' | 'world' | 'proved' | 'reach'> {
    const { life } = this;
    return { seed: life.seed, world: life.world, proved: () => undefined, reach: () => undefined };
  }

  private async happened(what: Partial<Happened>): Promise<void> {
    const { installation, life } = this;
    const logged = installation.takeLogged();
    mustHold(logged.length === 0, RULE, () => `${this.clocks()} is logged: ${logged.map(({ message, cause }) => `${message} ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}`).join('; ')}`);
    const happened: Happened = { step: 0, at: installation.now(), exchanges: [], changes: installation.recorder.take(), published: installation.takePublished(), logged, isFaulty: false, faults: [], ...what };
    for (const check of this.checks) await check.after?.(happened, { ...this.seen(), known: life.known, installation } as unknown as Life);
  }
}

/** Whom something is soon to happen to, and when. */
const nextOf = (life: Life, dice: Random): { readonly subscription: Subscription; readonly at: Instant } | undefined => {
  const soon = plusHours(life.now(), SOON_HOURS);
  const all = life.known.subscriptions().flatMap((subscription) => {
    const { status, term, batches } = subscription;
    const due = nextTask(subscription)?.dueAt;
    const edges = status === 'active' || status === 'suspended' ? [...(due === undefined ? [] : [due, due, due]), term.cancellableUntil, ...batches.map(({ windowClosesAt }) => windowClosesAt)] : [];
    return edges.filter((at) => at > life.now() && at < soon).map((at) => ({ subscription, at }));
  });
  return all.length === 0 ? undefined : dice.pick(all);
};

/**
 * The clock of one host is ahead, behind, or stands, while something falls due, and both hosts are asked and sweep. It is put to the proof beside the life, on tables of its own: what a life goes on with is judged by one clock, to the millisecond.
 * Each host goes by its own clock. What is owed all the same: nothing fails, nothing is lost or done twice, charges tile their terms, and when the clocks agree again all that is derived is as the state says.
 */
export const clockApart: Step = {
  name: 'clock apart',
  weight: 2,
  act: async (life, dice) => {
    const found = nextOf(life, dice);
    const partner = found && sellerOf(life, found.subscription);
    if (found === undefined || partner === undefined) return;
    const { subscription: { id, customerId }, at } = found;
    // What a fault has left to be told was stored before, of which the checks beside know nothing.
    if ((await rowsOf(life.installation.stores.Commerce)).some(({ key }) => key.startsWith('outbox|'))) return;
    const beside = await besideOf(life, 2);
    const apart = new Apart(life, beside, dice);
    await apart.begin();
    const shortBefore = plusMinutes(at, -1 - dice.below(8));
    if (shortBefore > beside.now()) await apart.advanceTo(shortBefore);
    const how = dice.pick(['ahead', 'behind', 'stands'] as const);
    const { clock } = beside.host(1);
    const seconds = dice.pick(SECONDS_APART);
    if (how === 'stands') clock.stand();
    else clock.jump(seconds * SECOND * (how === 'ahead' ? 1 : -1));
    life.reach('fault × work', `clock ${how} × one host`);
    const subscription = life.known.subscription(id);
    for (let left = 4 + dice.below(6); left > 0 && subscription !== undefined; left -= 1) {
      const what = dice.weighted([[4, 'call'], [2, 'read'], [3, 'round'], [4, 'pass']] as const);
      const path = `/v1/customers/${customerId}/subscriptions/${id}`;
      if (what === 'call') await apart.call({ method: 'PATCH', path, caller: userOf(partner), body: commandsOf(subscription, dice) });
      if (what === 'read') await apart.call({ method: 'GET', path: dice.pick([path, `/nextterm${path}/options`, `/nextterm${path}/charges`, `/v1/customers/${customerId}/subscriptions`]), caller: userOf(partner) });
      if (what === 'round') await apart.round();
      if (what === 'pass') beside.clock.moveTo(instantFromMillis(toMillis(beside.now()) + dice.pick([1, SECOND, 30 * SECOND, 150 * SECOND])));
    }
    clock.setRight();
    await apart.advanceTo(plusMinutes(beside.now(), 75));
    for (let rounds = 0; beside.isDue() && rounds < MOST_ROUNDS; rounds += 1) await apart.round(0);
    await apart.mustBeWhole();
    life.proved('DUE-1');
  },
};
