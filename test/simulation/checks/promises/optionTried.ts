import { type Subscription } from '../../../../src/domain/subscription/state';
import { type Call } from '../../engine/client';
import { text, type Members } from './members';

/** What the options say of one action. */
export interface ShownOption {
  readonly action: string;
  readonly possible: boolean;
  readonly rule: string;
  readonly until?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly opensAgain?: string;
  readonly target?: { readonly toCatalogItemId: string; readonly termDuration?: string; readonly billingCycle?: string };
  readonly effect?: { readonly status?: string; readonly quantity?: number; readonly charges?: readonly Members[] };
}

/** What follows for a command from what the options say: it is accepted, and charges that; or refused, by that code and sentence. */
export type Follows = { readonly accepted: true; readonly charges?: readonly Members[] } | { readonly accepted: false; readonly code?: number; readonly reason?: string };

/** Refusals that another number of seats may escape: too few for the offer, its promotion, or what it is a share of. */
const OF_FEW_SEATS: ReadonlySet<string> = new Set(['CAT-3', 'CAT-5', 'ORD-3']);

const SUBSCRIPTION = /^\/(?:v1|nextterm\/v1)\/customers\/([^/?]+)\/subscriptions\/([^/?]+)(\/transitions|\/supportrequests)?$/;

/** Which subscription a command is for, of those that options are listed for; undefined: of none. */
export const subjectOf = ({ method, path }: Call): { readonly customerId: string; readonly subscriptionId: string; readonly part: string } | undefined => {
  const [, customerId = '', subscriptionId = '', part = ''] = SUBSCRIPTION.exec(path) ?? [];
  return subscriptionId !== '' && method === (part === '' ? 'PATCH' : 'POST') ? { customerId, subscriptionId, part } : undefined;
};

/** What the options tried is what the call asks for, to the letter. */
const exactly = ({ possible, effect, code, reason }: ShownOption): Follows =>
  possible ? { accepted: true, ...(effect?.charges !== undefined && { charges: effect.charges }) } : { accepted: false, ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) };

const ofSeats = (asked: number, { quantity }: Subscription, find: (action: string) => ShownOption | undefined): Follows | undefined => {
  const option = asked > quantity ? find('addSeats') : asked > 0 && asked < quantity ? find('reduceSeats') : undefined;
  if (option === undefined) return undefined;
  const tried = option.action === 'addSeats' ? quantity + 1 : option.possible ? (option.effect?.quantity ?? 0) : quantity - 1;
  if (asked === tried) return exactly(option);
  if (!option.possible) return OF_FEW_SEATS.has(option.rule) ? undefined : { accepted: false };
  if (option.action === 'addSeats') return undefined;
  // The most that windows and limits let come off is what was tried.
  return { accepted: asked > tried };
};

const ofStatus: Readonly<Record<string, string>> = { deleted: 'cancel', suspended: 'suspend', active: 'resume' };

const PLAIN_NAME = /^\w[\w .-]{0,80}\w$/;

/** A PATCH of one member; of several at once nothing follows. */
const ofPatch = (body: Members, subscription: Subscription, find: (action: string) => ShownOption | undefined): Follows | undefined => {
  const members = Object.entries(body);
  const [member, value] = members[0] ?? [];
  if (members.length !== 1) return undefined;
  const by = (action: string): Follows | undefined => {
    const option = find(action);
    return option && exactly(option);
  };
  switch (member) {
    case 'quantity':
      return typeof value === 'number' ? ofSeats(value, subscription, find) : undefined;
    case 'status':
      return by(ofStatus[text(value)] ?? '');
    case 'autoRenewEnabled':
      return typeof value === 'boolean' ? by(value ? 'turnAutoRenewOn' : 'turnAutoRenewOff') : undefined;
    case 'friendlyName':
      return PLAIN_NAME.test(text(value)) && value !== subscription.friendlyName ? by('rename') : undefined;
    case 'scheduledNextTermInstructions':
      return value === null ? by('unplanNextTerm') : undefined;
    case 'nextChargeInstructions':
      return value === null ? by('unplanNextCharge') : undefined;
    default:
      return undefined;
  }
};

/**
 * PRE-3: what follows from the options for a command at the same instant; undefined where they do not speak of just that.
 * @param subscription as it is before.
 */
export const followsFrom = (items: readonly ShownOption[], call: Call, subscription: Subscription): Follows | undefined => {
  const body = (call.body ?? {}) as Members;
  if (call.headers['If-Match'] !== undefined) return undefined;
  const part = subjectOf(call)?.part;
  if (part === '') return ofPatch(body, subscription, (action) => items.find((option) => option.action === action));
  if (part !== '/transitions') return undefined;
  const target = items.find((option) => option.target?.toCatalogItemId === body['toCatalogItemId']);
  const isWhole = body['toSubscriptionId'] === undefined && body['quantity'] === subscription.quantity;
  if (target?.target === undefined || !isWhole || !target.possible) return undefined;
  return body['termDuration'] === target.target.termDuration && body['billingCycle'] === target.target.billingCycle ? exactly(target) : undefined;
};
