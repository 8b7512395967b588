import { z } from 'zod';
import { Problem } from '../problem';
import { type Terminal } from '../terminal';

const checkedSchema = z.object({
  customers: z.number(),
  lines: z.number(),
  waiting: z.number(),
  found: z.number(),
  findings: z.array(z.object({ partnerId: z.string(), customerId: z.string(), month: z.string(), line: z.string(), fault: z.string() })),
  next: z.string().optional(),
});

const send = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch((error: Error & { readonly cause?: { readonly code?: string } }) => {
    throw new Problem(`Nothing answers at ${url} (${error.cause?.code ?? error.message}). Is the server running?`);
  });

const ask = async (url: string, init: RequestInit): Promise<unknown> => {
  const response = await send(url, init);
  const text = await response.text();
  if (!response.ok) throw new Problem(`${url} was refused with ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as unknown;
};

/** A local server hands tokens out to whoever asks. */
const localToken = async (server: string): Promise<string> => {
  const state = await send(`${server}/local/state`, {});
  if (!state.ok) throw new Problem(`${server} is no local server, which would hand out a token: set NEXTTERM_TOKEN to an operator's.`);
  const { operatorTenantId } = z.object({ operatorTenantId: z.string() }).parse(await state.json());
  const grant = await ask(`${server}/${operatorTenantId}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'operator', client_secret: 'any', scope: 'any' }) });
  return z.object({ access_token: z.string() }).parse(grant).access_token;
};

/**
 * Goes over the ledgers of all partners, a bounded part at a call, and prints every difference and the sums.
 * @param token an operator's; a local server's own if absent. @returns the exit code. @throws Problem when the server does not answer, or refuses.
 */
export const goOverLedgers = async (server: string, action: 'check' | 'rebuild', terminal: Terminal, token: string | undefined): Promise<number> => {
  const authorization = `Bearer ${token ?? (await localToken(server))}`;
  let [customers, lines, waiting, found] = [0, 0, 0, 0];
  let next: string | undefined;
  do {
    const path = `${server}/nextterm/v1/operations/ledger/${action}${next === undefined ? '' : `?from=${encodeURIComponent(next)}`}`;
    const part = checkedSchema.parse(await ask(path, { method: action === 'check' ? 'GET' : 'POST', headers: { authorization } }));
    for (const { fault, month, line, customerId, partnerId } of part.findings) terminal.print(`${fault}  ${month}  ${line}  customer ${customerId}  partner ${partnerId}`);
    customers += part.customers;
    lines += part.lines;
    waiting += part.waiting;
    found += part.found;
    ({ next } = part);
    if (next !== undefined) terminal.print(`  ${customers} customers so far …`);
  } while (next !== undefined);
  const left = waiting === 0 ? '' : `; ${waiting} ${waiting === 1 ? 'customer was' : 'customers were'} left out, whose events wait to be brought out`;
  terminal.print(`${customers} customers, ${lines} lines, ${found} ${found === 1 ? 'difference' : 'differences'}${action === 'rebuild' && found > 0 ? ', put right' : ''}${left}`);
  return found === 0 || action === 'rebuild' ? 0 : 1;
};
