import { z } from 'zod';
import { brokenOffSchema, tellBrokenOff, tellWaiting } from '../remote/brokenOff';
import { connect } from '../remote/connection';
import { LOCAL_OPERATOR, type ConnectionFlags } from '../remote/connectionFlags';
import { tellUnreadable } from '../remote/unreadable';
import { type Terminal } from '../terminal';

export interface ProjectionAsked {
  readonly flags: ConnectionFlags;
  readonly action: 'check' | 'rebuild';
  readonly projection: string;
  readonly of: { readonly customerId?: string | undefined; readonly partnerId?: string | undefined };
}

const findingSchema = z.looseObject({ what: z.string(), stays: z.literal(true).optional() });
const checkedSchema = z.looseObject({ customers: z.number(), waiting: z.number(), found: z.number(), findings: z.array(findingSchema), failed: brokenOffSchema.optional(), corrupt: z.number().optional(), next: z.string().optional() });

/** `deadline  kind renewal  subject 9b86…`: whatever the API says of it, each member by its name. */
const lineOf = ({ what, ...members }: z.output<typeof findingSchema>): string => [what, ...Object.entries(members).map(([name, value]) => `${name} ${String(value)}`)].join('  ');

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/**
 * Goes over a projection, a bounded part at a call, and prints every difference, how far it is, and the sums. Broken off it is begun anew: what was put right stays.
 * @returns the exit code: 1 where something differs, of a rebuild where something that it found stays, and of both where something could not be compared. @throws Refused; Problem when the server does not answer.
 */
export const goOverProjection = async ({ flags, action, projection, of }: ProjectionAsked, terminal: Terminal): Promise<number> => {
  const api = await connect(flags, LOCAL_OPERATOR);
  const isJson = flags.json === true;
  let [customers, waiting, found, corrupt, next]: [number, number, number, number, string | undefined] = [0, 0, 0, 0, undefined];
  const findings: z.output<typeof findingSchema>[] = [];
  const failed: z.output<typeof brokenOffSchema> = [];
  let stays = 0;
  do {
    const query = new URLSearchParams(Object.entries({ ...of, from: next }).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])));
    const path = `/nextterm/v1/operations/projections/${encodeURIComponent(projection)}/${action}${query.size === 0 ? '' : `?${query.toString()}`}`;
    const part: z.output<typeof checkedSchema> = await api.json(path, checkedSchema, { method: action === 'check' ? 'GET' : 'POST' });
    customers += part.customers;
    waiting += part.waiting;
    found += part.found;
    corrupt += part.corrupt ?? 0;
    next = part.next;
    failed.push(...(part.failed ?? []));
    stays += part.findings.filter((finding) => finding.stays === true).length;
    if (isJson) findings.push(...part.findings);
    else for (const finding of part.findings) terminal.print(lineOf(finding));
    if (!isJson && next !== undefined) terminal.print(`  ${plural(customers, 'customer', 'customers')} so far …`);
  } while (next !== undefined);
  const isRebuilt = action === 'rebuild';
  if (isJson) terminal.print(JSON.stringify({ projection, customers, waiting, found, findings, ...(failed.length > 0 && { failed }), corrupt }, undefined, 2));
  else {
    const differences = `${plural(found, 'difference', 'differences')}${isRebuilt && found > 0 ? `, put right${stays === 0 ? '' : ` but for ${stays} in months that are invoiced`}` : ''}`;
    const unread = corrupt === 0 ? '' : `; ${plural(corrupt, 'row', 'rows')} of the deadline index nobody can read${isRebuilt ? ', taken away' : ''}`;
    terminal.print(`${projection}: ${plural(customers, 'customer', 'customers')}, ${differences}${unread}`);
  }
  const differs = (isRebuilt ? stays : found + corrupt) === 0 ? 0 : 1;
  return Math.max(differs, tellWaiting(waiting, terminal), tellBrokenOff(failed, terminal), tellUnreadable(api, terminal));
};
