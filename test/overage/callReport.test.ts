import { calendarDate } from '../../src/kernel/calendarDate';
import { emptyMonth, overageLines, withReports } from '../../src/overage/callMonth';
import { closesAt, isSameReport, judgeReport, type CallReport, type ReportContext, type ReportedLine } from '../../src/overage/callReport';
import { at } from './telco';

const guid = '0b9f6a52-3f1c-4f0e-8a75-2c4d9e1f7a30';
const context: ReportContext = {
  othersDomains: new Set(['zonnebloem.example']),
  services: ['PhoneServices', 'VideoServices'],
  held: ['PhoneServices'],
  subscriptions: [{ id: guid, service: 'PhoneServices' }, { id: 'other', service: 'VideoServices' }],
  closesAfterDays: () => 5,
  now: at('2026-03-10T09:00:00Z'),
};
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

test('[OVG-7] a line of the month names the Azure subscription, and the whole month', () => {
  const month = emptyMonth('c', 'PhoneServices', calendarDate('2026-02-01'));
  const rated = {
    used: 150,
    allowance: { licences: 1, minutes: 100 },
    remaining: 0,
    days: [],
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
