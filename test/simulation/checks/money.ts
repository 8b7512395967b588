import { dayOf } from '../../../src/kernel/calendarDate';
import { groupBy } from '../../../src/kernel/groupBy';
import { plusHours, type Instant } from '../../../src/kernel/instant';
import { mustHold, type Check, type Exchange, type Happened, type Seen } from '../engine/check';
import { type RowChange } from '../engine/recorder';
import { type World } from '../engine/world';
import { Accounts } from '../model/money/accounts';
import { differenceOf } from '../model/money/chargedLine';
import { PriceSheets } from '../model/money/priceSheets';

/** Read once: what all lives are priced by, whatever else differs in their worlds. */
const known = new WeakMap<World['sheets'], PriceSheets>();

const sheetsOf = (world: World): PriceSheets => {
  const sheets = known.get(world.sheets) ?? new PriceSheets(world.sheets, world.extras.promotions, world.extras.products);
  known.set(world.sheets, sheets);
  return sheets;
};

/** Rows of one transaction after another. */
const commitsOf = (changes: readonly RowChange[]): readonly (readonly RowChange[])[] => [...groupBy(changes, ({ commit }) => commit).values()];

/** What went wrong has been made good after so long, without anything being parked. */
const LATE_HOURS = 48;

/** A line of whatever kind: of a subscription, of a meter, of calls. */
const isCharge = (key: string): boolean => /^(azure|saas|overage)?charge\|/.test(key);

/** A refusal, a read or a preview. */
const isWithoutCharge = ({ call, reply }: Exchange): boolean => reply.status >= 400 || call.method === 'GET' || /[?&]preview=true/i.test(call.path);

/** Price sheets that the operator imported with these calls, as text. */
const importedBy = (exchanges: readonly Exchange[]): readonly string[] =>
  exchanges
    .filter(({ call, reply }) => call.method === 'PUT' && call.path.startsWith('/nextterm/v1/operations/imports/') && !call.path.includes('?') && reply.status === 200)
    .flatMap(({ call }) => (call.body as { readonly files: readonly { readonly kind: string; readonly content: string }[] }).files)
    .flatMap(({ kind, content }) => (kind === 'price_sheet' ? [Buffer.from(content, 'base64').toString()] : []));

/** Ids of the support requests that these calls granted with a refund that they state. */
const refundsStatedBy = (exchanges: readonly Exchange[]): ReadonlySet<string> =>
  new Set(
    exchanges.flatMap(({ call, reply }) => {
      const [, id] = /\/supportrequests\/([^/?]+)\/grant$/.exec(call.path) ?? [];
      return id !== undefined && reply.status === 200 && (call.body as { readonly refund?: string } | undefined)?.refund !== undefined ? [id] : [];
    }),
  );

/** Every line that is written is one that the rules ask for, and none of these is missing: by an account of each subscription that is kept apart from the app (docs: billing of new commerce). */
export const money = (): Check => {
  const segments = new Map<string, string>();
  let accounts: Accounts | undefined;

  const begin = ({ world }: Seen): Accounts => {
    for (const { id, segment } of world.customers) segments.set(id, segment);
    return new Accounts(sheetsOf(world), (id) => segments.get(id) ?? 'commercial');
  };

  const take = (changes: readonly RowChange[], at: Instant, stated: ReadonlySet<string>, seen: Seen): void => {
    for (const { key, after } of changes) if (key.startsWith('customer|') && typeof after?.['id'] === 'string') segments.set(after['id'], String(after['segment']));
    const charged = (accounts ??= begin(seen)).commit(changes, at, (what) => seen.reach('money not followed', what), stated);
    for (const { id, due, found, rules, months, places } of charged) {
      const [rule = 'BIL-1'] = rules;
      const difference = differenceOf(due, found);
      mustHold(difference === undefined, rule, () => `${id}, at ${at}: ${difference ?? ''}`);
      if (places !== undefined) mustHold(places[0] === places[1], rule, () => `${id}, at ${at}: expected ${places[0]}, found ${places[1]}`);
      if (due.length > 0) seen.reach('money followed', [...new Set(due.map(({ chargeType }) => chargeType))].join(' '));
      for (const currency of new Set(due.map((line) => line.currency))) seen.reach('charged in', currency);
      for (const each of rules) seen.proved(each);
      for (const each of months) seen.reach('extended month', each);
    }
  };

  return {
    name: 'what is charged is what the rules say',
    after: ({ changes, at, exchanges }: Happened, seen) => {
      for (const text of importedBy(exchanges)) (accounts ??= begin(seen)).imported(text);
      if (!changes.some(({ table }) => table === 'Commerce')) return;
      if (exchanges.length > 0 && exchanges.every(isWithoutCharge)) {
        const charge = changes.find(({ key }) => isCharge(key));
        mustHold(charge === undefined, 'PRE-1', () => `${exchanges.map(({ call, reply }) => `${call.method} ${call.path}, answered with ${reply.status},`).join(' and ')} charged ${String(charge?.key)}`);
        seen.proved('PRE-1');
      }
      const stated = refundsStatedBy(exchanges);
      for (const commit of commitsOf(changes)) take(commit, at, stated, seen);
    },
    settled: ({ installation }) => {
      for (const [id, last] of accounts?.chargedUntil() ?? []) mustHold(last >= dayOf(plusHours(installation.now(), -LATE_HOURS)), 'REN-7', () => `${id} is charged to ${last}, and nothing after that`);
    },
  };
};
