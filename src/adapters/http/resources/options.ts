import { type ComingDeadline, type Options } from '../../../app/subscription/options';
import { sumOf } from '../../../kernel/money';
import { type Option } from '../../../options/options';
import { wireError } from '../errors';
import { chargeLineResource } from './chargeLine';

/** What it would do: the lines, their sum (positive: a cost; negative: a refund), and what it deletes. */
const effectOf = (option: Extract<Option, { possible: true }>) => {
  const { charges, removed, windowsOpened, reversibleUntil, subscription } = option.outcome;
  const [first] = charges;
  return {
    status: subscription.status,
    quantity: subscription.quantity,
    charges: charges.map(chargeLineResource),
    ...(first !== undefined && { amount: sumOf(charges.map(({ subtotal }) => subtotal)), currency: first.currency }),
    ...(windowsOpened[0] !== undefined && { windowClosesAt: windowsOpened[0].windowClosesAt }),
    removed,
    ...(reversibleUntil !== null && { reversibleUntil }),
  };
};

const optionResource = (option: Option) => {
  const { action, possible, rule } = option;
  if (option.possible) return { action, possible, rule, ...(option.until !== undefined && { until: option.until }), effect: effectOf(option) };
  const { code, description } = wireError(option.refusal).body;
  return { action, possible, rule, code, reason: description, ...(option.opensAgain !== undefined && { opensAgain: option.opensAgain }) };
};

/** PRE-3. */
export const optionsResource = ({ items, ifNobodyActs }: Options) => ({
  totalCount: items.length,
  items: items.map(optionResource),
  ...(ifNobodyActs !== undefined && { ifNobodyActs: { what: ifNobodyActs.kind, at: ifNobodyActs.dueAt } }),
  attributes: { objectType: 'Options' },
});

export const deadlineResource = ({ at, kind, customerId, subjectId, name, quantity }: ComingDeadline) => ({
  at,
  kind,
  customerId,
  subjectId,
  name,
  ...(quantity !== undefined && { quantity }),
});

const summaries = {
  windowCloses: 'Seats can be taken off until now',
  cancellationEnds: 'Can be cancelled until now',
  cycleCharge: 'Charged for the next cycle',
  billingCycleChange: 'Charged by another billing cycle',
  renewal: 'Renews',
  trialConversion: 'Trial turns paid',
  expiry: 'Expires',
  stageEnds: 'Next stage after the end',
  transferExpiry: 'Request expires',
} as const satisfies Record<ComingDeadline['kind'], string>;

const stamp = (instant: string): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** RFC 5545: special characters of a text. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/g, '\\n');

/** RFC 5545: no line longer than 75 octets; continued after a line break and a blank. */
const folded = (line: string): string => {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
};

/** The same as a calendar: one event at each instant, with an id that stays, so that reading it again updates and adds nothing twice. @param now when it was made. */
export const deadlineCalendar = (deadlines: readonly ComingDeadline[], now: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//NextTerm//Deadlines//EN',
    ...deadlines.flatMap(({ at, kind, customerId, subjectId, name }) => [
      'BEGIN:VEVENT',
      `UID:${kind}-${subjectId}-${stamp(at)}@nextterm`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(at)}`,
      `SUMMARY:${escaped(`${summaries[kind]}: ${name}`)}`,
      `DESCRIPTION:${escaped(`${kind} of ${subjectId}, customer ${customerId}`)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('\r\n')
    .concat('\r\n');
