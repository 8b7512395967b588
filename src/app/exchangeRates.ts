import { type CalendarDate } from '../kernel/calendarDate';
import { type PartitionStore } from '../kernel/partitionStore';
import { exchangeRateSchema, rateIn, type ExchangeRate } from '../domain/reconciliation/exchange';
import { allRows } from './allRows';
import { readablePage, rowReader, type Page, type Readable } from './unreadable';

/** One partition of the `Catalogue` table. */
const PARTITION = 'exchange rates';
const pairPrefix = (from: string, to: string): string => `${from}|${to}|`;
/** `USD|EUR|2026-03` */
const keyOf = ({ from, to, month }: ExchangeRate): string => pairPrefix(from, to) + month.slice(0, 7);

const rateRows = rowReader('Catalogue', 'exchangeRate', exchangeRateSchema);

/** Of one commit. */
export const MOST_RATES = 100;

/** Over what is there of the same months; a month that is closed keeps what it was closed with. @param rates each pair and month once, at most `MOST_RATES`. @returns what was there of them; what of it cannot be read is written over. @throws when the store fails. */
export const setExchangeRates = async (catalogue: PartitionStore, rates: readonly ExchangeRate[]): Promise<readonly ExchangeRate[]> => {
  const keys = new Set(rates.map(keyOf));
  const before = rateRows.readable((await allRows(catalogue, PARTITION, '')).filter(({ key }) => keys.has(key))).items;
  await catalogue.commit(PARTITION, rates.map((rate) => ({ op: 'put', key: keyOf(rate), value: { type: 'exchangeRate', ...rate } })));
  return before;
};

export const listExchangeRates = async (catalogue: PartitionStore, limit: number, continuation?: string): Promise<Page<ExchangeRate>> => {
  const page = await catalogue.list(PARTITION, { prefix: '', limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, rateRows);
};

/** What charges of a month in one currency are billed at in another; undefined if nobody has said. */
export const exchangeRateIn = async (catalogue: PartitionStore, from: string, to: string, month: CalendarDate): Promise<ExchangeRate | undefined> =>
  rateIn((await allRows(catalogue, PARTITION, pairPrefix(from, to))).map((row) => rateRows.read(row)), month);

/** All rates into one currency, from any; and those that cannot be read, whichever they are. One operation for each thousand rates that are set. */
export const ratesInto = async (catalogue: PartitionStore, to: string): Promise<Readable<ExchangeRate>> => {
  const { items, unreadable } = rateRows.readable(await allRows(catalogue, PARTITION, ''));
  return { items: items.filter((rate) => rate.to === to), unreadable };
};
