import { urlProblem } from '../../../src/domain/webhook/acceptableUrl';
import { afterAnswer, circuitState, CLOSED, type Circuit } from '../../../src/domain/webhook/circuit';
import { eventTypesOf, hears, PATTERN } from '../../../src/domain/webhook/hears';
import { publishedName } from '../../../src/domain/webhook/publishedNames';
import { afterAttempt, type Attempted } from '../../../src/domain/webhook/retry';
import { rotated, secretsInForce } from '../../../src/domain/webhook/secrets';
import { type Endpoint, type Hearable } from '../../../src/domain/webhook/state';
import { instant, plusHours, plusMinutes } from '../../../src/kernel/instant';

const now = instant('2026-03-02T10:00:00Z');

const endpoint: Endpoint = { id: 'e', partnerId: 'p', form: 'own', url: 'https://hooks.example', events: ['*'], customers: [], products: [], createdAt: now, secrets: [], version: 1 };
const event: Hearable = { id: 's:2', customerId: 'c', subject: { kind: 'subscription', id: 's' }, version: 2, at: now, facts: [{ type: 'SeatsAdded' }, { type: 'SubscriptionRenamed' }], partnerIds: ['p', 'q'], productId: 'A' };

describe('[WHK-1] who hears of a change', () => {
  test.each<{ name: string; listens: Partial<Endpoint>; of?: Partial<Hearable>; hears: boolean }>([
    { name: 'a star', listens: { events: ['*'] }, hears: true },
    { name: 'whatever happens to a subscription', listens: { events: ['subscription.*'] }, hears: true },
    { name: 'the second fact of a change', listens: { events: ['subscription.SubscriptionRenamed'] }, hears: true },
    { name: 'a fact of whatever subject', listens: { events: ['*.SeatsAdded'] }, hears: true },
    { name: 'another subject', listens: { events: ['order.*', 'order.SeatsAdded'] }, hears: false },
    { name: 'a name that only begins so', listens: { events: ['subscription.Seats'] }, hears: false },
    { name: "another partner's endpoint", listens: { partnerId: 'r' }, hears: false },
    { name: 'the other partner whom it concerns', listens: { partnerId: 'q' }, hears: true },
    { name: 'one that unsubscribed', listens: { unsubscribedAt: now }, hears: false },
    { name: 'its customer', listens: { customers: ['c'] }, hears: true },
    { name: 'another customer', listens: { customers: ['d'] }, hears: false },
    { name: 'its product', listens: { products: ['A', 'B'] }, hears: true },
    { name: 'another product', listens: { products: ['B'] }, hears: false },
    { name: 'what is about no product, for who asks for one', listens: { products: ['A'] }, of: { productId: undefined as never, subject: { kind: 'order', id: 'o' } }, hears: false },
    { name: 'the published form, by the published name', listens: { form: 'published', events: ['subscription-updated'] }, hears: true },
    { name: 'the published form, another name', listens: { form: 'published', events: ['invoice-ready', '*'] }, hears: false },
  ])('$name: $hears', ({ listens, of, hears: expected }) => {
    expect(hears({ ...endpoint, ...listens }, { ...event, ...of })).toBe(expected);
  });

  test.each<[Hearable['subject']['kind'], string, string | undefined]>([
    ['subscription', 'SubscriptionRenewed', 'subscription-updated'],
    ['transfer', 'TransferRequested', 'create-transfer'],
    ['transfer', 'TransferSubmitted', 'update-transfer'],
    ['transfer', 'TransferCompleted', 'complete-transfer'],
    ['transfer', 'TransferExpired', 'fail-transfer'],
    ['migration', 'MigrationStarted', 'new-commerce-migration-created'],
    ['migration', 'MigrationCompleted', 'new-commerce-migration-completed'],
    ['migrationSchedule', 'MigrationScheduled', undefined],
    ['migrationSchedule', 'MigrationScheduleFailed', 'new-commerce-migration-schedule-failed'],
    ['invoice', 'InvoiceIssued', 'invoice-ready'],
    ['usage', 'UsageBudgetReached', 'usagerecords-thresholdExceeded'],
    ['usage', 'AzureUsageCharged', undefined],
    ['window', 'WindowClosed', undefined],
    ['customer', 'CustomerCreated', undefined],
  ])('%s, %s is published as %s', (kind, type, name) => {
    expect(publishedName({ ...event, subject: { kind, id: 'x' }, facts: [{ type }] })).toBe(name);
  });

  test('a type is told once, and a pattern is two halves, each a name or a star', () => {
    expect(eventTypesOf({ subject: event.subject, facts: [{ type: 'SeatsAdded' }, { type: 'SeatsAdded' }] })).toEqual(['subscription.SeatsAdded']);
    expect(['*', '*.*', 'azurePlan.*', '*.SeatsAdded'].filter((text) => !PATTERN.test(text))).toEqual([]);
    expect(['', 'subscription', 'subscription.', 'subscription.seats*', 'a.B.C', '.*', 'Subscription.SeatsAdded'].filter((text) => PATTERN.test(text))).toEqual([]);
  });
});

describe('[WHK-3] what follows an attempt', () => {
  const answered = (status: number): Attempted => ({ kind: 'answered', status });
  const refused: Attempted = { kind: 'unanswered', reason: 'refused' };

  test.each<[string, Attempted, number, string | undefined]>([
    ['200', answered(200), 1, undefined],
    ['299', answered(299), 1, undefined],
  ])('%s delivers it', (_name, attempted, attempts) => {
    expect(afterAttempt(attempted, attempts, now, now, 0)).toEqual({ outcome: 'delivered' });
  });

  test.each<[string, Attempted, number, number, string]>([
    ['199', answered(199), 1, 0, '2026-03-02T10:01:00.000Z'],
    ['a redirect', answered(302), 1, 0, '2026-03-02T10:01:00.000Z'],
    ['no answer, the second time', refused, 2, 0, '2026-03-02T10:05:00.000Z'],
    ['with the most jitter a tenth less', refused, 2, 0.999, '2026-03-02T10:04:30.030Z'],
    ['the ninth time', answered(500), 9, 0, '2026-03-03T06:00:00.000Z'],
    ['a longer wait that is asked for', { kind: 'answered', status: 429, retryAfter: 120 }, 1, 0, '2026-03-02T10:02:00.000Z'],
    ['a shorter one', { kind: 'answered', status: 429, retryAfter: 5 }, 1, 0, '2026-03-02T10:01:00.000Z'],
    ['one beyond the three days', { kind: 'answered', status: 503, retryAfter: 999_999 }, 1, 0, '2026-03-05T10:00:00.000Z'],
  ])('%s: again', (_name, attempted, attempts, jitter, at) => {
    expect(afterAttempt(attempted, attempts, now, now, jitter)).toEqual({ outcome: 'retry', at });
  });

  test('ten times, and for three days: a millisecond less is tried once more, at their very end', () => {
    expect(afterAttempt(refused, 10, now, now, 0)).toEqual({ outcome: 'dead' });
    expect(afterAttempt(refused, 1, now, plusHours(now, 72), 0)).toEqual({ outcome: 'dead' });
    expect(afterAttempt(refused, 3, now, instant('2026-03-05T09:59:59.999Z'), 0)).toEqual({ outcome: 'retry', at: '2026-03-05T10:00:00.999Z' });
  });

  test('410 unsubscribes', () => {
    expect(afterAttempt(answered(410), 1, now, now, 0)).toEqual({ outcome: 'unsubscribed' });
  });
});

describe('[WHK-4] the circuit', () => {
  const refused: Attempted = { kind: 'unanswered', reason: 'refused' };
  const failing = (attempted: Attempted, subjects: readonly string[], from: Circuit = CLOSED): Circuit => subjects.reduce((circuit, subject) => afterAnswer(circuit, attempted, subject, now), from);

  test('opens with the fifth attempt in a row that is not answered, of whatever subject, and not with the fourth', () => {
    expect(circuitState(failing(refused, ['s', 's', 's', 's']), now)).toBe('closed');
    expect(failing(refused, ['s', 's', 's', 's', 's'])).toEqual({ failures: 5, subjects: [], open: { since: now, probes: 0, probeAt: plusMinutes(now, 1) } });
  });

  test('counts the error answers to one subject once', () => {
    const error: Attempted = { kind: 'answered', status: 500 };
    expect(failing(error, ['s', 's', 's', 's', 's', 's', 's'])).toMatchObject({ failures: 1 });
    expect(circuitState(failing(error, ['a', 'b', 'c', 'd', 'e']), now)).toBe('open');
  });

  test('is half open from the instant of its probe on; a failed probe waits longer, a success closes it', () => {
    const open = failing(refused, ['s', 's', 's', 's', 's']);
    expect([circuitState(open, instant('2026-03-02T10:00:59.999Z')), circuitState(open, plusMinutes(now, 1))]).toEqual(['open', 'halfOpen']);
    const again = afterAnswer(open, refused, 's', plusMinutes(now, 1));
    expect(again.open).toEqual({ since: now, probes: 1, probeAt: plusMinutes(now, 3) });
    expect(afterAnswer(again, { kind: 'answered', status: 200 }, 's', plusMinutes(now, 3))).toEqual(CLOSED);
  });
});

test('[WHK-5] the secret before is in force for 24 hours, to the millisecond', () => {
  const secrets = rotated([{ secret: 'old' }], 'new', now);
  expect(secretsInForce(secrets, instant('2026-03-03T09:59:59.999Z'))).toEqual(['new', 'old']);
  expect(secretsInForce(secrets, instant('2026-03-03T10:00:00.000Z'))).toEqual(['new']);
  expect(rotated(secrets, 'newer', plusHours(now, 1))).toEqual([{ secret: 'newer' }, { secret: 'new', until: plusHours(now, 25) }, { secret: 'old', until: plusHours(now, 24) }]);
});

test('[WHK-6] an address is https without credentials and fragment; http only where private ones are allowed', () => {
  expect(urlProblem('https://hooks.example/a?b=c', false)).toBeUndefined();
  expect(urlProblem('http://hooks.example/', false)).toBe('must be an https address');
  expect(urlProblem('http://hooks.example/', true)).toBeUndefined();
  expect(urlProblem('ftp://hooks.example/', true)).toBe('must be an https or http address');
  expect(urlProblem('https://user:word@hooks.example/', true)).toContain('credentials');
  expect(urlProblem('https://hooks.example/#a', false)).toContain('fragment');
  expect(urlProblem('hooks.example', false)).toBe('must be an absolute address');
  expect(urlProblem(`https://hooks.example/${'a'.repeat(2000)}`, false)).toContain('longer');
});
