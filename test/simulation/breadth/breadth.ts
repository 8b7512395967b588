import { type Subscription } from '../../../src/domain/subscription/state';
import { type Check } from '../engine/check';
import { type Call, type Reply } from '../engine/client';
import { type Known } from '../engine/known';
import { routeOf } from './route';

interface Subject {
  readonly state: string;
  readonly subscription?: Subscription;
}

const routes = new WeakMap<Call, ReturnType<typeof routeOf>>();

/** Looked for once: a call is compared with some three hundred routes. */
const routeOfCall = (call: Call): ReturnType<typeof routeOf> => {
  if (!routes.has(call)) routes.set(call, routeOf(call.method, call.path));
  return routes.get(call);
};

/** What a call is about, as it stood when it was sent. */
const subjectOf = (call: Call, known: Known): Subject => {
  const params = routeOfCall(call)?.params ?? {};
  const subscription = known.subscription(params['subscriptionId'] ?? '');
  if (subscription !== undefined) return { state: `${subscription.kind} ${subscription.status}${subscription.extendedFrom === undefined ? '' : ', extended'}`, subscription };
  return { state: '—' };
};

/** What is planned, beside what stood; what is sent back as it was read asks for nothing. */
const plan = (name: string, sent: unknown, isPlanned: boolean): readonly string[] => {
  if (sent === undefined || (sent === null && !isPlanned)) return [];
  if (sent === null) return [`${name} taken away`];
  return [isPlanned ? `${name} again` : name];
};

/** POL-2: another end of the term than stands. */
const termEnd = (actions: unknown, { autoRenew, term, cancelAtTermEnd }: Subscription): readonly string[] => {
  const [action] = Array.isArray(actions) ? (actions as readonly { readonly actionType?: unknown }[]) : [];
  const stands = autoRenew ? 'RenewToNewTerm' : term.extendable === true && cancelAtTermEnd !== true ? 'RenewToExtendedServiceTerm' : 'Cancel';
  return typeof action?.actionType === 'string' && action.actionType !== stands ? [`term end ${action.actionType}`] : [];
};

/** A PATCH of a subscription is many commands: those of its members that ask for something else than there is. */
const patchOf = (body: Readonly<Record<string, unknown>>, subscription: Subscription): string => {
  const { quantity, status, autoRenew, friendlyName, scheduledChange, nextCharge } = subscription;
  const asked = [
    ...(typeof body['quantity'] === 'number' && body['quantity'] !== quantity ? [body['quantity'] > quantity ? 'more seats' : 'fewer seats'] : []),
    ...(typeof body['status'] === 'string' && body['status'] !== status ? [`status ${body['status']}`] : []),
    ...(typeof body['autoRenewEnabled'] === 'boolean' && body['autoRenewEnabled'] !== autoRenew ? [`auto-renew ${body['autoRenewEnabled'] ? 'on' : 'off'}`] : []),
    ...(typeof body['friendlyName'] === 'string' && body['friendlyName'] !== friendlyName ? ['name'] : []),
    ...termEnd(body['scheduledActions'], subscription),
    ...plan('next term', body['scheduledNextTermInstructions'], scheduledChange !== undefined),
    ...plan('next charge', body['nextChargeInstructions'], nextCharge !== undefined),
  ];
  return asked.length === 0 ? 'nothing new' : asked.join(' and ');
};

const commandOf = (call: Call, subscription: Subscription | undefined): string => {
  const name = routeOfCall(call)?.route.name ?? `${call.method} of what is not there`;
  if (name !== 'patchSubscription' || subscription === undefined || typeof call.body !== 'object' || call.body === null) return name;
  return `${name}: ${patchOf(call.body as Readonly<Record<string, unknown>>, subscription)}`;
};

const isPreview = ({ path }: Call): boolean => /[?&]preview=true/i.test(path);

const outcomeOf = (call: Call, { status, body }: Reply): string => {
  if (status < 400) return isPreview(call) ? 'previewed' : 'done';
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return `refused ${status}${typeof code === 'number' || typeof code === 'string' ? ` ${code}` : ''}`;
};

/** The work that a fault met, by the name of its route where it is a call. */
const workOf = (work: string): string => {
  const [method = '', path = ''] = work.split(' ');
  return routeOf(method, path)?.route.name ?? work;
};

/** Holds always: notes which command met which state with which outcome, and which fault met what. */
export const breadth = (): Check => {
  const before = new WeakMap<Call, Subject>();
  return {
    name: 'breadth',
    before: (call, { known }) => void before.set(call, subjectOf(call, known)),
    after: ({ exchanges, faults }, seen) => {
      for (const { call, reply } of exchanges) {
        const { state, subscription } = before.get(call) ?? subjectOf(call, seen.known);
        seen.reach('command × state × outcome', `${commandOf(call, subscription)} × ${state} × ${outcomeOf(call, reply)}`);
      }
      for (const { what, work } of faults) seen.reach('fault × work', `${what.split(' of ')[0] ?? what} × ${workOf(work)}`);
    },
  };
};
