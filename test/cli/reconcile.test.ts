import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveWorld, type CliServer } from '../support/cliServer';
import { httpOver } from '../support/httpWorld';
import { advanceInvoicing } from '../support/partnerBooks';
import { temporaryFolder } from '../support/temporaryFolder';
import { typed } from '../support/typedLine';
import { World } from '../support/world';

const folder = temporaryFolder();

let world: World;
let server: CliServer;
let customer: string;
let subscription: string;

interface Told {
  readonly month: string;
  readonly status: string;
  readonly invoices: readonly string[];
  readonly lines: number;
  readonly subscriptions?: number;
  readonly charges?: number;
  readonly differences: readonly Record<string, string>[];
}

const reconcile = (...args: string[]) => typed(['reconcile', '--url', server.url, ...args]);
const told = async (...args: string[]): Promise<Told & { code: number }> => {
  const { code, stdout } = await reconcile('--json', ...args);
  return { code, ...(JSON.parse(stdout) as Told) };
};
/** The members of the first object that has `name`, changed. */
const changing = (name: string, value: unknown, where = 'items') => (text: string): string => {
  const body = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  const [first] = (body[where] ?? []).filter((each) => each[name] !== undefined);
  if (first !== undefined) first[name] = value;
  return JSON.stringify(body);
};

/** June: a purchase, two more seats on the third day. July: the renewal, on no invoice yet. */
beforeAll(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  const http = httpOver(world);
  customer = world.customer('Zonnebloem');
  const offerId = ((await http('/v1/products/NCBUSSTAND01/skus/0001/availabilities?country=NL')).body as { items: { catalogItemId: string }[] }).items[0]?.catalogItemId;
  const order = await http(`/v1/customers/${customer}/orders`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId, quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }] } });
  subscription = (order.body as { lineItems: { subscriptionId: string }[] }).lineItems[0]?.subscriptionId ?? '';
  await world.advanceTo('2021-06-20T10:00:00Z');
  await http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { quantity: 12 } });
  await advanceInvoicing(world, '2021-07-19T00:00:00Z');
  server = await serveWorld(world);
});
afterAll(() => server.close());
afterEach(() => {
  server.tamper = (_path, text) => text;
});

test('[BIL-2][BIL-4] the books of an invoiced month agree: invoice, lines, statement and charges; last month is meant where nobody says which', async () => {
  expect(await reconcile()).toEqual({ code: 0, stderr: '', stdout: '2021-06, invoiced: 1 invoice, 3 lines, 119.61 EUR before tax; 3 charges of 1 subscription.\nAll of it agrees.\n' });
  expect(await told('--month', '2021-06')).toEqual({ code: 0, month: '2021-06', status: 'invoiced', invoices: ['G000000001'], lines: 3, subscriptions: 1, charges: 3, notCompared: [], differences: [] });
});

test('[BIL-2] invoices are listed with the decimals of their currency', async () => {
  const totals = async (): Promise<string> => (await typed(['invoices', 'list', '--url', server.url])).stdout.trim().split('\n').at(-1)?.split(/ {2,}/).at(-1) ?? '';
  expect(await totals()).toMatch(/^\d+\.\d\d EUR$/);
  server.tamper = (_path, text) => text.replaceAll('"currencyCode":"EUR"', '"currencyCode":"JPY"').replace(/"totalCharges":[\d.]+/, '"totalCharges":12045');
  expect(await totals()).toBe('12045 JPY');
});

test('a month that runs is compared by what is not invoiced yet', async () => {
  expect(await told('--month', '2021-07')).toMatchObject({ code: 0, status: 'running', invoices: [], lines: 1, charges: 1, differences: [] });
});

test('without charges the rest is compared, and no subscription is asked', async () => {
  const asked: string[] = [];
  server.tamper = (path, text) => {
    asked.push(path);
    return text;
  };
  const { code, stdout } = await reconcile('--no-charges');
  expect([code, stdout.split('\n')[0]]).toEqual([0, '2021-06, invoiced: 1 invoice, 3 lines, 119.61 EUR before tax.']);
  expect(asked.filter((path) => path.includes('/charges') || path.startsWith('/nextterm/v1/subscriptions'))).toEqual([]);
});

const ofLines = '/v1/invoices/G000000001/lineitems';

test.each([
  ['an invoice that is not what its lines come to', (path: string) => path.startsWith('/v1/invoices?') || path === '/v1/invoices', changing('subtotal', 119.6), [{ fault: 'invoice_differs', invoiceId: 'G000000001', member: 'subtotal', expected: '119.61', found: '119.60', currency: 'EUR' }]],
  ['an invoice that says more lines than it has', (path: string) => path.startsWith('/v1/invoices?') || path === '/v1/invoices', changing('lineItemCount', 4), [{ fault: 'invoice_differs', invoiceId: 'G000000001', member: 'lines', expected: '3', found: '4', currency: 'EUR' }]],
  ['a statement of another amount', (path: string) => path === '/nextterm/v1/statements/2021-06?size=1', changing('amount', '119.62', 'totals'), [{ fault: 'statement_differs', member: 'subtotal', expected: '119.61', found: '119.62', currency: 'EUR' }]],
])('%s is named, with exit code 1', async (_, isMeant, change, differences) => {
  server.tamper = (path, text) => (isMeant(path) ? change(text) : text);
  expect(await told()).toMatchObject({ code: 1, differences });
});

test('a group of another amount is named by customer and product, and written to the file', async () => {
  server.tamper = (path, text) => (path === '/nextterm/v1/statements/2021-06' ? changing('amount', '-1.00')(text) : text);
  const file = join(folder, 'differences.csv');
  const { code, stdout } = await reconcile('--csv', file);
  expect([code, stdout.split('\n').length]).toEqual([1, 5]);
  const [head, row] = readFileSync(file, 'utf8').trim().split('\r\n');
  expect(head).toBe('fault,invoiceId,customerId,subscriptionId,product,chargeId,member,expected,found,currency');
  expect(row).toMatch(new RegExp(`^group_differs,,${customer},,NCBUSSTAND01:0001,,subtotal,119\\.61,-?\\d+\\.\\d\\d,EUR$`));
});

test('a line that is not what was charged, one that nobody charged, and a charge that is on no line are named by their ids', async () => {
  server.tamper = (path, text) => (path.startsWith(ofLines) ? changing('effectiveUnitPrice', 9.5)(text) : text);
  const found = (await told()).differences;
  expect(found).toMatchObject([{ fault: 'line_differs', invoiceId: 'G000000001', customerId: customer, subscriptionId: subscription, member: 'effectiveUnitPrice', found: '9.5' }]);
  expect(found[0]?.['chargeId']).toBe(`${subscription}|00000001|001`);

  server.tamper = (path, text) => (path.includes(`/${subscription}/charges`) ? changing('chargeType', 'other')(text) : text);
  const differences = (await told()).differences;
  expect(differences.map(({ fault }) => fault).toSorted()).toEqual(['charge_without_line', 'line_without_charge']);
  expect(differences.find(({ fault }) => fault === 'charge_without_line')).toMatchObject({ customerId: customer, subscriptionId: subscription, expected: '100.80', found: '' });
  expect(differences.find(({ fault }) => fault === 'line_without_charge')).toMatchObject({ invoiceId: 'G000000001', expected: '', found: '100.80' });
});

test('what cannot be reconciled is refused with a sentence: a month that is ahead, before the books, or none', async () => {
  expect(await reconcile('--month', '2021-08')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(400 / ') as string });
  expect(await reconcile('--month', '2021-05')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(404 / ') as string });
  expect(await reconcile('--month', '2021-13')).toMatchObject({ code: 2, stderr: expect.stringContaining('--month must be a month such as 2026-11, not "2021-13".') as string });
  server.tamper = (path, text) => (path.startsWith('/nextterm/v1/statements/2021-06') ? text.replace('"status":"invoiced"', '"status":"closing"') : text);
  expect((await told()).differences.map(({ fault }) => fault)).toContain('statement_differs');
  world.sleepUntil('2021-08-02T00:00:00Z');
  expect(await reconcile('--month', '2021-06')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^2021-06 is over and on no invoice, .*invoiceruns\/2021-06/) as string });
});

test('[BIL-2] a price that does not end and usage in dollars beside licences in euros agree, while the month runs and once it is invoiced', async () => {
  const own = await World.at('2021-07-18T10:00:00Z');
  const http = httpOver(own);
  const of = `customers/${own.customer('Zonnebloem')}`;
  const offerOf = async (product: string) => ((await http(`/v1/products/${product}/skus/0001/availabilities?country=NL`)).body as { items: { catalogItemId: string }[] }).items[0]?.catalogItemId;
  const buy = async (product: string, billingCycle: string, quantity: number) => {
    const { body } = await http(`/v1/${of}/orders`, { method: 'POST', body: { billingCycle, lineItems: [{ offerId: await offerOf(product), quantity }] } });
    return `${of}/subscriptions/${(body as { lineItems: { subscriptionId: string }[] }).lineItems[0]?.subscriptionId ?? ''}`;
  };
  const [licences, plan] = [await buy('NCBUSSTAND01', 'monthly', 10), await buy('DZH318Z0BPS6', 'one_time', 1)];
  await own.advanceTo('2021-07-19T11:00:00Z');
  // 30 of 31 days.
  await http(`/v1/${licences}`, { method: 'PATCH', body: { quantity: 12 } });
  const azureSubscriptionId = ((await http(`/v1/${plan}/azureEntitlements`)).body as { items: { id: string }[] }).items[0]?.id;
  const reports = [{ reportId: 'r1', azureSubscriptionId, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2021-07-19', quantity: '29' }];
  expect((await http(`/nextterm/v1/${of}/usage`, { method: 'POST', body: { reports } })).body).toMatchObject({ accepted: 1 });
  const serving = await serveWorld(own);
  try {
    const books = async () => (await typed(['reconcile', '--url', serving.url, '--month', '2021-07'])).stdout;
    expect(await books()).toBe('2021-07, running: 0 invoices, 4 lines, 120.31 EUR, 21.39 USD before tax; 3 charges of 2 subscriptions.\nAll of it agrees.\n');
    await advanceInvoicing(own, '2021-08-08T00:00:00Z');
    expect(await books()).toBe('2021-07, invoiced: 2 invoices, 4 lines, 120.31 EUR, 21.39 USD before tax; 3 charges of 2 subscriptions.\nAll of it agrees.\n');
  } finally {
    await serving.close();
  }
});

describe('[AUD-1] nextterm audit list', () => {
  const list = (...args: string[]) => typed(['audit', 'list', '--url', server.url, ...args]);
  const records = async (...args: string[]) => JSON.parse((await list('--since', '2021-06-01', '--json', ...args)).stdout) as { readonly operationType: string; readonly operationDate: string; readonly customerId?: string }[];

  test('shows who did what, the oldest first, as a table, JSON and CSV', async () => {
    const [head, , ...rows] = (await list('--since', '2021-06-01')).stdout.trimEnd().split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(head).toEqual(['At (UTC)', 'Operation', 'Outcome', 'By', 'Customer', 'Subscription', 'Record']);
    expect(rows.map(([at, operation]) => `${at} ${operation}`)).toEqual(['2021-06-18 10:00 create_order', '2021-06-20 10:00 update_subscription', '2021-07-07 00:00 ready_invoice']);
    expect((await records()).map(({ operationType }) => operationType)).toEqual(['create_order', 'update_subscription', 'ready_invoice']);
    const csv = (await list('--since', '2021-06-01', '--csv')).stdout.trimEnd().split('\r\n');
    expect([csv.length, csv[0]]).toEqual([4, 'operationDate,operationType,operationStatus,resourceType,customerId,customerName,userPrincipalName,applicationId,originalCorrelationId,id']);
  });

  test('is narrowed by days, customer, name, resource, operation and outcome', async () => {
    const dates = async (...args: string[]) => (await records(...args)).map(({ operationDate }) => operationDate.slice(0, 10));
    expect(await dates('--until', '2021-06-20')).toEqual(['2021-06-18']);
    expect(await dates('--until', '2021-06-21')).toEqual(['2021-06-18', '2021-06-20']);
    expect(await dates('--customer', customer)).toEqual(['2021-06-18', '2021-06-20']);
    expect(await dates('--customer', customer.replace(/^./, (first) => (first === '0' ? '1' : '0')))).toEqual([]);
    expect(await dates('--subscription', subscription)).toContain('2021-06-20');
    expect(await dates('--subscription', subscription.toUpperCase().replace(/.$/, 'x'))).toEqual([]);
    expect(await dates('--company', 'zonneb')).toEqual(['2021-06-18', '2021-06-20']);
    expect(await dates('--resource', 'subscription')).toEqual(['2021-06-20']);
    expect(await dates('--operation', 'CREATE_ORDER')).toEqual(['2021-06-18']);
    expect(await dates('--status', 'failed')).toEqual([]);
    expect(await list('--since', '2021-07-20')).toEqual({ code: 0, stdout: 'Nothing is in the log since 2021-07-20.\n', stderr: '' });
  });

  test.each([
    [['--since', 'soon'], '--since must be a day, or a span back such as 7d, 2w or 1m, not "soon".'],
    [['--since', '2021-06-31'], '--since must be a day'],
    [['--since', '7d', '--until', '7d'], '--until is excluded, so it must be after '],
    [['--customer', 'Zonnebloem'], '--customer must be the id of a customer, not "Zonnebloem": --company finds names.'],
    [['--company', 'a', '--resource', 'b'], '--customer, --subscription, --company or --resource: the log takes one of them.'],
    [['--json', '--csv'], '--json or --csv, not both.'],
    [['--anchor', 'a.json'], '--anchor belongs to verify.'],
    [['--own'], '--own belongs to verify and anchor.'],
  ])('%j: exit code 2 and a sentence', async (args, sentence) => {
    const { code, stdout, stderr } = await list(...args);
    expect([code, stdout, stderr.slice(0, sentence.length)]).toEqual([2, '', sentence]);
  });

  test('flags of list are refused elsewhere; a day too far back is the server’s to refuse', async () => {
    expect(await typed(['audit', 'verify', '--since', '7d'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--since belongs to list.') as string });
    expect(await list('--since', '2021-01-01')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('90 days ago') as string });
  });
});
