import { type AzureOption } from '../../../app/azurePlan/azureOptions';
import { type ComingDeadline, type DeadlineDetails } from '../../../app/deadlineList/listDeadlines';
import { type NextStep, type Options } from '../../../app/subscription/options';
import { type Instant } from '../../../kernel/instant';
import { type UpgradeOption } from '../../../domain/options/upgradeOptions';
import { allOf, type Outcome } from '../../../domain/subscription/outcome';
import { withinTerm } from '../../../domain/subscription/standing';
import { type Refusal } from '../../../app/refusals';
import { wireError } from '../errors';
import { resourceForm } from '../resourceForm';
import { atRiskResource } from './atRisk';
import { amountOf, bringsResource, broughtResource } from './brings';
import { type LineForm } from './reconciliation';
import { leftOutOfProportion, outOfProportionMember } from './outOfProportion';
import { removedBy } from './removed';

/** What it would do, to what hangs on it too, and what it deletes. */
const effectOf = (outcome: Outcome) => {
  const { removed, windowsOpened, reversibleUntil, subscription } = outcome;
  return {
    status: subscription.status,
    quantity: subscription.quantity,
    ...amountOf(allOf(outcome).flatMap((each) => each.charges)),
    ...(windowsOpened[0] !== undefined && { windowClosesAt: withinTerm(windowsOpened[0].windowClosesAt, subscription) }),
    removed,
    ...outOfProportionMember(leftOutOfProportion([outcome])),
    ...(reversibleUntil !== null && { reversibleUntil }),
  };
};

/** Code and sentence of a refusal, as its call would answer. */
export const refusedFor = (refusal: Refusal) => {
  const { code, description } = wireError(refusal).body;
  return { code, reason: description };
};

const optionResource = (option: Options['items'][number], asOf: Instant) => {
  const { action, possible, rule } = option;
  if (option.possible) return { action, possible, rule, ...(option.until !== undefined && { until: option.until }), effect: { ...effectOf(option.outcome), ...(option.brought !== undefined && { ahead: broughtResource(option.brought, asOf) }) } };
  return { action, possible, rule, ...refusedFor(option.refusal), ...(option.opensAgain !== undefined && { opensAgain: option.opensAgain }) };
};

/** An upgrade concerns more than one subscription; it is final. */
const upgradeResource = (option: UpgradeOption) => {
  const { action, possible, rule, toCatalogItemId, title } = option;
  const target = { toCatalogItemId, title };
  if (!option.possible) return { action, possible, rule, target, ...refusedFor(option.refusal) };
  const { until, outcomes, command } = option;
  const becomes = outcomes.map(({ subscription }) => ({ subscriptionId: subscription.id, title: subscription.offer.title, status: subscription.status, quantity: subscription.quantity, termEnd: subscription.term.end }));
  return { action, possible, rule, target: { ...target, termDuration: command.termDuration, billingCycle: command.billingCycle }, until, effect: { subscriptions: becomes, ...amountOf(outcomes.flatMap(({ charges }) => charges)), removed: removedBy(outcomes), ...outOfProportionMember(leftOutOfProportion(outcomes)) } };
};

const azureOptionResource = (option: AzureOption) => {
  const { action, possible, rule } = option;
  return option.possible ? { action, possible, rule, effect: { status: option.status } } : { action, possible, rule, ...refusedFor(option.refusal) };
};

/** PRE-3, of an Azure plan or a subscription of the older offer. */
export const azureOptionsResource = (options: readonly AzureOption[]) => ({ totalCount: options.length, items: options.map(azureOptionResource), attributes: { objectType: 'Options' } });

/** What it costs or gives back is the operator's to say. */
const supportResource = (refusal: Options['supportRefused']) => ({ action: 'fileSupportRequest', possible: refusal === undefined, rule: 'CAN-6', ...(refusal !== undefined && refusedFor(refusal)) });

/** What happens if nobody acts. @param misfits add-ons that will not fit once the term is over. @param showsCharges whether the caller may read what is charged. */
export const nextStepResource = (next: NextStep, misfits: Options['misfitsAtTermEnd'], asOf: Instant, showsCharges: boolean) => ({
  what: next.kind,
  at: next.dueAt,
  state: next.state,
  ...(next.parked !== undefined && { failingSince: next.parked.failingSince }),
  ...(showsCharges && next.brought !== undefined && { brings: bringsResource(next.brought, asOf) }),
  ...(next.kind !== 'cycleCharge' && outOfProportionMember(misfits)),
});

/** PRE-3. @param showsCharges whether the caller may read what is charged: only then it is told what will be. */
export const optionsResource = ({ items, upgrades, supportRefused, ifNobodyActs, atTermEnd, misfits, misfitsAtTermEnd, asOf }: Options, showsCharges: boolean) => {
  const all = [...items.map((item) => optionResource(item, asOf)), ...upgrades.map(upgradeResource), supportResource(supportRefused)];
  return {
    totalCount: all.length,
    items: all,
    ...(ifNobodyActs !== undefined && {
      ifNobodyActs: nextStepResource(ifNobodyActs, misfitsAtTermEnd, asOf, showsCharges),
    }),
    ...(showsCharges && atTermEnd !== undefined && { atTermEnd: broughtResource(atTermEnd, asOf) }),
    ...outOfProportionMember(misfits),
    attributes: { objectType: 'Options' },
  };
};

const detailsResource = ({ customerName, subscription }: DeadlineDetails) => ({
  ...(customerName !== undefined && { customerName }),
  ...(subscription !== undefined && {
    product: { productId: subscription.offer.productId, skuId: subscription.offer.skuId, title: subscription.offer.title },
    market: subscription.offer.country,
    orderId: subscription.orderId,
  }),
});

/** `quantity`: of seats in a window; of anything else that of the subscription, where details were asked for. @param asOf when what it brings was looked at. */
export const deadlineResource = ({ at, kind, customerId, subjectId, name, details, quantity = details?.subscription?.quantity, brought, migratesAt, atRisk }: ComingDeadline, asOf: Instant) => ({
  at,
  kind,
  customerId,
  subjectId,
  name,
  ...(details !== undefined && detailsResource(details)),
  ...(quantity !== undefined && { quantity }),
  ...(brought !== undefined && { brings: bringsResource(brought, asOf) }),
  ...(migratesAt !== undefined && { migratesAt }),
  ...(atRisk !== undefined && { atRisk: atRiskResource(atRisk) }),
});

const PLAIN = ['at', 'kind', 'customerId', 'subjectId', 'name', 'quantity'];
const DETAILED = ['at', 'kind', 'customerId', 'customerName', 'subjectId', 'name', 'product.productId', 'product.skuId', 'product.title', 'market', 'orderId', 'quantity'];

/** Deadlines as a list and as a file, whose columns are what was asked for. */
export const deadlineForm = (asOf: Instant, { details, charges }: { readonly details: boolean; readonly charges: boolean }): LineForm<ComingDeadline> =>
  resourceForm([...(details ? DETAILED : PLAIN), ...(charges ? ['brings.amount', 'brings.currency', 'migratesAt'] : [])], (deadline) => deadlineResource(deadline, asOf));

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
  if (Buffer.byteLength(line) <= 75) return line;
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

/** The same as a calendar: one event at each instant, with an id that stays, so that reading it again updates and adds nothing twice. @param now when it was made. @param isPart whether there are more behind the last. */
export const deadlineCalendar = (deadlines: readonly ComingDeadline[], now: string, isPart: boolean): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//NextTerm//Deadlines//EN',
    ...(isPart ? [`X-WR-CALDESC:${escaped(`The next ${deadlines.length}, until ${deadlines.at(-1)?.at ?? now}. There are more after them.`)}`] : []),
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
