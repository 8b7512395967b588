import { plusDays, startOfDay, calendarDate } from '../../../../src/kernel/calendarDate';
import { type Row } from '../../../../src/kernel/partitionStore';
import { plusHours, type Instant } from '../../../../src/kernel/instant';
import { type Partner } from '../../../../src/domain/parties/partner/state';
import { rowsOf } from '../../../support/rowsOf';
import { userOf } from '../../engine/world';
import { mustHold, type Check, type Seen } from '../../engine/check';
import { isSame, text, type Members } from './members';
import { listed, operatorOf } from './operator';

/** Of a thousand calls, those after which the app compares all that is derived with the state; in lives that do, it does at their end, and its lists are compared with the rows. */
const ON_THE_WAY = 1;
const TERM_ENDS: ReadonlySet<string> = new Set(['renewal', 'trialConversion', 'expiry']);
const DAYS_AHEAD = 1200;

const rowsWith = (rows: readonly Row[], prefix: string): readonly Row[] => rows.filter(({ key }) => key.startsWith(prefix));

/** What a rebuild would put right. */
const compared = async (seen: Seen): Promise<void> => {
  const { reply } = await seen.ask({ method: 'POST', path: '/nextterm/v1/operations/rebuild?preview=true', caller: operatorOf(seen.world), headers: { 'MS-RequestId': seen.dice('rebuild').guid() } });
  const { found, findings, removed } = reply.body as { readonly found: number; readonly findings: readonly Members[]; readonly removed: number };
  mustHold(reply.status === 200, 'DUE-1', () => `a rebuild is previewed with ${reply.status} ${reply.text}`);
  mustHold(found === 0, 'DUE-1', () => `a rebuild would put right ${found} things: ${JSON.stringify(findings.slice(0, 5))}`);
  mustHold(removed === 0, 'DUE-1', () => `a rebuild would take away ${removed} rows of the deadline index`);
  seen.proved('DUE-1');
};

/** When a subscription's seats, the whole of it, and its term can be foreseen to end; by its row alone. */
const foreseen = (subscription: Members, now: Instant): readonly string[] => {
  if (subscription['status'] !== 'active' && subscription['status'] !== 'suspended') return [];
  const term = subscription['term'] as { readonly end?: string; readonly cancellableUntil?: string };
  const batches = (subscription['batches'] ?? []) as readonly { readonly windowClosesAt: string; readonly quantity: number }[];
  const isForGood = subscription['termDuration'] === 'NoTerm' || term.end === undefined;
  const ends = isForGood ? [] : [[startOfDay(plusDays(calendarDate(text(term.end)), 1)), 'termEnds', ''] as const];
  // Windows end with their term, however much longer they would be open.
  const within = (closes: string): string => ends.reduce((earliest, [over]) => (over < earliest ? over : earliest), closes);
  const all = [...batches.map(({ windowClosesAt, quantity }) => [within(windowClosesAt), 'windowCloses', quantity] as const), [within(text(term.cancellableUntil)), 'cancellationEnds', ''] as const, ...ends];
  return all.filter(([at]) => at > now).map((each) => [subscription['id'], ...each].map(text).join(' '));
};

/** DUE-1: what the lists of one partner say is what the rows say. */
const listsOf = async (seen: Seen, partner: Partner, rows: readonly Row[]): Promise<void> => {
  const { tenantId, slug } = partner;
  const now = seen.installation.now();
  const caller = userOf(partner);
  const customers = rowsWith(rows, 'customer|').filter(({ value }) => (value['relationships'] as Readonly<Record<string, { readonly status: string }>>)[tenantId]?.status === 'accepted');
  const shown = await listed(seen, caller, '/v1/customers?size=500');
  mustHold(isSame(shown.map(({ id }) => text(id)), customers.map(({ partition }) => partition)), 'DUE-1', () => `${slug} is shown the customers ${shown.map(({ id }) => text(id)).join(', ')}, and has ${customers.map(({ partition }) => partition).join(', ')}`);
  const subscriptions = rowsWith(rows, 'subscription|').filter(({ partition, value }) => value['partnerId'] === tenantId && customers.some((customer) => customer.partition === partition)).map(({ value }) => value as Members);
  for (const customerId of new Set(subscriptions.map((subscription) => text(subscription['customerId'])))) {
    const own = subscriptions.filter((subscription) => subscription['customerId'] === customerId).map(({ id, version, status, quantity }) => [id, version, status, quantity].map(text).join(' '));
    const items = await listed(seen, caller, `/v1/customers/${customerId}/subscriptions`);
    const told = items.filter(({ id }) => subscriptions.some((subscription) => subscription['id'] === id)).map(({ id, status, quantity, attributes }) => [id, versionOf(attributes), status, quantity].map(text).join(' '));
    mustHold(isSame(told, own), 'DUE-1', () => `${slug} is shown the subscriptions\n${told.join('\n')}\nof ${customerId}, and has\n${own.join('\n')}`);
  }
  const until = plusHours(now, DAYS_AHEAD * 24);
  const deadlines = await listed(seen, caller, `/nextterm/v1/deadlines?size=500&until=${until}`);
  const told = deadlines.filter(({ kind }) => kind === 'windowCloses' || kind === 'cancellationEnds' || TERM_ENDS.has(text(kind))).map(({ subjectId, at, kind, quantity }) => [subjectId, at, TERM_ENDS.has(text(kind)) ? 'termEnds' : kind, kind === 'windowCloses' ? quantity : ''].map(text).join(' '));
  const expected = subscriptions.flatMap((subscription) => foreseen(subscription, now));
  mustHold(isSame(told, expected), 'DUE-1', () => `the deadlines of ${slug} lack\n${expected.filter((each) => !told.includes(each)).join('\n')}\nand have besides\n${told.filter((each) => !expected.includes(each)).join('\n')}`);
};

/** The version that an etag stands for. */
const versionOf = (attributes: unknown): unknown => (JSON.parse(Buffer.from(text((attributes as Members)['etag']), 'base64url').toString()) as Members)['version'];

/** DUE-2: what was given up is on the operator's list, was failing for a day, says why, and was told of. */
const parkedIsVisible = async (seen: Seen, rows: readonly Row[]): Promise<void> => {
  const parked = rowsWith(await rowsOf(seen.installation.stores.Directory), 'parked|').map(({ value }) => value as Members);
  const items = await listed(seen, operatorOf(seen.world), '/nextterm/v1/operations/parked?size=500');
  mustHold(isSame(items.map(({ id }) => text(id)), parked.map(({ id }) => text(id))), 'DUE-2', () => `the operator's list has ${items.length} of ${parked.length} that were parked`);
  for (const { id, kind, subject, failingSince, parkedAt, reason } of parked) {
    mustHold(text(reason) !== '', 'DUE-2', () => `${text(kind)} of ${text(subject)} is parked for no reason`);
    mustHold(plusHours(text(failingSince) as Instant, 24) <= text(parkedAt), 'DUE-2', () => `${text(kind)} of ${text(subject)} failed since ${text(failingSince)} and is parked since ${text(parkedAt)}`);
    mustHold(rows.some(({ key }) => key.startsWith(`event|${text(id)}|${text(failingSince)}|`)), 'DUE-2', () => `${text(kind)} of ${text(subject)} is parked, and no event tells of it`);
    seen.reach('promise', 'parked work is visible');
  }
};

/** DUE-1, DUE-2: what is derived is what the state says: by the app's own comparison, and by what lists show beside what rows say. */
export const derived = (): Check => ({
  name: 'derived',
  after: async ({ exchanges, isFaulty, lateSince }, seen) => {
    const dice = seen.dice('derived');
    if (exchanges.length !== 1 || isFaulty || lateSince !== undefined || dice.below(1000) >= ON_THE_WAY) return;
    // What waits to be told is in no list yet.
    const waits = (await rowsOf(seen.installation.stores.Commerce)).some(({ key }) => key.startsWith('outbox|'));
    if (!waits && !seen.installation.isDue()) await compared(seen);
  },
  settled: async (seen) => {
    if (!seen.has('derived')) return;
    const rows = await rowsOf(seen.installation.stores.Commerce);
    await parkedIsVisible(seen, rows);
    if (rowsWith(rows, 'outbox|').length > 0) return;
    await compared(seen);
    for (const partner of seen.world.partners) if (partner.kind !== 'indirect_reseller') await listsOf(seen, partner, rows);
    seen.reach('promise', 'lists show what rows say');
  },
});
