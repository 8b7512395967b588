import { readForecast } from '../../src/cli/forecast/readForecast';
import { RemoteApi } from '../../src/cli/remote/remoteApi';

const sums = (lines: number, amount: string) => ({ currency: 'EUR', lines, amount, linesWithoutPlans: lines, amountWithoutPlans: amount });

const part = (customers: number, amount: string, next: string | undefined, more: object = {}) => ({
  asOf: '2026-03-31T23:59:00.000Z',
  until: '2026-05-01T00:00:00.000Z',
  customers,
  subscriptions: 2 * customers,
  items: [{ month: '2026-03', ...sums(0, '0.00'), happenings: [] }, { month: '2026-04', ...sums(2, amount), happenings: [{ what: 'renewal', ...sums(2, amount) }] }],
  renewals: [{ date: '2026-04-10', ...sums(2, amount) }],
  unknown: [{ customerId: 'c', subscriptionId: `s${customers}`, friendlyName: 'mail', from: '2026-04-10T00:00:00.000Z', reason: 'failed' }],
  notIncluded: ['tax'],
  links: next === undefined ? {} : { next: { uri: '/nextterm/v1/forecast?months=2&size=200&seekOperation=Next', headers: [{ key: 'MS-ContinuationToken', value: next }] } },
  ...more,
});

/** Parts by the token that asks for them. */
const apiOf = (parts: Readonly<Record<string, object>>): RemoteApi => {
  const api = new RemoteApi('http://127.0.0.1:1', 'token');
  jest.spyOn(api, 'response').mockImplementation(async (_path, { headers = {} } = {}) => new Response(JSON.stringify(parts[headers['MS-ContinuationToken'] ?? 'first'])));
  return api;
};

test('a forecast in parts is added up, months that charge nothing included, and whoever waits hears of each part', async () => {
  const heard: number[][] = [];
  const whole = await readForecast(apiOf({ first: part(200, '30.24', 'second'), second: part(50, '10.08', undefined, { dependsOn: ['holdings'] }) }), 'months=2', (...done) => heard.push(done));
  expect(heard).toEqual([[200, 400]]);
  expect(whole).toEqual({
    asOf: '2026-03-31T23:59:00.000Z',
    until: '2026-05-01T00:00:00.000Z',
    customers: 250,
    subscriptions: 500,
    months: [{ month: '2026-03-01', ...sums(0, '0.00'), happenings: [] }, { month: '2026-04-01', ...sums(4, '40.32'), happenings: [{ what: 'renewal', ...sums(4, '40.32') }] }],
    renewals: [{ day: '2026-04-10', ...sums(4, '40.32') }],
    unknown: [expect.objectContaining({ subscriptionId: 's200' }), expect.objectContaining({ subscriptionId: 's50' })],
    unreadable: [],
    notIncluded: ['tax'],
    dependsOn: ['holdings'],
  });
});

test('parts of other months are not added up', async () => {
  const later = part(50, '10.08', undefined, { until: '2026-06-01T00:00:00.000Z' });
  await expect(readForecast(apiOf({ first: part(200, '30.24', 'second'), second: later }), 'months=2', () => undefined)).rejects.toThrow('A month ended while the forecast was read: ask again.');
});
