import { isMeteredSaas } from '../../catalogue/state';
import { type Kind } from './kind';
import { publisherSaas } from './publisherSaas';

const { upgrade: _none, ...unupgraded } = publisherSaas;

/** ORD-10: SaaS of a software publisher without seats: its plan is bought once, and what is used of its dimensions is charged by the month. */
export const meteredSaas = {
  ...unupgraded,
  sells: isMeteredSaas,
  isMetered: true,
  refuses: { ...publisherSaas.refuses, seats: (subscriptionId) => ({ kind: 'MeteredWithoutSeats', subscriptionId }) },
  rules: { ...publisherSaas.rules, fixed: 'ORD-10' },
} satisfies Kind;
