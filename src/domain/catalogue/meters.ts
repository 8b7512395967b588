import { type z } from 'zod';
import { type Catalogue, type meterSchema } from './state';

export type Meter = z.infer<typeof meterSchema>;

/** By id, in lower case. */
export type Meters = ReadonlyMap<string, Meter>;

/** AZP-4: everything that is metered in a market, at its published prices. */
export const metersOf = ({ items }: Catalogue): Meters => new Map([...items.values()].flatMap(({ sku }) => sku.meters ?? []).map((meter) => [meter.meterId.toLowerCase(), meter]));
