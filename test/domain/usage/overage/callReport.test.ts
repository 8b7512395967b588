import { calendarDate } from '../../../../src/kernel/calendarDate';
import { callsOf, emptyMonth, overageLines, withReports } from '../../../../src/domain/usage/overage/callMonth';
import { closesAt, isSameReport, judgeReport, type CallReport, type ReportContext, type ReportedLine } from '../../../../src/domain/usage/overage/callReport';
import { plausible } from '../../../../src/domain/usage/overage/plausible';
import { type Overage } from '../../../../src/domain/usage/overage/state';
import { whoseCalls } from '../../../../src/domain/usage/overage/whose';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { at, phone } from './telco';

const guid = '0b9f6a52-3f1c-4f0e-8a75-2c4d9e1f7a30';
const context: ReportContext = {
  othersDomains: new Set(['zonnebloem.example']),
  services: ['PhoneServices', 'VideoServices'],
  held: ['PhoneServices'],
  subscriptions: [{ id: guid, service: 'PhoneServices' }, { id: 'other', service: 'VideoServices' }],
  whose: () => undefined,
  closesAfterDays: () => 5,
  now: at('2026-03-10T09:00:00Z'),
};
const held = (holderId: string): Overage => ({ id: 'o', customerId: 'c', service: 'PhoneServices', version: 1, holderId, since: at('2026-03-01T09:00:00Z'), charged: [] });
const line: ReportedLine = { reportId: 'r1', service: 'PhoneServices', userId: 'ilse@oresund.example', date: '2026-03-09', minutes: 12 };
const judge = (members: ReportedLine, more: Partial<ReportContext> = {}) => judgeReport({ ...line, ...members }, { ...context, ...more });

describe('[OVG-6] a line of a usage report', () => {
  test('is taken as it is written, names in lower case', () => {
    const report: CallReport = { reportId: 'r1', service: 'PhoneServices', userId: 'ilse@oresund.example', date: calendarDate('2026-03-09'), minutes: 12 };
    expect(judge({})).toEqual({ ok: true, value: report });
    expect(judge({ service: 'phoneservices', userId: ' Ilse@Oresund.Example ', date: '2026-03-09T00:00:00Z', subscriptionId: guid.toUpperCase() })).toEqual({ ok: true, value: { ...report, subscriptionId: guid } });
    expect(judge({ userId: guid.toUpperCase() })).toMatchObject({ ok: true, value: { userId: guid } });
  });

  test.each<[string, ReportedLine, string | undefined]>([
    ['minutes below zero', { minutes: -1 }, 'minutesInvalid'],
    ['no minutes at all', { minutes: 0 }, undefined],
    ['the most minutes', { minutes: 100_000 }, undefined],
    ['a minute more', { minutes: 100_001 }, 'minutesInvalid'],
    ['half a minute', { minutes: 0.5 }, 'minutesInvalid'],
    ['minutes as text', { minutes: '12' }, 'minutesInvalid'],
    ['minutes missing', { minutes: undefined }, 'minutesInvalid'],
    ['no id', { reportId: undefined }, 'reportIdInvalid'],
    ['an id of 100', { reportId: 'x'.repeat(100) }, undefined],
    ['an id of 101', { reportId: 'x'.repeat(101) }, 'reportIdInvalid'],
    ['an id with a bar', { reportId: 'a|b' }, 'reportIdInvalid'],
    ['a number for an id', { reportId: 7 }, 'reportIdInvalid'],
    ['no such service', { service: 'SmokeSignals' }, 'serviceUnknown'],
    ['no service', { service: undefined }, 'serviceUnknown'],
    ['a service that the customer never had', { service: 'VideoServices' }, 'serviceNotHeld'],
    ['an Azure meter', { service: undefined, meterId: 'm' }, 'meterUnknown'],
    ['a subscription of another service', { subscriptionId: 'other' }, 'subscriptionUnknown'],
    ['no such subscription', { subscriptionId: 'none' }, 'subscriptionUnknown'],
    ['no subscription', { subscriptionId: null }, undefined],
    ['a user without a form', { userId: 'ilse' }, 'userIdInvalid'],
    ['no user', { userId: undefined }, 'userIdInvalid'],
    ['a user of another customer', { userId: 'ilse@zonnebloem.example' }, 'userOfAnotherCustomer'],
    ['the same in capitals', { userId: 'ILSE@Zonnebloem.Example' }, 'userOfAnotherCustomer'],
    ['a domain that nobody is known by', { userId: 'ilse@oresund.shop' }, undefined],
    ['no date', { date: undefined }, 'dateInvalid'],
    ['a date that is none', { date: '2026-02-30' }, 'dateInvalid'],
    ['today', { date: '2026-03-10' }, undefined],
    ['tomorrow', { date: '2026-03-11' }, 'dateInFuture'],
    ['a month that closed', { date: '2026-02-28' }, 'monthClosed'],
  ])('%s', (_name, members, problem) => {
    expect(judge(members)).toMatchObject(problem === undefined ? { ok: true } : { ok: false, error: problem });
  });

  test('is late until the month closes: the millisecond before counts, the instant does not', () => {
    expect(closesAt(calendarDate('2026-02-01'), 5)).toBe('2026-03-06T00:00:00.000Z');
    expect(judge({ date: '2026-02-28' }, { now: at('2026-03-05T23:59:59.999Z') })).toMatchObject({ ok: true });
    expect(judge({ date: '2026-02-28' }, { now: at('2026-03-06T00:00:00.000Z') })).toEqual({ ok: false, error: 'monthClosed' });
  });

  test('repeats another one only if it says the same', () => {
    const report = { ...line, date: calendarDate('2026-03-09') } as CallReport;
    expect(isSameReport(report, { ...report })).toBe(true);
    for (const members of [{ minutes: 13 }, { userId: 'jan@oresund.example' }, { date: calendarDate('2026-03-08') }, { subscriptionId: guid }]) expect(isSameReport(report, { ...report, ...members })).toBe(false);
  });
});

test('[OVG-6] a month adds up by day', () => {
  const report = (date: string, minutes: number) => ({ ...line, date: calendarDate(date), minutes }) as CallReport;
  const month = withReports(withReports(emptyMonth('c', 'PhoneServices', calendarDate('2026-03-01')), [report('2026-03-02', 5), report('2026-03-02', 7)]), [report('2026-03-01', 1)]);
  expect(month).toMatchObject({ reports: 3, minutes: { '2026-03-01': 1, '2026-03-02': 12 } });
});

describe('[PAR-3] whose a report is', () => {
  test('a partner reports for itself; of the operator it is told by the caller', () => {
    expect(judge({}, { reporter: 'b', whose: () => 'a' })).toMatchObject({ ok: true, value: { ofPartner: 'b', reportedBy: 'b' } });
    const ofOperator = judge({ subscriptionId: guid }, { whose: (service, subscriptionId) => `${service} of ${subscriptionId ?? ''}` });
    expect(ofOperator).toMatchObject({ ok: true, value: { ofPartner: `PhoneServices of ${guid}` } });
    expect(ofOperator).not.toHaveProperty('value.reportedBy');
  });

  test.each<[string, Parameters<typeof whoseCalls>[1], readonly Subscription[], Overage | undefined, string | undefined]>([
    ['the one whose subscription is named', 'phone of b', [phone('a'), phone('b')], held('a'), 'b'],
    ['the only one who sells the service', undefined, [phone('b')], undefined, 'b'],
    ['the only one who still does', undefined, [phone('a', { status: 'deleted', endedAt: at('2026-03-05T00:00:00Z') }), phone('b')], undefined, 'b'],
    ['the only one who ever did', undefined, [phone('a', { status: 'deleted', endedAt: at('2026-03-05T00:00:00Z') })], undefined, 'a'],
    ['of several, who has the overage', undefined, [phone('a'), phone('b')], held('b'), 'b'],
    ['of several without overage, nobody', undefined, [phone('a'), phone('b')], undefined, undefined],
    ['of a service that nobody sells, nobody', undefined, [], undefined, undefined],
  ])('%s', (_name, subscriptionId, subscriptions, overage, expected) => {
    expect(whoseCalls('PhoneServices', subscriptionId, { overage, handover: undefined, subscriptions }, at('2026-03-10T09:00:00Z'))).toBe(expected);
  });

  test("[OVG-6] a month keeps partners' reports apart from the operator's, and knows whose those are", () => {
    const day = calendarDate('2026-03-02');
    const report = (minutes: number, more: Partial<CallReport> = {}): CallReport => ({ reportId: 'r', service: 'PhoneServices', userId: guid, date: day, minutes, ...more });
    const month = withReports(emptyMonth('c', 'PhoneServices', calendarDate('2026-03-01')), [report(5), report(7, { ofPartner: 'a' }), report(11, { ofPartner: 'b', reportedBy: 'b' })]);
    expect(callsOf(month)).toEqual([
      { date: day, minutes: 5 },
      { date: day, minutes: 7, partnerId: 'a' },
      { date: day, minutes: 11, partnerId: 'b', bySelf: true },
    ]);
  });
});

describe('[OVG-6] minutes of one user and day', () => {
  const reports = (...minutes: readonly number[]) => minutes.map((each, index) => ({ index, report: { reportId: `r${index}`, service: 'PhoneServices', userId: guid, date: calendarDate('2026-03-02'), minutes: each } }));
  const judged = (before: number, ...minutes: readonly number[]) => {
    const { taken, refused, sums } = plausible(reports(...minutes), ({ userId }) => userId, new Map([[guid, before]]), 1440);
    return [taken.map(({ index }) => index), refused.map(({ index }) => index), sums.get(guid)];
  };

  test('up to the most, over all lines and what was reported before; a smaller one after a refused one is taken', () => {
    expect(judged(0, 1440)).toEqual([[0], [], 1440]);
    expect(judged(0, 1441)).toEqual([[], [0], 0]);
    expect(judged(1400, 40)).toEqual([[0], [], 1440]);
    expect(judged(1400, 41, 30, 11, 10)).toEqual([[1, 3], [0, 2], 1440]);
  });
});

test('[OVG-7] a line of the month names the Azure subscription, and the whole month', () => {
  const month = emptyMonth('c', 'PhoneServices', calendarDate('2026-02-01'));
  const rated = {
    used: 150,
    allowance: { licences: 1, minutes: 100 },
    remaining: 0,
    days: [],
    partners: [],
    lines: [{ partnerId: 'a', azureSubscriptionId: 's', resellerOfRecord: '7', unitPrice: '0.10', currency: 'EUR', minutes: 50, subtotal: '5.00', firstDay: calendarDate('2026-02-09'), lastDay: calendarDate('2026-02-20') }],
  };
  expect(overageLines(month, rated, at('2026-03-06T00:00:00Z'))).toEqual([
    {
      id: 'PhoneServices|2026-02|s|7',
      chargeType: 'overage',
      customerId: 'c',
      partnerId: 'a',
      azureSubscriptionId: 's',
      resellerOfRecord: '7',
      service: 'PhoneServices',
      orderDate: '2026-03-06T00:00:00.000Z',
      chargeStart: '2026-02-01',
      chargeEnd: '2026-02-28',
      unit: 'minute',
      unitPrice: '0.10',
      quantity: 50,
      subtotal: '5.00',
      currency: 'EUR',
    },
  ]);
});
