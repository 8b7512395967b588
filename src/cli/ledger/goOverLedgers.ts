import { z } from 'zod';
import { brokenOffSchema, tellBrokenOff, tellWaiting } from '../remote/brokenOff';
import { tellUnreadable } from '../remote/unreadable';
import { ask, operatorToken } from '../server';
import { type Terminal } from '../terminal';

const checkedSchema = z.object({
  customers: z.number(),
  lines: z.number(),
  waiting: z.number(),
  found: z.number(),
  findings: z.array(z.object({ partnerId: z.string(), customerId: z.string(), month: z.string(), line: z.string(), fault: z.string(), stays: z.literal(true).optional() })),
  failed: brokenOffSchema.optional(),
  unreadable: z.array(z.unknown()).optional(),
  next: z.string().optional(),
});

/**
 * Goes over the ledgers of all partners, a bounded part at a call, and prints every difference and the sums.
 * @returns the exit code: 1 where something differs, of a rebuild where something that it found stays, and of both where something could not be compared. @throws Problem when the server does not answer, or refuses.
 */
export const goOverLedgers = async (server: string, action: 'check' | 'rebuild', terminal: Terminal): Promise<number> => {
  const authorization = `Bearer ${await operatorToken(server)}`;
  let [customers, lines, waiting, found, stays, unreadable] = [0, 0, 0, 0, 0, 0];
  const failed: z.output<typeof brokenOffSchema> = [];
  let next: string | undefined;
  do {
    const path = `${server}/nextterm/v1/operations/ledger/${action}${next === undefined ? '' : `?from=${encodeURIComponent(next)}`}`;
    const part = checkedSchema.parse(await ask(path, { method: action === 'check' ? 'GET' : 'POST', headers: { authorization } }));
    for (const { fault, month, line, customerId, partnerId } of part.findings) terminal.print(`${fault}  ${month}  ${line}  customer ${customerId}  partner ${partnerId}`);
    customers += part.customers;
    lines += part.lines;
    waiting += part.waiting;
    found += part.found;
    stays += part.findings.filter((finding) => finding.stays === true).length;
    unreadable += part.unreadable?.length ?? 0;
    failed.push(...(part.failed ?? []));
    ({ next } = part);
    if (next !== undefined) terminal.print(`  ${customers} customers so far …`);
  } while (next !== undefined);
  const isRebuilt = action === 'rebuild';
  const putRight = isRebuilt && found > 0 ? `, put right${stays === 0 ? '' : ` but for ${stays} in months that are invoiced`}` : '';
  terminal.print(`${customers} customers, ${lines} lines, ${found} ${found === 1 ? 'difference' : 'differences'}${putRight}`);
  const differs = (isRebuilt ? stays : found) === 0 ? 0 : 1;
  return Math.max(differs, tellWaiting(waiting, terminal), tellBrokenOff(failed, terminal), tellUnreadable({ unreadable }, terminal));
};
