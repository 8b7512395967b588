import { z } from 'zod';
import { Problem } from '../problem';
import { itemsOf } from '../remote/pages';
import { tellUnreadable } from '../remote/unreadable';
import { ask, operatorToken, send } from '../server';
import { type Terminal } from '../terminal';
import { readSetupFile, type SetupFile } from './setupFile';
import { type SetupAction } from './setupCommand';

const itemSchema = z.record(z.string(), z.unknown());
type Item = z.output<typeof itemSchema>;

const shortOfSchema = z.looseObject({ unreadable: z.array(z.unknown()).default([]) });
const refusalSchema = z.object({ code: z.number(), description: z.string() });

/** Rates that one call takes. */
const RATES_AT_ONCE = 100;

/** An operator's calls of one server. */
class Operations {
  private constructor(
    private readonly server: string,
    private readonly authorization: string,
  ) {}

  static async of(server: string): Promise<Operations> {
    return new Operations(server, `Bearer ${await operatorToken(server)}`);
  }

  /** How many rows lists were short of, since nobody can read them. */
  unreadable = 0;

  /** All pages. @throws Problem */
  async list(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    const read = async (uri: string, headers: Readonly<Record<string, string>>) => {
      const page = await ask(`${this.server}${uri}`, { headers: { authorization: this.authorization, ...headers } });
      this.unreadable += shortOfSchema.safeParse(page).data?.unreadable.length ?? 0;
      return page;
    };
    for await (const item of itemsOf(`/nextterm/v1/operations/${path}`, read)) items.push(itemSchema.parse(item));
    return items;
  }

  /** @returns what it answers; undefined where there is none. @throws Problem for any other refusal. */
  async find(path: string): Promise<unknown> {
    const response = await send(`${this.server}/nextterm/v1/operations/${path}`, { headers: { authorization: this.authorization } });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Problem(`${path} was refused with ${response.status}: ${(await response.text()).slice(0, 500)}`);
    return response.json();
  }

  /** @returns what it answers, or why it was refused: a sentence. @throws Problem where it is no answer of the API. */
  async change(method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string }> {
    const response = await send(`${this.server}/nextterm/v1/operations/${path}`, {
      method,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, value: text === '' ? undefined : (JSON.parse(text) as unknown) };
    const refusal = response.status < 500 && response.status !== 401 && response.status !== 403 ? refusalSchema.safeParse(JSON.parse(text)) : undefined;
    if (refusal?.success !== true) throw new Problem(`${path} was refused with ${response.status}: ${text.slice(0, 500)}`);
    return { ok: false, why: `${refusal.data.description} (${response.status} / ${refusal.data.code})` };
  }
}

/** Resellers name their providers, so these come first. */
const inOrder = (partners: SetupFile['partners']): SetupFile['partners'] => [...partners.filter(({ kind }) => kind !== 'indirect_reseller'), ...partners.filter(({ kind }) => kind === 'indirect_reseller')];

const becameOf = (before: unknown, after: unknown): string => {
  if (before === undefined) return 'made';
  return JSON.stringify(before) === JSON.stringify(after) ? 'unchanged' : 'changed';
};

/** One after the other; what is refused is told, and does not hold up the rest. @returns how many were refused. */
const applyPartners = async (operations: Operations, partners: SetupFile['partners'], terminal: Terminal): Promise<number> => {
  let refused = 0;
  for (const { tenantId, ...partner } of inOrder(partners)) {
    const before = await operations.find(`partners/${tenantId}`);
    const put = await operations.change('PUT', `partners/${tenantId}`, partner);
    if (put.ok) terminal.print(`${becameOf(before, put.value).padEnd(9)}  partner ${partner.partnerId}  ${partner.name}`);
    else {
      refused += 1;
      terminal.complain(`refused    partner ${partner.partnerId}  ${partner.name}: ${put.why}`);
    }
  }
  return refused;
};

const applyRates = async (operations: Operations, rates: SetupFile['exchangeRates'], terminal: Terminal): Promise<number> => {
  let refused = 0;
  for (let start = 0; start < rates.length; start += RATES_AT_ONCE) {
    const part = rates.slice(start, start + RATES_AT_ONCE).map(({ month, ...rate }) => ({ ...rate, month: month.slice(0, 7) }));
    const put = await operations.change('PUT', 'exchangerates', { rates: part });
    if (put.ok) terminal.print(`set        ${part.length} exchange ${part.length === 1 ? 'rate' : 'rates'}`);
    else {
      refused += part.length;
      terminal.complain(`refused    ${part.length} exchange rates: ${put.why}`);
    }
  }
  return refused;
};

const apply = async (operations: Operations, { partners, exchangeRates }: SetupFile, terminal: Terminal): Promise<number> => {
  const refused = (await applyPartners(operations, partners, terminal)) + (await applyRates(operations, exchangeRates, terminal));
  if (refused > 0) terminal.complain(`${refused} of ${partners.length + exchangeRates.length} refused; the rest holds.`);
  return refused === 0 ? 0 : 1;
};

const withoutAttributes = ({ attributes: _, ...item }: Item): Item => item;

/** A provider without the list of its resellers, which name it themselves: a file would hold it to the list of one moment, on one installation. */
const asFiled = ({ resellers: _, ...partner }: Item): Item => withoutAttributes(partner);

/** What there is, as a file that can be applied, here and elsewhere. */
const show = async (operations: Operations): Promise<string> =>
  JSON.stringify({ partners: (await operations.list('partners')).map(asFiled), exchangeRates: await operations.list('exchangerates') }, null, 2);

const showMarkets = (markets: readonly Item[], terminal: Terminal): void => {
  if (markets.length === 0) terminal.print('There is no market: import a price sheet.');
  for (const { country, importedDate, version } of markets) terminal.print(`${String(country)}  imported ${String(importedDate)}  ${String(version)}`);
};

const remove = async (operations: Operations, tenantId: string, terminal: Terminal): Promise<number> => {
  const removed = await operations.change('DELETE', `partners/${encodeURIComponent(tenantId)}`);
  if (removed.ok) terminal.print(`removed    partner ${tenantId}`);
  else terminal.complain(`refused    partner ${tenantId}: ${removed.why}`);
  return removed.ok ? 0 : 1;
};

/** @returns the exit code. @throws Problem where the file is wrong, the server does not answer, or who asks is no operator. */
export const setUp = async (server: string, action: SetupAction, about: string, terminal: Terminal): Promise<number> => {
  // Before anybody is asked: nothing of a file that is wrong is done.
  const file = action === 'apply' ? await readSetupFile(about) : undefined;
  const operations = await Operations.of(server);
  if (file !== undefined) return apply(operations, file, terminal);
  if (action === 'remove') return remove(operations, about, terminal);
  if (action === 'show') terminal.print(await show(operations));
  else if (action === 'policies') terminal.print(JSON.stringify((await operations.list('policies')).map(withoutAttributes), null, 2));
  else showMarkets(await operations.list('markets'), terminal);
  return tellUnreadable(operations, terminal);
};
