import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Problem } from '../problem';
import { callerOf } from '../remote/caller';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { type RemoteApi } from '../remote/remoteApi';
import { dayOf, showRows, type Column } from '../remote/shown';
import { behind, until } from '../remote/spans';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

interface PlanWish {
  readonly flags: ConnectionFlags;
  /** The flag that says how far, and its text. */
  readonly span: readonly [flag: string, text: string];
  readonly customer: string | undefined;
  /** Absolute; absent: a table. */
  readonly file: string | undefined;
  readonly force: boolean;
}

const AT_ONCE = 100;
/** Whoever waits sees a line so often. */
const SAY_EACH = 1_000;

const renewalSchema = z.looseObject({
  customerId: z.string(),
  customerName: z.string().optional(),
  subscriptionId: z.string(),
  offerName: z.string(),
  quantity: z.number(),
  termEndDate: z.string(),
  what: z.string(),
  brings: z.looseObject({ status: z.string(), quantity: z.number(), product: z.looseObject({ title: z.string() }), termDuration: z.string(), amount: z.string().optional(), currency: z.string().optional() }).optional(),
});

type Renewal = z.output<typeof renewalSchema>;

const becomes = ({ brings }: Renewal): string => {
  if (brings === undefined) return '';
  return brings.status === 'active' ? `${brings.quantity} ${brings.product.title}, ${brings.termDuration}` : brings.status;
};

const columns: readonly Column<Renewal>[] = [
  ['Term ends', ({ termEndDate }) => dayOf(termEndDate)],
  ['What', ({ what }) => what],
  ['Customer', ({ customerName, customerId }) => customerName ?? customerId],
  ['Subscription', ({ subscriptionId }) => subscriptionId],
  ['Product', ({ offerName }) => offerName],
  ['Seats', ({ quantity }) => quantity],
  ['Becomes', becomes],
  ['For', ({ brings }) => (brings?.amount === undefined ? '' : `${brings.amount} ${brings.currency ?? ''}`)],
];

/** The pages of the plan as CSV, one after the other the file. */
async function* pagesOf(api: RemoteApi, path: string): AsyncGenerator<string> {
  let token: string | null = null;
  do {
    const response: Response = await api.response(`${path}&format=csv&size=${AT_ONCE}${token === null ? '' : '&seekOperation=Next'}`, token === null ? {} : { headers: { 'MS-ContinuationToken': token } });
    token = response.headers.get('MS-ContinuationToken');
    yield await response.text();
  } while (token !== null);
}

/** Writes the file page by page; it is there once it is whole. @returns its lines, without the heading. @throws Problem where it cannot be written. */
const writeFile = async (api: RemoteApi, path: string, file: string, say: (lines: number) => void): Promise<number> => {
  const part = `${file}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const into = await open(part, 'w');
    let lines = -1;
    try {
      for await (const page of pagesOf(api, path)) {
        await into.write(page);
        lines += parse(page, { relax_column_count: true }).length;
        say(lines);
      }
    } finally {
      await into.close();
    }
    await rename(part, file);
    return lines;
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof Problem ? error : new Problem(`${file} was not written: ${(error as Error).message}`);
  }
};

/** Shows what the ends of terms bring, or writes it as a file to be edited. @returns the exit code. @throws Problem where a file is there already: it may have been edited. */
export const makePlan = async ({ flags, span: [flag, text], customer, file, force }: PlanWish, terminal: Terminal): Promise<number> => {
  if (file !== undefined && !force && existsSync(file)) throw new Problem(`${file} is there already, and may have been edited: --out names another, --force writes over it.`);
  const api = await connect(flags);
  const { now } = await callerOf(api);
  const end = flag === '--within' ? behind(now, flag, text) : until(now, flag, text);
  const path = `/nextterm/v1/renewals?until=${encodeURIComponent(end)}${customer === undefined ? '' : `&customerId=${customer}`}`;
  if (file === undefined) {
    showRows(await api.all(path, renewalSchema), columns, `No term ends before ${end}.`, flags.json, terminal);
    return tellUnreadable(api, terminal);
  }
  let said = 0;
  const lines = await writeFile(api, path, file, (written) => {
    if (flags.json === true || written - said < SAY_EACH) return;
    said = written;
    terminal.print(`  ${written} lines so far …`);
  });
  terminal.print(flags.json === true ? JSON.stringify({ file, lines, until: end }, undefined, 2) : `${file}  ${lines} ${lines === 1 ? 'line' : 'lines'}, terms that end before ${end}`);
  return tellUnreadable(api, terminal);
};
