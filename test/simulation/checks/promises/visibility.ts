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

/** What a stranger asks for, with `{customer}` and `{subscription}`. */
const PATHS = [
  '/v1/customers/{customer}/subscriptions/{subscription}',
  '/v1/customers/{customer}/subscriptions/{subscription}/transitions',
  '/v1/customers/{customer}/subscriptions/{subscription}/transitioneligibilities?eligibilityType=immediate',
  '/nextterm/v1/customers/{customer}/subscriptions/{subscription}/options',
  '/nextterm/v1/customers/{customer}/subscriptions/{subscription}/charges',
  '/nextterm/v1/customers/{customer}/subscriptions/{subscription}/events',
  '/nextterm/v1/customers/{customer}/subscriptions/{subscription}/timeline',
  '/nextterm/v1/customers/{customer}/subscriptions/{subscription}/supportrequests',
] as const;

const filled = (path: string, customerId: string, subscriptionId: string): string => path.replace('{customer}', customerId).replace('{subscription}', subscriptionId);

/** An answer without the ids that were asked for. */
const without = ({ status, text }: Reply, customerId: string, subscriptionId: string): string => `${status} ${text.replaceAll(customerId, '{customer}').replaceAll(subscriptionId, '{subscription}')}`;

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
const asStranger = async (seen: Seen, owners: Owners, { id, customerId, partnerId }: Subscription, dice: Random): Promise<void> => {
  const strangers = seen.world.partners.filter((partner) => partner.tenantId !== partnerId && !owners.isSeenBy({ partnerId, customerId }, callerOf({ tenantId: partner.tenantId, kind: 'partner', partner }, [], '')));
  const [stranger, path, other] = [dice.pick(strangers), dice.pick(PATHS), dice.guid()];
  const isRelated = owners.isRelated(customerId, stranger.tenantId);
  const otherCustomer = isRelated ? customerId : dice.guid();
  const caller = userOf(stranger);
  const call = (of: string, subscriptionId: string): Call => ({ method: 'GET', path: filled(path, of, subscriptionId), caller, headers: { 'MS-RequestId': other, 'MS-CorrelationId': other } });
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
      if (dice.chance(60)) await asStranger(seen, owners, subscription, dice);
      else await asRole(seen, subscription, dice);
    },
  };
};
