import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_CATALOGUE, FACT_TYPES, notInCatalogue } from '../../../src/app/event/catalogue';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { instant } from '../../../src/kernel/instant';
import { eventsTable } from '../../support/eventsTable';

const root = join(__dirname, '../../..');
const document = join(root, 'docs/events.md');
const begin = '<!-- The tables are made from the code: see CONTRIBUTING.md. -->\n';

const told = (fact: EventRecord['facts'][number], changed: EventRecord['changed'] = { quantity: { before: 1, after: 2 } }, kind: EventRecord['subject']['kind'] = 'subscription'): EventRecord => ({
  id: 's:2',
  customerId: 'c',
  partnerId: 'p',
  subject: { kind, id: 's' },
  version: 2,
  at: instant('2021-06-18T10:00:00Z'),
  facts: [fact],
  ...(changed && { changed }),
  deadlines: [],
});

test('[AUD-2] docs/events.md is what the code does; WRITE_EVENTS=1 writes it anew', () => {
  const text = readFileSync(document, 'utf8');
  const [before = ''] = text.split(begin);
  const made = `${before}${begin}\n${eventsTable()}\n`;
  if (process.env['WRITE_EVENTS'] === '1') writeFileSync(document, made);
  expect(text).toBe(made);
});

test('[AUD-2] a type of fact is of one kind of subject', () => {
  expect(FACT_TYPES).toHaveLength(new Set(FACT_TYPES).size);
});

describe('[AUD-2] what the catalogue does not list is found', () => {
  test('a fact that it lists is not', () => {
    expect(notInCatalogue(told({ type: 'SeatsAdded', from: 1, to: 2 }))).toEqual([]);
  });

  test.each([
    { name: 'an unknown type', record: told({ type: 'SeatsLost' }, {}), problem: 's:2: a subscription has no SeatsLost' },
    { name: 'a type of another subject', record: told({ type: 'OrderPlaced' }, {}), problem: 's:2: a subscription has no OrderPlaced' },
    { name: 'a member too many', record: told({ type: 'AutoRenewTurnedOn', by: 'x' }, { autoRenewEnabled: { before: false, after: true } }), problem: expect.stringMatching(/by/) as string },
    { name: 'a member too few', record: told({ type: 'SeatsAdded', from: 1 }), problem: expect.stringMatching(/to /) as string },
    { name: 'a member of another form', record: told({ type: 'SeatsAdded', from: 1, to: '2' }), problem: expect.stringMatching(/to /) as string },
  ])('$name', ({ record, problem }) => {
    expect(notInCatalogue(record)).toEqual([problem]);
  });

  test.each([
    { name: 'a change without its values', record: told({ type: 'SeatsAdded', from: 1, to: 2 }, {}), problem: 's:2: SeatsAdded lacks what changed, before and after' },
    { name: 'two facts, the values of one', record: { ...told({ type: 'SeatsAdded', from: 1, to: 2 }), facts: [{ type: 'SeatsAdded', from: 1, to: 2 }, { type: 'AutoRenewTurnedOff' }] }, problem: 's:2: AutoRenewTurnedOff lacks what changed, before and after' },
  ])('$name', ({ record, problem }) => {
    expect(notInCatalogue(record)).toEqual([problem]);
  });

  test('a field that no fact of the event changes', () => {
    expect(notInCatalogue(told({ type: 'SeatsAdded', from: 1, to: 2 }, { quantity: { before: 1, after: 2 }, status: { before: 'active', after: 'deleted' } }))).toEqual(['s:2: status changes with none of SeatsAdded']);
  });

  test('fields of one Azure subscription are one field of the catalogue', () => {
    const record = told({ type: 'OlderAzureSuspended', azureSubscriptionId: 'a' }, { 'azureSubscriptions.b1c64c1d-0000-4000-8000-000000000001.status': { before: 'active', after: 'suspended' } }, 'azurePlan');
    expect(notInCatalogue(record)).toEqual([]);
  });

  test('what changes no field is an announcement, or makes something that is no subject', () => {
    const none = Object.values(EVENT_CATALOGUE).flatMap((facts) => Object.entries(facts).flatMap(([type, { changes }]) => (changes.length === 0 ? [type] : [])));
    expect(none.sort()).toEqual(['AddOnsOutOfProportion', 'AzureUsageCharged', 'CustomerNotified', 'InvoiceIssued', 'OverageCharged', 'SaasUsageCharged', 'UsageBudgetReached', 'WindowClosed', 'WindowClosing', 'WorkParked', 'WorkSkipped']);
  });

  test('every kind of subject has facts', () => {
    expect(Object.values(EVENT_CATALOGUE).filter((facts) => Object.keys(facts).length === 0)).toEqual([]);
  });
});
