import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { keyOf, Ledger } from '../../../src/app/ledger/ledger';
import { ledgerPartition, SHARDS, shardOf } from '../../../src/app/ledger/ledgerKeys';
import { type LedgerLine } from '../../../src/app/ledger/ledgerLine';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { type CommitOutcome, type Row, type Write } from '../../../src/kernel/partitionStore';
import { FixedClock } from '../../support/fixedClock';
import { rowsOf } from '../../support/worldStores';

const partnerId = 'p1';
const customerId = '00000000-0000-4000-8000-000000000001';
const may = calendarDate('2021-05-01');
const june = calendarDate('2021-06-01');

const line = (lineId: string, month = may, isFinal = true): LedgerLine => ({
  partnerId,
  lineId,
  month,
  isFinal,
  rounding: 'LINE_DOWN',
  item: {
    customer: { id: customerId, name: 'N', domain: 'n.example', country: 'NL' },
    productName: 'P', skuName: 'S', publisherName: 'M', resellerMpnId: '0', orderId: 'o', orderDate: instant('2021-05-10T10:00:00.000Z'), productId: 'p', skuId: '0001', availabilityId: 'a', chargeType: 'new', unitPrice: '1',
    effectiveUnitPrice: '1', quantity: '1', sign: 1, subtotal: '1.00', currency: 'EUR', pricingCurrency: 'EUR', exchangeRate: '1', priceAdjustments: [], subscriptionDescription: 'S', subscriptionId: 's', chargeStart: may,
    chargeEnd: may, termAndBillingCycle: '', billingFrequency: '', referenceId: 'r', productQualifiers: [],
  },
});

const usage = (id: string, isFinal: boolean): LedgerLine => ({ ...line(`meter|${id}`, may, isFinal), rounding: undefined });
const usagePlace = { partnerId, customerId, month: may, source: 'meter' } as const;

/** Lets something happen just before one commit. */
class Interrupted extends MemoryPartitionStore {
  before: (() => Promise<unknown>) | undefined;

  override async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const { before } = this;
    this.before = undefined;
    await before?.();
    return super.commit(partition, writes);
  }
}

const begin = (at: string) => {
  const store = new Interrupted();
  const clock = new FixedClock(at);
  const ledger = new Ledger(store, clock);
  /** `2021-05 s|00000001|001`: month of the partition and what lies there. */
  const lies = async () =>
    (await rowsOf(store)).flatMap(({ partition, key, value }) => (key.startsWith('line|') ? [`${partition.split('|')[1]} ${String(value['lineId'])}${value['isFinal'] === false ? ' open' : ''}`] : []));
  return { store, clock, ledger, lies };
};

const first = 's|00000001|001';
const second = 's|00000002|001';

describe('[BIL-2] where a line lies', () => {
  test('in its own month while that runs: one transaction and nothing else', async () => {
    const { store, ledger, lies } = begin('2021-05-31T23:59:59.999Z');
    await ledger.add([line(first), line(second)]);
    expect(await lies()).toEqual([`2021-05 ${first}`, `2021-05 ${second}`]);
    expect((await rowsOf(store)).map(({ key }) => key.split('|')[0])).toEqual(['line', 'line']);
  });

  test('in its own month after that has ended, until it is sealed; then in the next', async () => {
    const { ledger, lies } = begin('2021-06-01T00:00:00.000Z');
    await ledger.add([line(first)]);
    await ledger.seal(partnerId, may, 0);
    await ledger.add([line(second)]);
    expect(await lies()).toEqual([`2021-05 ${first}`, `2021-06 ${second}`]);
  });

  test('once, however often it is brought, before and after its month and the next are sealed', async () => {
    const { clock, ledger, lies } = begin('2021-06-10T00:00:00.000Z');
    await ledger.add([line(first)]);
    await ledger.add([line(first)]);
    await ledger.seal(partnerId, may, 0);
    await ledger.seal(partnerId, may, 0);
    await ledger.add([line(first), line(second)]);
    clock.moveTo('2021-07-10T00:00:00.000Z');
    await ledger.seal(partnerId, june, 0);
    await ledger.add([line(first), line(second)]);
    await ledger.add([line(second), line('s|00000003|001')]);
    expect(await lies()).toEqual([`2021-05 ${first}`, `2021-06 ${second}`, '2021-07 s|00000003|001']);
  });

  test('sealed between the look at it and the transaction: in the next month, and nowhere else', async () => {
    const { store, clock, ledger, lies } = begin('2021-06-10T00:00:00.000Z');
    store.before = () => new Ledger(store, clock).seal(partnerId, may, 0);
    await ledger.add([line(first)]);
    expect(await lies()).toEqual([`2021-06 ${first}`]);
  });

  test('added between the look at the seal and the sealing: it is sealed with it', async () => {
    const { store, clock, ledger, lies } = begin('2021-06-10T00:00:00.000Z');
    store.before = () => new Ledger(store, clock).add([line(first)]);
    await ledger.seal(partnerId, may, 0);
    expect(await ledger.isBilled(line(first))).toBe(true);
    expect(await lies()).toEqual([`2021-05 ${first}`]);
  });

  test('taken away as too much while it is sealed: it stays', async () => {
    const { store, clock, ledger, lies } = begin('2021-06-10T00:00:00.000Z');
    await ledger.add([line(first), line(second)]);
    const found = async (lineId: string) => (await store.read(ledgerPartition(partnerId, may, 0), keyOf(line(lineId)))) as Row;
    await ledger.remove({ partnerId, customerId, month: may }, await found(second));
    store.before = () => new Ledger(store, clock).seal(partnerId, may, 0);
    await ledger.remove({ partnerId, customerId, month: may }, await found(first));
    expect(await lies()).toEqual([`2021-05 ${first}`]);
  });

  test.each(['2021-05-10T00:00:00.000Z', '2021-06-10T00:00:00.000Z'])('taken away as too much while another host writes what it should say: it stays (%s)', async (now) => {
    const { store, clock, ledger, lies } = begin(now);
    await ledger.add([line(first)]);
    const found = (await store.read(ledgerPartition(partnerId, may, 0), keyOf(line(first)))) as Row;
    store.before = () => new Ledger(store, clock).mend(line(first), may);
    await ledger.remove({ partnerId, customerId, month: may }, found);
    expect(await lies()).toEqual([`2021-05 ${first}`]);
  });

  test('two hundred lines of one change: each once, also where some were there', async () => {
    const { ledger, lies } = begin('2021-05-10T00:00:00.000Z');
    const many = Array.from({ length: 200 }, (_, index) => line(`s|00000001|${String(index + 1).padStart(3, '0')}`));
    await ledger.add(many.slice(50, 60));
    await ledger.add(many);
    expect(await lies()).toEqual(many.map(({ lineId }) => `2021-05 ${lineId}`));
  });

  test('a month that runs cannot be sealed', async () => {
    const { clock, ledger } = begin('2021-05-31T23:59:59.999Z');
    await expect(ledger.seal(partnerId, may, 0)).rejects.toThrow('2021-05 runs still');
    clock.moveTo('2021-06-01T00:00:00.000Z');
    await expect(ledger.seal(partnerId, may, 0)).resolves.toBeUndefined();
  });
});

describe('[BIL-2] usage', () => {
  test('as it stands is replaced by what it has become, and stays for good once it is closed', async () => {
    const { ledger, lies } = begin('2021-06-02T00:00:00.000Z');
    await ledger.replaceUsage(usagePlace, [usage('a', false), usage('b', false)]);
    await ledger.replaceUsage(usagePlace, [usage('b', false), usage('c', false)]);
    expect(await lies()).toEqual(['2021-05 meter|b open', '2021-05 meter|c open']);
    await ledger.replaceUsage(usagePlace, [usage('c', true), usage('d', true)]);
    await ledger.replaceUsage(usagePlace, [usage('b', false)]);
    expect(await lies()).toEqual(['2021-05 meter|c', '2021-05 meter|d']);
  });

  test('closed after its month was sealed falls into the next, and nothing of how it stood is left', async () => {
    const { ledger, lies } = begin('2021-06-02T00:00:00.000Z');
    await ledger.replaceUsage(usagePlace, [usage('a', false)]);
    await ledger.seal(partnerId, may, 0);
    await ledger.replaceUsage(usagePlace, [usage('a', false), usage('b', false)]);
    expect(await lies()).toEqual(['2021-06 meter|a open', '2021-06 meter|b open']);
    await ledger.replaceUsage(usagePlace, [usage('a', true)]);
    await ledger.replaceUsage(usagePlace, [usage('a', true)]);
    expect(await lies()).toEqual(['2021-06 meter|a']);
  });

  test.each([{ there: [] }, { there: ['a'] }])('closed by another host while it is brought as it stood, in a month that runs: it stays for good (open lines before: $there)', async ({ there }) => {
    const { store, clock, ledger, lies } = begin('2021-06-02T00:00:00.000Z');
    await ledger.seal(partnerId, may, 0);
    await ledger.replaceUsage(usagePlace, there.map((id) => usage(id, false)));
    store.before = async () => {
      // The first transaction takes away what lies in the month that is sealed.
      store.before = () => new Ledger(store, clock).replaceUsage(usagePlace, [usage('a', true)]);
    };
    await ledger.replaceUsage(usagePlace, [{ ...usage('a', false), rounding: 'LINE_DOWN' }]);
    expect(await lies()).toEqual(['2021-06 meter|a']);
  });

  test.each([
    { where: 'a month that runs', now: '2021-05-10T00:00:00.000Z' },
    { where: 'one that is over', now: '2021-06-10T00:00:00.000Z' },
  ])('closed by another host while it is brought without a line that it had: the line stays for good, in $where', async ({ now }) => {
    const { store, clock, ledger, lies } = begin(now);
    await ledger.replaceUsage(usagePlace, [usage('a', false), usage('b', false)]);
    store.before = () => new Ledger(store, clock).replaceUsage(usagePlace, [usage('a', true), usage('b', true)]);
    await ledger.replaceUsage(usagePlace, [usage('b', false)]);
    expect(await lies()).toEqual(['2021-05 meter|a', '2021-05 meter|b']);
  });

  test('what two hosts take out of a sealed month at once goes, and comes once to the next', async () => {
    const { store, clock, ledger, lies } = begin('2021-06-02T00:00:00.000Z');
    await ledger.replaceUsage(usagePlace, [usage('a', false)]);
    await ledger.seal(partnerId, may, 0);
    store.before = () => new Ledger(store, clock).replaceUsage(usagePlace, [usage('a', true)]);
    await ledger.replaceUsage(usagePlace, [usage('a', true)]);
    expect(await lies()).toEqual(['2021-06 meter|a']);
  });

  test('billed stays where it is when it is brought again', async () => {
    const { ledger, lies } = begin('2021-06-02T00:00:00.000Z');
    await ledger.replaceUsage(usagePlace, [usage('a', true)]);
    await ledger.seal(partnerId, may, 0);
    await ledger.replaceUsage(usagePlace, [usage('a', true)]);
    expect(await lies()).toEqual(['2021-05 meter|a']);
  });

  test.each([
    ['that is damaged', { item: undefined }],
    ['that a later release wrote', { schemaVersion: 99 }],
  ])('[DUE-2] billed stays where it is, and is not billed again, also in a row %s', async (_what, members) => {
    const { store, ledger, lies } = begin('2021-06-02T00:00:00.000Z');
    await ledger.replaceUsage(usagePlace, [usage('a', true), usage('b', true)]);
    await ledger.seal(partnerId, may, 0);
    const row = (await rowsOf(store)).find(({ value }) => value['lineId'] === 'meter|a');
    if (row === undefined) throw new Error('There is no such line');
    await store.commit(row.partition, [{ op: 'put', key: row.key, value: { ...row.value, ...members } }]);
    await ledger.replaceUsage(usagePlace, [usage('a', true), usage('b', true)]);
    expect(await lies()).toEqual(['2021-05 meter|a', '2021-05 meter|b']);
  });
});

test('[BIL-4] shards are ranges of customers in order', () => {
  const ids = [...'0123456789abcdef'].map((digit) => `${digit}0000000-0000-4000-8000-000000000001`);
  expect(ids.map(shardOf)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  expect([shardOf('zebra'), SHARDS, ledgerPartition('p', may, 2)]).toEqual([3, 4, 'p|2021-05|2']);
});
