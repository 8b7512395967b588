/** In the order they are told and run in. */
export const BENCH_NAMES = ['start', 'package', 'azurite', 'calls', 'storage', 'midnight', 'midnight5', 'midnight1', 'thousand', 'thousand5', 'thousand1', 'invoices', 'ledger', 'events', 'broker', 'memory', 'forecast', 'customer', 'loading', 'due', 'snapshot', 'soak'] as const;

export type BenchName = (typeof BENCH_NAMES)[number];

/** How many requests the long mix makes where nothing else is said. */
export const SOAK_REQUESTS = 200_000;
