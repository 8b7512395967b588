import { z } from 'zod';
import { ask, operatorToken } from '../server';
import { type Terminal } from '../terminal';

const checkedSchema = z.object({
  customers: z.number(),
  lines: z.number(),
  waiting: z.number(),
  found: z.number(),
  findings: z.array(z.object({ partnerId: z.string(), customerId: z.string(), month: z.string(), line: z.string(), fault: z.string() })),
  next: z.string().optional(),
});

/**
 * Goes over the ledgers of all partners, a bounded part at a call, and prints every difference and the sums.
 * @returns the exit code. @throws Problem when the server does not answer, or refuses.
 */
export const goOverLedgers = async (server: string, action: 'check' | 'rebuild', terminal: Terminal): Promise<number> => {
  const authorization = `Bearer ${await operatorToken(server)}`;
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
