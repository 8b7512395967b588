import { compose } from '../../../src/domain/notification/compose';
import { kindNames } from '../../../src/domain/notification/kinds';
import { type Saying } from '../../../src/domain/notification/saying';
import { LANGUAGES, languageCodes, languageOf } from '../../../src/domain/notification/words/languages';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';

const of = { subscription: 'Business Standard', licences: 12 };
const day = calendarDate('2021-07-17');
const until = instant('2021-06-25T10:00:00Z');
const transfer = { customer: 'Zonnebloem', other: 'Nordlys' };
const money = { month: '2021-06', currency: 'USD' };

const said: { readonly [Kind in Saying['kind']]: Saying<Kind> } = {
  renewalAhead: { kind: 'renewalAhead', ...of, on: day },
  expiryAhead: { kind: 'expiryAhead', ...of, lastDay: day },
  trialEnding: { kind: 'trialEnding', ...of, lastDay: day, turnsPaid: true },
  renewed: { kind: 'renewed', ...of, lastDay: day },
  expired: { kind: 'expired', ...of, lastDay: day },
  windowClosing: { kind: 'windowClosing', ...of, until },
  autoRenewOff: { kind: 'autoRenewOff', ...of, lastDay: day },
  cancelled: { kind: 'cancelled', ...of },
  suspended: { kind: 'suspended', ...of },
  reactivated: { kind: 'reactivated', ...of },
  invoiceIssued: { kind: 'invoiceIssued', invoiceId: 'G000000012', isCreditNote: false, total: '112.89', dueDate: day, ...money },
  transferRequested: { kind: 'transferRequested', ...transfer, until },
  transferAccepted: { kind: 'transferAccepted', ...transfer, subscriptions: 2 },
  transferDeclined: { kind: 'transferDeclined', ...transfer },
  transferCompleted: { kind: 'transferCompleted', ...transfer, moved: 1, subscriptions: 2 },
  budgetReached: { kind: 'budgetReached', customer: 'Zonnebloem', percent: 80, spent: '81.00', amount: '100.00', ...money },
  overageCharged: { kind: 'overageCharged', customer: 'Zonnebloem', minutes: '120', subtotal: '3.60', ...money },
  notice: { kind: 'notice', whatToDo: 'Accept or decline it.', url: 'https://admin.example/accept' },
};

const who = { to: 'Zonnebloem', from: 'Havn Cloud' };
const withName = (subscription: string) => compose({ ...said.renewed, subscription }, 'en', who);

describe('[NTF-2] what a message reads', () => {
  test('a renewal, in plain text and as HTML', () => {
    expect(compose(said.renewalAhead, 'en', who)).toEqual({
      subject: 'Business Standard renews on 2021-07-17',
      text: 'Dear Zonnebloem,\n\nYour subscription Business Standard, with 12 licences, renews on 2021-07-17.\n\nIf you want another number of licences for the next term, or do not want to renew, tell us before then.\n\nKind regards, Havn Cloud\n',
      html: expect.stringContaining('<p>Your subscription Business Standard, with 12 licences, renews on 2021-07-17.</p>') as string,
    });
  });

  test.each(languageCodes)('every kind has words in %s, with what it tells in them', (code) => {
    for (const kind of kindNames) {
      const { subject, text, html } = compose(said[kind], code, who);
      expect([kind, subject.length > 0, text.includes('undefined') || html.includes('undefined')]).toEqual([kind, true, false]);
      for (const value of Object.values(said[kind])) if (typeof value === 'string' && value !== kind && !/T\d/.test(value)) expect([kind, value, text.includes(value)]).toEqual([kind, value, true]);
    }
  });

  test.each([
    { name: 'a line break, which would begin another header', typed: 'Sales\r\nBcc: all@example.com', subject: 'Sales Bcc: all@example.com was renewed until 2021-07-17' },
    { name: 'line separators and other control characters', typed: 'A\u2028B\u0000C\u0085D', subject: 'A B C D was renewed until 2021-07-17' },
  ])('$name, is a space in the subject', ({ typed, subject }) => {
    expect(withName(typed).subject).toBe(subject);
  });

  test('markup in a name is text', () => {
    const { html } = withName(`<img src="x" onerror='y'> & co`);
    expect(html).toContain('&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt; &amp; co');
    expect(html).not.toContain('<img');
  });

  test('a subject has at most two hundred characters, none cut in half', () => {
    const [fits, long] = [compose({ ...said.suspended, subscription: '😀'.repeat(186) }, 'en', who), compose({ ...said.suspended, subscription: '😀'.repeat(187) }, 'en', who)];
    expect([[...fits.subject].length, [...long.subject].length]).toEqual([200, 200]);
    expect([fits.subject.endsWith('suspended'), long.subject.endsWith('suspende…'), /[\ud800-\udbff](?![\udc00-\udfff])/.test(long.subject)]).toEqual([true, false, false]);
    expect(long.subject.endsWith('…')).toBe(true);
  });

  test.each([
    ['en-GB', 'en'],
    ['EN_us', 'en'],
    ['xx-YY', 'en'],
    ['', 'en'],
  ])('whoever has the culture %s reads %s', (culture, code) => {
    expect([languageOf(culture), Object.hasOwn(LANGUAGES, code)]).toEqual([code, true]);
  });
});
