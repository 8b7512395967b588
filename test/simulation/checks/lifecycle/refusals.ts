import { mustHold, type Check, type Exchange, type Seen } from '../../engine/check';

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Codes of refusals that are judged here. */
const ADD_ONS_ATTACHED = 800063;
const CYCLE_NOT_CHANGEABLE = 900269;

interface Refusal {
  readonly code?: unknown;
  readonly description?: unknown;
}

/** ORD-5: add-ons that stand in the way are named in the order in which they were bought, which is that in which their base names them. */
const mustNameInOrder = ({ call }: Exchange, description: string, seen: Seen): void => {
  const [base = '', ...named] = [...description.matchAll(GUID)].map(([id]) => id);
  const order = seen.known.subscription(base)?.addOnIds ?? [];
  const expected = order.filter((id) => named.includes(id));
  mustHold(named.join() === expected.join(), 'ORD-5', () => `${call.method} ${call.path}: the add-ons were bought in the order ${order.join(', ')}, and ${description}`);
  if (named.length > 1) seen.proved('ORD-5');
};

const cycleAsked = ({ call: { body } }: Exchange): string | undefined => {
  const asked = (body as { readonly nextChargeInstructions?: { readonly product?: { readonly billingCycle?: unknown } } | null } | undefined)?.nextChargeInstructions?.product?.billingCycle;
  return typeof asked === 'string' ? asked.toLowerCase() : undefined;
};

/** CYC-2: who asks for a billing cycle that cannot be had is told so of that one. */
const mustNameTheCycle = (exchange: Exchange, description: string, seen: Seen): void => {
  const asked = cycleAsked(exchange);
  if (asked === undefined || !/cannot be billed/.test(description)) return;
  mustHold(new RegExp(`cannot be billed ${asked}\\b`, 'i').test(description), 'CYC-2', () => `${exchange.call.method} ${exchange.call.path} asks to be billed ${asked}, and is told: ${description}`);
  seen.proved('CYC-2');
};

/** A refusal says of what it is: of what was asked for, and of what stands in the way, in an order that does not depend on chance. */
export const refusals = (): Check => ({
  name: 'a refusal names what it is about',
  after: ({ exchanges }, seen) => {
    // Of calls at the same moment nobody knows what each has seen.
    if (exchanges.length !== 1) return;
    for (const exchange of exchanges) {
      const { code, description } = (exchange.reply.body ?? {}) as Refusal;
      if (typeof description !== 'string') continue;
      if (code === ADD_ONS_ATTACHED) mustNameInOrder(exchange, description, seen);
      if (code === CYCLE_NOT_CHANGEABLE) mustNameTheCycle(exchange, description, seen);
    }
  },
});
