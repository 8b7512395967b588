import { type Random } from '../../../fuzz/random';
import { type Role } from '../../../../src/adapters/http/caller';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { callerOf, type Call, type Reply } from '../../engine/client';
import { userOf } from '../../engine/world';
import { mustHold, type Check, type Seen } from '../../engine/check';
import { codeOf } from './members';
import { Owners } from './owners';

/** Per cent of happenings after which somebody asks for what is not its own, in lives that do. */
const SHARE = 8;

/** What a stranger asks for, with `{customer}` and `{id}`, of a cart. */
const OF_CARTS = ['/v1/customers/{customer}/carts/{id}'] as const;

/** The same of a subscription. */
const OF_SUBSCRIPTIONS = [
  '/v1/customers/{customer}/subscriptions/{id}',
  '/v1/customers/{customer}/subscriptions/{id}/transitions',
  '/v1/customers/{customer}/subscriptions/{id}/transitioneligibilities?eligibilityType=immediate',
  '/nextterm/v1/customers/{customer}/subscriptions/{id}/options',
  '/nextterm/v1/customers/{customer}/subscriptions/{id}/charges',
  '/nextterm/v1/customers/{customer}/subscriptions/{id}/events',
  '/nextterm/v1/customers/{customer}/subscriptions/{id}/timeline',
  '/nextterm/v1/customers/{customer}/subscriptions/{id}/supportrequests',
] as const;

/** What a partner has of a customer, and nobody else sees. */
interface Own {
  readonly id: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly paths: readonly string[];
}

/** Something that a partner has: a subscription, or a cart that it has filled for the same customer. */
const drawOwn = (seen: Seen, subscription: Subscription, dice: Random): Own => {
  const carts = dice.chance(35) ? (seen.known.of(subscription.customerId, 'cart|') as unknown as readonly { readonly id: string; readonly partnerId: string }[]) : [];
  const { customerId } = subscription;
  return carts.length > 0 ? { ...dice.pick(carts), customerId, paths: OF_CARTS } : { id: subscription.id, partnerId: subscription.partnerId, customerId, paths: OF_SUBSCRIPTIONS };
};

const filled = (path: string, customerId: string, id: string): string => path.replace('{customer}', customerId).replace('{id}', id);

/** An answer without the ids that were asked for. */
const without = ({ status, text }: Reply, customerId: string, id: string): string => `${status} ${text.replaceAll(customerId, '{customer}').replaceAll(id, '{id}')}`;

/** A role, what it may do (PAR-2), and a call by which that is seen. */
const MAY: readonly { readonly role: Role; readonly reads: boolean; readonly manages: boolean; readonly accounts: boolean }[] = [
  { role: 'global_admin', reads: true, manages: true, accounts: true },
  { role: 'admin_agent', reads: true, manages: true, accounts: true },
  { role: 'sales_agent', reads: true, manages: true, accounts: false },
  { role: 'billing_admin', reads: true, manages: false, accounts: true },
  { role: 'helpdesk_agent', reads: true, manages: false, accounts: false },
];

const ROLE_REFUSED = '403 900150';

/** PAR-3: a stranger's question is answered as if there were no such thing, to the letter. */
const asStranger = async (seen: Seen, owners: Owners, { id, customerId, partnerId, paths }: Own, dice: Random): Promise<void> => {
  const strangers = seen.world.partners.filter((partner) => partner.tenantId !== partnerId && !owners.isSeenBy({ partnerId, customerId }, callerOf({ tenantId: partner.tenantId, kind: 'partner', partner }, [], '')));
  // Who sells to the same customer gets furthest.
  const beside = strangers.filter(({ tenantId }) => owners.isRelated(customerId, tenantId));
  const [stranger, path, other] = [dice.pick(beside.length > 0 && dice.chance(60) ? beside : strangers), dice.pick(paths), dice.guid()];
  const isRelated = owners.isRelated(customerId, stranger.tenantId);
  const otherCustomer = isRelated ? customerId : dice.guid();
  const caller = userOf(stranger);
  const call = (of: string, thing: string): Call => ({ method: 'GET', path: filled(path, of, thing), caller, headers: { 'MS-RequestId': other, 'MS-CorrelationId': other } });
  const { reply } = await seen.ask(call(customerId, id));
  const { reply: ofNothing } = await seen.ask(call(otherCustomer, other));
  mustHold(reply.status >= 400 && reply.status < 500, 'PAR-3', () => `${path} of ${id} is ${partnerId}'s, and ${stranger.slug} is answered with ${reply.status} ${reply.text.slice(0, 300)}`);
  const [answer, expected] = [without(reply, customerId, id), without(ofNothing, otherCustomer, other)];
  mustHold(answer === expected, 'PAR-3', () => `${path} of ${partnerId}'s ${id} answers ${stranger.slug} with ${answer}, and of one that does not exist with ${expected}`);
  seen.proved('PAR-3');
};

/** PAR-2: a user of the partner does what the role allows. PAR-1: a reseller changes nothing. */
const asRole = async (seen: Seen, { id, customerId, partnerId, friendlyName }: Subscription, dice: Random): Promise<void> => {
  const partner = seen.world.partners.find(({ tenantId }) => tenantId === partnerId);
  if (partner === undefined) return;
  const { role, reads, manages, accounts } = dice.pick(MAY);
  const caller = userOf(partner, [role]);
  const headers = { 'MS-RequestId': dice.guid() };
  const path = `/v1/customers/${customerId}/subscriptions/${id}`;
  const asked = await Promise.all(
    [
      [reads, { method: 'GET', path, caller, headers }],
      [manages, { method: 'PATCH', path: `${path}?preview=true`, caller, headers, body: { friendlyName } }],
      [accounts, { method: 'GET', path: '/v1/invoices', caller, headers }],
    ].map(async ([may, call]) => ({ may, call: call as Call, ...(await seen.ask(call as Call)) })),
  );
  for (const { may, call, reply } of asked) {
    mustHold((codeOf(reply) === ROLE_REFUSED) !== may, 'PAR-2', () => `${role} ${may === true ? 'may' : 'may not'} ${call.method} ${call.path}, and is answered with ${reply.status} ${reply.text.slice(0, 300)}`);
  }
  seen.proved('PAR-2');
  const reseller = seen.world.partners.find(({ kind }) => kind === 'indirect_reseller');
  if (reseller === undefined) return;
  const { reply } = await seen.ask({ method: 'PATCH', path: `${path}?preview=true`, caller: userOf(reseller), headers, body: { friendlyName } });
  mustHold(codeOf(reply) === '403 900308', 'PAR-1', () => `a reseller changes ${path}, and is answered with ${reply.status} ${reply.text.slice(0, 300)}`);
  seen.proved('PAR-1');
};

/** PAR-1, PAR-2, PAR-3: nobody sees what is another's, nobody does what its role may not, and no answer names what is not its reader's. */
export const visibility = (): Check => {
  const owners = new Owners();
  return {
    name: 'visibility',
    after: async ({ exchanges, changes }, seen) => {
      for (const change of changes) owners.follow(change);
      for (const exchange of exchanges) if (owners.judge(exchange)) seen.proved('PAR-3');
      if (exchanges.length === 0 || !seen.has('strangers')) return;
      const dice = seen.dice('visibility');
      const all = seen.known.subscriptions();
      if (all.length === 0 || !dice.chance(SHARE)) return;
      const subscription = dice.pick(all);
      if (dice.chance(60)) await asStranger(seen, owners, drawOwn(seen, subscription, dice), dice);
      else await asRole(seen, subscription, dice);
    },
  };
};
