import { localText, utcText } from '../../parts/instant';
import { named, spelled } from '../../parts/words';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const valueText = (value: unknown): string => {
  if (typeof value === 'string') return INSTANT.test(value) ? `${localText(value)} (${utcText(value)})` : spelled(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'object' && value !== null) return saidText(value as Readonly<Record<string, unknown>>);
  return String(value);
};

/** What a fact says, in one line: `From: 10 · To: 12`. Not which subscription it is of, where that is shown. */
export const saidText = (says: Readonly<Record<string, unknown>>): string =>
  Object.entries(says)
    .filter(([name, value]) => value !== undefined && value !== null && name !== 'subscriptionId')
    .map(([name, value]) => `${named(name)}: ${valueText(value)}`)
    .join(' · ');
