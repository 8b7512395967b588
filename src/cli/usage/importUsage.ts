import { z } from 'zod';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { Refused, type RemoteApi } from '../remote/remoteApi';
import { type Terminal } from '../terminal';
import { ProgressFile } from './progressFile';
import { usageLines, type FiledLine } from './usageLines';

interface UsageWish {
  readonly flags: ConnectionFlags;
  /** Whose usage it is, where lines do not say. */
  readonly customer: string | undefined;
  /** Absolute. */
  readonly file: string;
  readonly fresh: boolean;
}

/** Lines that one call takes. */
const AT_ONCE = 1_000;
/** Whoever waits sees a line so often. */
const SAY_EACH = 10_000;

const outcomesSchema = z.object({ items: z.array(z.object({ status: z.string(), description: z.string().optional() })) });

interface Chunk {
  readonly customer: string;
  readonly lines: FiledLine[];
}

/** Lines of one customer after the other, as many as one call takes; without a customer: those that name none. */
async function* chunksOf(lines: AsyncIterable<FiledLine>, customer: string | undefined): AsyncGenerator<Chunk> {
  let chunk: Chunk | undefined;
  for await (const line of lines) {
    const of = typeof line.report?.['customerId'] === 'string' ? line.report['customerId'].toLowerCase() : (customer ?? '');
    if (chunk !== undefined && (chunk.customer !== of || chunk.lines.length >= AT_ONCE)) {
      yield chunk;
      chunk = undefined;
    }
    chunk ??= { customer: of, lines: [] };
    chunk.lines.push(line);
  }
  if (chunk !== undefined) yield chunk;
}

interface LineFault {
  readonly line: number;
  readonly why: string;
}

/** Counts of a file. */
class Totals {
  accepted = 0;
  duplicate = 0;
  refused = 0;

  get all(): number {
    return this.accepted + this.duplicate + this.refused;
  }

  take(status: string): void {
    if (status === 'accepted') this.accepted += 1;
    else if (status === 'duplicate') this.duplicate += 1;
    else this.refused += 1;
  }
}

const withoutCustomer = ({ report }: FiledLine): unknown => {
  if (report === undefined) return 'no object';
  const { customerId: _, ...rest } = report;
  return rest;
};

/** What became of each line of a chunk. A customer that is refused as a whole refuses its lines. @throws Problem where the server cannot be asked. */
const send = async (api: RemoteApi, { customer, lines }: Chunk, totals: Totals): Promise<readonly LineFault[]> => {
  const refusedAll = (why: string): readonly LineFault[] => {
    totals.refused += lines.length;
    return lines.map((each) => ({ line: each.line, why: each.why ?? why }));
  };
  if (customer === '') return refusedAll('it names no customerId, and --customer none');
  const sent = lines.filter(({ why }) => why === undefined);
  if (sent.length === 0) return refusedAll('');
  try {
    const { items } = await api.json(`/nextterm/v1/customers/${encodeURIComponent(customer)}/usage`, outcomesSchema, { method: 'POST', body: { reports: sent.map(withoutCustomer) } });
    const refused = items.flatMap(({ status, description = '' }, index) => {
      totals.take(status);
      return status === 'refused' ? [{ line: sent[index]?.line ?? 0, why: description }] : [];
    });
    const unsent = lines.flatMap(({ line, why }) => (why === undefined ? [] : [{ line, why }]));
    totals.refused += unsent.length;
    return [...refused, ...unsent].sort((a, b) => a.line - b.line);
  } catch (error) {
    if (error instanceof Refused && error.status < 500 && ![401, 429].includes(error.status)) return refusedAll(error.message);
    throw error;
  }
};

/**
 * Reports all lines of a file, a thousand at a call. Broken off, it goes on where it was: what it had reached is kept beside the file, and lines that the server knows by their id are duplicates.
 * @returns the exit code. @throws Problem where the file cannot be read, or the server not be asked: the same command goes on.
 */
export const importUsage = async ({ flags, customer, file, fresh }: UsageWish, terminal: Terminal): Promise<number> => {
  const api = await connect(flags);
  const progress = await ProgressFile.of(file, api.server, fresh);
  const isJson = flags.json === true;
  const before = progress.refused;
  if (progress.line > 0 && !isJson) terminal.print(`Goes on behind line ${progress.line}${before === 0 ? '' : `; ${before} before it ${before === 1 ? 'was' : 'were'} refused`}.`);
  const totals = new Totals();
  const faults: LineFault[] = [];
  let said = 0;
  const left = async function* (): AsyncGenerator<FiledLine> {
    for await (const line of usageLines(file)) if (line.line > progress.line) yield line;
  };
  const name = ({ line, why }: LineFault): void => terminal.complain(`${file}:${line}: ${why}`);
  try {
    for await (const chunk of chunksOf(left(), customer)) {
      for (const fault of await send(api, chunk, totals)) {
        if (isJson) faults.push(fault);
        else name(fault);
      }
      await progress.reach(chunk.lines.at(-1)?.line ?? progress.line, before + totals.refused);
      if (!isJson && totals.all - said >= SAY_EACH) {
        said = totals.all;
        terminal.print(`  ${totals.all} lines so far …`);
      }
    }
  } catch (error) {
    // The command that goes on does not come to these lines again.
    for (const fault of faults) name(fault);
    throw error;
  }
  await progress.end();
  const { accepted, duplicate, refused } = totals;
  terminal.print(isJson ? JSON.stringify({ accepted, duplicate, refused, ...(before > 0 && { refusedBefore: before }), faults }, undefined, 2) : `${accepted} accepted, ${duplicate} known already, ${refused} refused${before === 0 ? '' : `, and ${before} before`}`);
  return before + refused === 0 ? 0 : 1;
};
