import { z } from 'zod';
import { type Measured, rounded } from './measured';
import { inOwnProcess } from './ownProcess';

const MANY = 100_000;

const resultSchema = z.object({ lines: z.number(), points: z.number(), queries: z.number(), writes: z.number(), bytes: z.number(), seconds: z.number(), megabytes: z.number() });
type Result = z.infer<typeof resultSchema>;

const operations = ({ points, queries, writes }: Result): number => points + queries + writes;

/** The most memory that anything here may take. */
const MEMORY = 512;

const run = ({ lines, points, queries, writes, seconds, megabytes }: Result): readonly Measured[] => [
  { what: `the invoice of ${lines} lines: storage operations`, value: points + queries + writes, unit: '', budget: lines / 100 },
  { what: '  queries', value: queries, unit: '' },
  { what: '  rows read by key', value: points, unit: '' },
  { what: '  transactions', value: writes, unit: '' },
  { what: '  time', value: rounded(seconds, 1), unit: 's' },
  { what: '  peak memory of its process', value: rounded(megabytes), unit: 'MB', budget: MEMORY },
];

const file = (what: string, result: Result): readonly Measured[] => {
  if (result.lines !== MANY) throw new Error(`${what}: ${result.lines} lines instead of ${MANY}`);
  return [
    { what: `${what}: peak memory of its process`, value: rounded(result.megabytes), unit: 'MB', budget: MEMORY },
    { what: '  storage operations', value: operations(result), unit: '', budget: MANY / 100 },
    { what: '  size', value: rounded(result.bytes / 1e6, 1), unit: 'MB' },
    { what: '  time', value: rounded(result.seconds, 1), unit: 's' },
  ];
};

const allSchema = z.object({ few: resultSchema, many: resultSchema, csv: resultSchema, json: resultSchema, pages: resultSchema, csvExport: resultSchema, jsonExport: resultSchema });

/** A month of 100,000 lines of 1,000 customers: invoiced, downloaded and exported, each in a process of its own, whose rows lie in another. */
export const invoices = async (): Promise<readonly Measured[]> => {
  const { few, many, csv, json, pages, csvExport, jsonExport } = await inOwnProcess('invoicesProcess.js', allSchema);
  return [
    ...run(few),
    ...run(many),
    ...file('the file in one answer, as CSV', csv),
    ...file('the file in one answer, as JSON lines', json),
    ...file('the lines in pages of 2,000, as JSON', pages),
    ...file('an export in parts, as CSV', csvExport),
    ...file('an export in parts, as JSON', jsonExport),
  ];
};
