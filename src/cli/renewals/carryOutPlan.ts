import { appendFile } from 'node:fs/promises';
import { Problem } from '../problem';
import { connect } from '../remote/connection';
import { type ConnectionFlags } from '../remote/connectionFlags';
import { type RemoteApi } from '../remote/remoteApi';
import { type Terminal } from '../terminal';
import { outcomesSchema, outcomeText, previewSchema, type LineOutcome } from './lineOutcome';
import { inColumns, planLines, stateOf, type BadLine, type FileLine } from './planFile';

interface CarryOutWish {
  readonly flags: ConnectionFlags;
  readonly action: 'apply' | 'undo';
  /** Absolute. */
  readonly file: string;
  readonly preview: boolean;
  readonly yes: boolean;
}

/** Lines that one call takes. */
const AT_ONCE = 100;
/** Whoever waits sees a line so often. */
const SAY_EACH = 1_000;

/** What became of a line of the file. */
interface Told {
  readonly line: number;
  readonly about: string;
  readonly outcome: LineOutcome;
}

const refusedHere = ({ line, why }: BadLine): Told => ({ line, about: '', outcome: { line, status: 'refused', reason: why } });

/** What becomes of the lines of the file, a hundred at a call, in their order. @param isMeant which lines are sent; the others are passed over. @param leftAlone is told of columns that are none of a plan's. */
async function* outcomesOf(api: RemoteApi, { action, file }: CarryOutWish, query: string, isMeant: (line: number) => boolean, leftAlone: (columns: readonly string[]) => void): AsyncGenerator<Told> {
  const send = async (chunk: readonly FileLine[]): Promise<readonly Told[]> => {
    const asked = { method: 'POST', body: { lines: chunk.map(({ sent }) => sent) } };
    const path = `/nextterm/v1/renewals/${action}${query}`;
    const { items } = query === '' ? await api.json(path, outcomesSchema, asked) : (await api.json(path, previewSchema, asked)).result;
    if (items.length !== chunk.length) throw new Problem(`${api.server} answers for ${items.length} lines of ${chunk.length}; is it another version?`);
    return chunk.flatMap(({ line, about }, index) => {
      const outcome = items[index];
      return outcome === undefined ? [] : [{ line, about, outcome: { ...outcome, line, ...(outcome.reason !== undefined && { reason: inColumns(outcome.reason) }) } }];
    });
  };
  const told = async (chunk: readonly (FileLine | BadLine)[]): Promise<readonly Told[]> => {
    const good = chunk.flatMap((read) => ('why' in read ? [] : [read]));
    const answered = good.length === 0 ? [] : await send(good);
    return [...answered, ...chunk.flatMap((read) => ('why' in read ? [refusedHere(read)] : []))].toSorted((a, b) => a.line - b.line);
  };
  let chunk: (FileLine | BadLine)[] = [];
  for await (const read of planLines(file, leftAlone)) {
    if (!isMeant(read.line)) continue;
    chunk.push(read);
    if (chunk.length < AT_ONCE) continue;
    yield* await told(chunk);
    chunk = [];
  }
  yield* await told(chunk);
}

const WOULD: ReadonlySet<string> = new Set(['would_apply', 'would_take_back']);
const NOTHING: ReadonlySet<string> = new Set(['unchanged', 'not_applied']);

/** The exit code is that of the lines: with every column of a plan there, one of one's own hides none that was edited. */
const sayLeftAlone =
  (file: string, terminal: Terminal) =>
  (columns: readonly string[]): void =>
    terminal.complain(`${file}:1: not read, as a plan has no such column: ${columns.join(', ')}`);

/** Says what becomes of lines, as they come: as text, or as one JSON value in parts. */
class Report {
  readonly counts = new Map<string, number>();
  private items = 0;
  private lines = 0;

  constructor(
    private readonly file: string,
    private readonly isJson: boolean,
    private readonly terminal: Terminal,
  ) {}

  begin(): void {
    if (this.isJson) this.terminal.print('{ "items": [');
  }

  tell({ line, about, outcome }: Told): void {
    const { status, code, reason = '' } = outcome;
    this.counts.set(status, (this.counts.get(status) ?? 0) + 1);
    this.lines += 1;
    if (NOTHING.has(status)) this.progress();
    else if (this.isJson) this.terminal.print(`${this.items === 0 ? '' : ','}${JSON.stringify(outcome)}`);
    else if (status === 'refused') this.terminal.complain(`${this.file}:${line}: ${reason}${code === undefined ? '' : ` (${code})`}`);
    else this.terminal.print(`${this.file}:${line}: ${about}: ${status.replaceAll('_', ' ')}${outcome.before === undefined ? '' : `: ${outcomeText(outcome)}`}`);
    if (!NOTHING.has(status)) this.items += 1;
  }

  private progress(): void {
    if (!this.isJson && this.lines % SAY_EACH === 0) this.terminal.print(`  ${this.lines} lines so far …`);
  }

  end(): void {
    const counts = Object.fromEntries(this.counts);
    if (this.isJson) this.terminal.print(`], "counts": ${JSON.stringify(counts)} }`);
    else this.terminal.print([...this.counts].map(([status, count]) => `${count} ${status.replaceAll('_', ' ')}`).join(', ') || 'The plan has no lines.');
  }

  get hasRefusals(): boolean {
    return this.counts.has('refused');
  }
}

/** What was carried out, and what was refused, a JSON object on each line, beside the plan. @throws Problem where it cannot be written: the same command goes on. */
const keepReceipts = async (file: string, action: string, told: readonly Told[]): Promise<void> => {
  const lines = told.filter(({ outcome }) => !NOTHING.has(outcome.status)).map(({ outcome }) => `${JSON.stringify({ action, ...outcome })}\n`);
  if (lines.length === 0) return;
  await appendFile(`${file}.receipts.ndjson`, lines.join('')).catch((error: Error) => {
    throw new Problem(`${file}.receipts.ndjson cannot be written: ${error.message}`);
  });
};

/** How the plan would be carried out. @returns which of its lines would change something; their numbers are all that is kept of them. */
const previewed = async (api: RemoteApi, wish: CarryOutWish, terminal: Terminal): Promise<{ readonly meant: ReadonlySet<number>; readonly report: Report }> => {
  const report = new Report(wish.file, wish.flags.json === true, terminal);
  const meant = new Set<number>();
  report.begin();
  for await (const told of outcomesOf(api, wish, '?preview=true', () => true, sayLeftAlone(wish.file, terminal))) {
    report.tell(told);
    if (WOULD.has(told.outcome.status)) meant.add(told.line);
  }
  report.end();
  return { meant, report };
};

/** Carries out, or takes back, lines of the plan. @param isMeant which. @param leftAlone see {@link outcomesOf}. */
const carriedOut = async (api: RemoteApi, wish: CarryOutWish, terminal: Terminal, isMeant: (line: number) => boolean, leftAlone: (columns: readonly string[]) => void): Promise<Report> => {
  const report = new Report(wish.file, wish.flags.json === true, terminal);
  report.begin();
  let batch: Told[] = [];
  for await (const told of outcomesOf(api, wish, '', isMeant, leftAlone)) {
    report.tell(told);
    batch.push(told);
    if (batch.length < AT_ONCE) continue;
    await keepReceipts(wish.file, wish.action, batch);
    batch = [];
  }
  await keepReceipts(wish.file, wish.action, batch);
  report.end();
  return report;
};

/**
 * Shows what the lines of a plan would do, asks, and does it; with `yes` it does it at once, with `preview` it stops before. A line is known to the server by what it says, so that the same command goes on where one was broken off.
 * @returns the exit code. @throws Problem where the file cannot be read or was saved in the meantime, or the server not be asked.
 */
export const carryOutPlan = async (wish: CarryOutWish, terminal: Terminal): Promise<number> => {
  const { flags, action, file, preview, yes } = wish;
  const api = await connect(flags);
  const state = await stateOf(file);
  if (yes) return (await carriedOut(api, wish, terminal, () => true, sayLeftAlone(file, terminal))).hasRefusals ? 1 : 0;
  const { meant, report } = await previewed(api, wish, terminal);
  const code = report.hasRefusals ? 1 : 0;
  if (preview || meant.size === 0) return code;
  const question = `${action === 'apply' ? 'Carry out' : 'Take back'} ${meant.size} ${meant.size === 1 ? 'line' : 'lines'}?`;
  if (terminal.confirm === undefined) throw new Problem('Nothing was changed: --yes carries it out without asking, --preview ends here.');
  if (!(await terminal.confirm(question))) throw new Problem('Nothing was changed.');
  if ((await stateOf(file)) !== state) throw new Problem(`${file} was saved in the meantime. Nothing was changed: look at it again.`);
  // Its columns were told of with the preview.
  return (await carriedOut(api, wish, terminal, (line) => meant.has(line), () => undefined)).hasRefusals || code === 1 ? 1 : 0;
};
