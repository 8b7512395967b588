import { type AuditRecord } from '../../domain/audit/state';
import { type ChargeLine } from '../../domain/billing/chargeLine';
import { findAvailability } from '../../domain/catalogue/findOffer';
import { type Catalogue } from '../../domain/catalogue/state';
import { policyAt } from '../../domain/policy/policy';
import { explainLine, sheetRowOf, type LineAuthor } from '../../domain/reconciliation/explainLine';
import { type Subscription } from '../../domain/subscription/state';
import { startOfDay } from '../../kernel/calendarDate';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { auditBetween } from '../audit/auditBook';
import { chargeKey, eventKey } from '../command/commerceKeys';
import { eventRows } from '../command/toldFacts';
import { type EventRecord } from '../command/eventRecord';
import { DEADLINE_KINDS } from '../due/deadline';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { storedListed } from './listedSubscription';
import { chargeRows } from './subscriptionBook';

/** Of which change of a subscription, and its how-manieth line, from 1. */
export interface ChargeNumber {
  readonly version: number;
  readonly number: number;
}

/** What happens because it is due, and nobody asks for at that moment: of events that do not name their cause, as those of before. */
const due: ReadonlySet<string> = new Set(['CycleCharged', 'SubscriptionRenewed', 'SubscriptionExtended', 'RenewedIntoSuccessor', 'FreeTrialTurnedPaid', 'SubscriptionReceived', 'SubscriptionTransferred']);

const workKinds: ReadonlySet<string> = new Set(DEADLINE_KINDS);

/** Whether a line came because it was due: of work that fell due, or, of a command, what it had to charge first, which is dated as it should have been. */
const fellDue = ({ orderDate }: ChargeLine, { at, facts, cause }: EventRecord): boolean => {
  if (cause === undefined) return facts.some((fact) => due.has(fact.type) || (fact.type === 'TrialConverted' && fact['operationId'] === undefined));
  return cause.requestId === undefined ? workKinds.has(cause.command) : orderDate < at;
};

/** A command is written down when it comes, and decided a moment later: it may have waited for its turn. */
const MINUTES_BEFORE = 2;

const isAbout = (record: AuditRecord, { customerId, id, orderId }: Subscription): boolean =>
  record.customerId === customerId && record.status !== 'failed' && (Object.values(record.subjects).includes(id) || [id, orderId].some((each) => record.resulted?.includes(each) === true));

/**
 * Which record of the log is of the command that brought an event about: that of its request; what another party did, the operator say, is noted there without one, at the instant of the event. Events of before do not name
 * their request, and have the latest on their subject.
 */
const isOf = (record: AuditRecord, subscription: Subscription, { at, cause }: EventRecord): boolean => {
  if (cause?.requestId === undefined) return isAbout(record, subscription);
  if (record.requestId === undefined) return record.at === at && isAbout(record, subscription);
  return record.requestId === cause.requestId && record.status !== 'failed';
};

const authorOf = async ({ audit }: App, partnerId: string, subscription: Subscription, line: ChargeLine, event: EventRecord): Promise<LineAuthor | undefined> => {
  if (fellDue(line, event)) return { kind: 'system' };
  const { at } = event;
  const record = (await auditBetween(audit, partnerId, { from: plusMinutes(at, -MINUTES_BEFORE), to: at })).findLast((each) => isOf(each, subscription, event));
  return record && { kind: record.appOnly === true ? 'application' : 'user', id: record.userId, name: record.userName, operation: record.operationType, auditRecordId: record.id, requestId: record.requestId };
};

const priceOf = (catalogue: Catalogue, line: ChargeLine) => {
  const offer = findAvailability(catalogue, line.productId, line.skuId, line.availabilityId);
  if (!offer.ok) return undefined;
  const { item, segment } = offer.value;
  return { title: item.sku.title, row: sheetRowOf(line, item.lines.filter((each) => each.segment === segment)) };
};

const policyOf = ({ policies }: App, { term, createdAt }: Subscription, { termStart, orderDate }: ChargeLine): string => {
  if (term.start === termStart) return term.policy;
  const began: Instant = createdAt.startsWith(termStart) ? createdAt : startOfDay(termStart);
  return policyAt(policies, began < orderDate ? began : orderDate).name;
};

/**
 * How a charge line came to its amount. Refused: SubscriptionNotFound, also of another partner's (PAR-3); ChargeLineNotFound. @throws RowUnreadable for its row, or its event's.
 */
export const explainCharge = async (app: App, partnerId: string, customerId: string, subscriptionId: string, { version, number }: ChargeNumber): Promise<Result<ReturnType<typeof explainLine>, Refusal>> => {
  const listed = await storedListed(app, partnerId, customerId, subscriptionId);
  if (!listed.ok) return listed;
  // What an Azure plan is charged for is usage, whose lines are told by the day.
  if (listed.value.kind !== 'licences') return failure({ kind: 'ChargeLineNotFound', subscriptionId, version, number });
  const subscription = listed.value.stored.value;
  const [chargeRow, eventRow] = await Promise.all([app.commerce.read(customerId, chargeKey(subscriptionId, version, number)), app.commerce.read(customerId, eventKey(subscriptionId, version))]);
  if (chargeRow === undefined || eventRow === undefined) return failure({ kind: 'ChargeLineNotFound', subscriptionId, version, number });
  const line = chargeRows.read(chargeRow);
  const event = eventRows.read(eventRow);
  const catalogue = await app.catalogueOf(subscription.offer.country);
  const price = priceOf(catalogue, line);
  return success(
    explainLine({
      line,
      title: price?.title ?? subscription.offer.title,
      sheetRow: price?.row,
      promotionName: catalogue.promotions.find(({ id }) => id === line.promotionId)?.name,
      policy: policyOf(app, subscription, line),
      event: { id: event.id, at: event.at, types: event.facts.map(({ type }) => type) },
      by: await authorOf(app, partnerId, subscription, line, event),
    }),
  );
};
