import { type EventRecord } from '../command/eventRecord';
import { type FactSchema } from './facts/factSchema';
import { invoiceFacts } from './facts/invoiceFacts';
import { migrationFacts, migrationScheduleFacts } from './facts/migrationFacts';
import { orderFacts, parkedFacts } from './facts/orderFacts';
import { customerFacts, noticeFacts, supportFacts, transferFacts } from './facts/partyFacts';
import { subscriptionFacts, windowFacts } from './facts/subscriptionFacts';
import { azurePlanFacts, overageFacts, usageFacts } from './facts/usageFacts';

type SubjectKind = EventRecord['subject']['kind'];

/** AUD-2: every fact that can be told of each kind of subject. `docs/events.md` is made from it. */
export const EVENT_CATALOGUE: Readonly<Record<SubjectKind, Readonly<Record<string, FactSchema>>>> = {
  customer: customerFacts,
  order: orderFacts,
  subscription: subscriptionFacts,
  window: windowFacts,
  transfer: transferFacts,
  migration: migrationFacts,
  migrationSchedule: migrationScheduleFacts,
  supportCase: supportFacts,
  overage: overageFacts,
  usage: usageFacts,
  azurePlan: azurePlanFacts,
  invoice: invoiceFacts,
  notice: noticeFacts,
  parked: parkedFacts,
};

/** Every type of fact. */
export const FACT_TYPES: readonly string[] = Object.values(EVENT_CATALOGUE).flatMap((facts) => Object.keys(facts));

/** `azureSubscriptions.b1c64c1d-….status` is the catalogue's `azureSubscriptions.{id}.status`. */
const fieldNamed = (field: string): string => field.replace(/^(azureSubscriptions)\.[^.]+\./, '$1.{id}.');

/** Fields that changed with none of the facts, and facts of which nothing that they change did. */
const unfitChanges = ({ id, subject, facts, changed = {} }: EventRecord): readonly string[] => {
  const fields = Object.keys(changed).map(fieldNamed);
  const declared = facts.map(({ type }) => ({ type, changes: EVENT_CATALOGUE[subject.kind][type]?.changes ?? [], mayChangeNone: EVENT_CATALOGUE[subject.kind][type]?.mayChangeNone ?? false }));
  return [
    ...fields.filter((field) => !declared.some(({ changes }) => changes.includes(field))).map((field) => `${id}: ${field} changes with none of ${facts.map(({ type }) => type).join()}`),
    ...declared.filter(({ changes, mayChangeNone }) => !mayChangeNone && changes.length > 0 && !changes.some((field) => fields.includes(field))).map(({ type }) => `${id}: ${type} lacks what changed, before and after`),
  ];
};

/** What a record says that the catalogue does not: in words, none where it says nothing else. */
export const notInCatalogue = (record: EventRecord): readonly string[] => [...unknownFacts(record), ...unfitChanges(record)];

const unknownFacts = ({ id, subject, facts }: EventRecord): readonly string[] =>
  facts.flatMap(({ type, ...data }) => {
    const schema = EVENT_CATALOGUE[subject.kind][type];
    if (schema === undefined) return [`${id}: a ${subject.kind} has no ${type}`];
    const read = schema.data.safeParse(data);
    return read.success ? [] : [`${id}: ${type} ${JSON.stringify(data)}: ${read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`];
  });
