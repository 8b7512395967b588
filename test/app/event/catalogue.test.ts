import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_CATALOGUE, FACT_TYPES, notInCatalogue } from '../../../src/app/event/catalogue';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { instant } from '../../../src/kernel/instant';
import { eventsTable } from '../../support/eventsTable';

const root = join(__dirname, '../../..');
const document = join(root, 'docs/events.md');
const begin = '<!-- The tables are made from the code: see CONTRIBUTING.md. -->\n';

const told = (fact: EventRecord['facts'][number], kind: EventRecord['subject']['kind'] = 'subscription'): EventRecord => ({
  id: 's:2',
  customerId: 'c',
  partnerId: 'p',
  subject: { kind, id: 's' },
  version: 2,
  at: instant('2021-06-18T10:00:00Z'),
  facts: [fact],
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
    { name: 'an unknown type', record: told({ type: 'SeatsLost' }), problem: 's:2: a subscription has no SeatsLost' },
    { name: 'a type of another subject', record: told({ type: 'OrderPlaced' }), problem: 's:2: a subscription has no OrderPlaced' },
    { name: 'a member too many', record: told({ type: 'AutoRenewTurnedOn', by: 'x' }), problem: expect.stringMatching(/by/) as string },
    { name: 'a member too few', record: told({ type: 'SeatsAdded', from: 1 }), problem: expect.stringMatching(/to /) as string },
    { name: 'a member of another form', record: told({ type: 'SeatsAdded', from: 1, to: '2' }), problem: expect.stringMatching(/to /) as string },
  ])('$name', ({ record, problem }) => {
    expect(notInCatalogue(record)).toEqual([problem]);
  });

  test('every kind of subject has facts', () => {
    expect(Object.values(EVENT_CATALOGUE).filter((facts) => Object.keys(facts).length === 0)).toEqual([]);
  });
});
