import { STATEMENT_POLICY, statementHtml } from '../../../src/adapters/statement/statementHtml';
import { fontOf, runsOf } from '../../../src/adapters/statement/letters';
import { statementPdf } from '../../../src/adapters/statement/statementPdf';
import { grouped, statementWords } from '../../../src/adapters/statement/statementWords';
import { line, statementOf } from './printed';

/** How many pages a PDF has, as its own tree of pages says. */
const pagesOf = (pdf: Uint8Array): number => Number(/\/Type \/Pages\s*\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1]);

const linesOf = (count: number) => Array.from({ length: count }, (_, index) => line(`Customer ${index}`));

describe('[BIL-2] a statement in words', () => {
  test.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['-1234567.89', '-1,234,567.89'],
    ['-100.00', '-100.00'],
    ['0.00012345', '0.00012345'],
  ])('%s is written %s', (decimal, text) => {
    expect(grouped(decimal)).toBe(text);
  });

  test('it names both parties with their addresses, its period, each line with its tax, and what is owed until when', () => {
    const words = statementWords(statementOf([line('Zonnebloem', { chargeType: 'new', subtotal: '1234.5', tax: '259.25' }), line('Zonnebloem', { subtotal: '-94.08', tax: '-19.76', pricingCurrency: 'USD' })]));
    expect(words).toEqual({
      title: 'Invoice G000000001',
      issuer: ['Øresund Distribution A/S', 'Kalvebod Brygge 1', '1560 København V', 'DK'],
      billedTo: ['Havn Cloud', 'Havenstraat 12', '1011 AB Amsterdam', 'NL', 'PartnerID 6120045'],
      facts: [['Date', '2021-07-07'], ['Billing period', '2021-06-01 to 2021-06-30'], ['Due', '2021-09-05'], ['Currency', 'EUR'], ['Lines', '2']],
      columns: ['Customer', 'Product', 'Quantity', 'Unit price', 'Subtotal', 'Tax'],
      rows: [
        [
          { text: 'Zonnebloem', below: 'customer.onmicrosoft.com' },
          { text: 'Microsoft 365 Business Standard', below: 'new, 2021-06-20 to 2021-07-17' },
          { text: '12' },
          { text: '9.408' },
          { text: '1,234.50' },
          { text: '259.25' },
        ],
        [
          { text: 'Zonnebloem', below: 'customer.onmicrosoft.com' },
          { text: 'Microsoft 365 Business Standard', below: 'add quantity, 2021-06-20 to 2021-07-17' },
          { text: '12' },
          { text: '9.408', below: 'USD' },
          { text: '-94.08' },
          { text: '-19.76' },
        ],
      ],
      totals: [['Charges', '1,234.50'], ['Credits', '-94.08'], ['Subtotal', '1,140.42'], ['Tax, 21 % of each line', '239.49'], ['Total, due by 2021-09-05', '1,379.91 EUR']],
      notes: [
        'All 2 lines: /v1/invoices/G000000001/lineitems?provider=onetime&invoicelineitemtype=billinglineitems, as JSON, or with Accept: text/csv as the reconciliation file.',
        'Numbers are written 1,234.56, days as year-month-day in UTC.',
      ],
    });
  });

  test('what is negative is a credit note, without a day to pay by; what is zero is not to be paid', () => {
    const credit = statementWords(statementOf([line('A', { subtotal: '-94.08', tax: '-19.76' })]));
    expect([credit.title, credit.totals.at(-1), credit.facts.some(([label]) => label === 'Due')]).toEqual(['Credit note G000000001', ['Total credited', '-113.84 EUR'], false]);
    const zero = statementWords(statementOf([line('A', { subtotal: '0.00', tax: '0.00' })]));
    expect([zero.title, zero.totals.at(-1)]).toEqual(['Invoice G000000001', ['Total, nothing to pay', '0.00 EUR']]);
  });

  test('a long unit price is cut and says so, what is paid for good has no end, and an invoice without addresses names the partner alone', () => {
    const statement = statementOf([line('A', { effectiveUnitPrice: '1234.12345678', chargeEnd: undefined })]);
    const { issuedBy: _issuedBy, ...invoice } = statement.invoice;
    const { address: _address, ...billedTo } = invoice.billedTo;
    const words = statementWords({ ...statement, invoice: { ...invoice, billedTo } });
    expect([words.rows[0]?.[3]?.text, words.rows[0]?.[1]?.below, words.issuer, words.billedTo]).toEqual(['1,234.123456…', 'add quantity, 2021-06-20, for good', [], ['Havn Cloud', 'NL', 'PartnerID 6120045']]);
  });

  test('one that is summed up says so, and of how many lines each row is', () => {
    const words = statementWords(statementOf(Array.from({ length: 2001 }, () => line('A'))));
    expect([words.rows, words.notes[0]]).toEqual([
      [[{ text: 'A', below: 'customer.onmicrosoft.com' }, { text: 'Microsoft 365 Business Standard', below: '2001 lines' }, { text: '' }, { text: '' }, { text: '225,892.89' }, { text: '47,423.70' }]],
      'This invoice has too many lines to print: it is summed up by customer and product.',
    ]);
  });
});

describe('[BIL-2] a statement as PDF', () => {
  test('the same invoice is the same bytes, dated as the invoice is', async () => {
    const [first, second] = [await statementPdf(statementOf(linesOf(3))), await statementPdf(statementOf(linesOf(3)))];
    expect(Buffer.compare(first, second)).toBe(0);
    const text = Buffer.from(first).toString('latin1');
    expect([text.slice(0, 5), text.match(/\(D:[^)]*\)/g)]).toEqual(['%PDF-', ['(D:20210707000000Z)', '(D:20210707000000Z)']]);
    expect(Buffer.compare(first, await statementPdf(statementOf(linesOf(4))))).not.toBe(0);
  });

  test.each([
    [0, 1],
    [20, 1],
    [21, 2],
    [31, 2],
    [61, 2],
    [62, 3],
    [102, 3],
    [103, 4],
  ])('%s lines with their totals take %s pages', async (count, pages) => {
    expect(pagesOf(await statementPdf(statementOf(linesOf(count))))).toBe(pages);
  });

  test.each([
    ['Łódź', [['Łódź', 'regular']]],
    ['Ελλάδα', [['Ελλάδα', 'regular']]],
    ['株式会社 A', [['株式会社', 'japanese'], [' A', 'regular']]],
    ['e\u0301te\u0301', [['été', 'regular']]],
    ['한국', [['��', 'regular']]],
    ['a\u202Eb\u0000c\u200F', [['abc', 'regular']]],
    ['', []],
  ])('%s has a font for each letter, or a sign that there is none', (text, runs) => {
    expect(runsOf(text, 'regular').map(({ text: own, face }) => [own, face])).toEqual(runs);
    expect(runs.every(([own = '', face]) => [...own].every((letter) => fontOf(face as 'regular').hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)))).toBe(true);
  });

  test('a name of any letters or length, and amounts of any size, are printed without failing', async () => {
    const odd = [line(`${'long '.repeat(200)}`), line('한국 😀 \u0000'), line(''), line('A', { subtotal: '123456789012345.67', tax: '25925925692592.59' })];
    expect(pagesOf(await statementPdf(statementOf(odd)))).toBe(1);
  });
});

describe('[BIL-2] a statement as a page', () => {
  test('whatever a customer or product is called is text', () => {
    const evil = `<script>alert("1")</script>&'`;
    const html = statementHtml(statementOf([line(evil, { productName: evil, skuName: '', customer: { id: '1', name: evil, domain: evil, country: 'NL' } })]));
    expect(html.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;&#39;/g)).toHaveLength(3);
    expect(html).not.toMatch(/<script|alert\("/);
  });

  test('it loads nothing, and its policy allows its own style alone', async () => {
    const html = statementHtml(statementOf(linesOf(2)));
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');
    expect(STATEMENT_POLICY).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`);
    expect(html).not.toMatch(/\s(src|href|style|on\w+)=/);
    expect(html).toBe(statementHtml(statementOf(linesOf(2))));
  });
});
