import { isAllowed } from '../../src/adapters/http/permissions';
import { type Role } from '../../src/adapters/http/caller';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { type Call, type Reply } from '../support/httpWorld';
import { type StoreSteps } from '../support/storeSteps';

/** Headers that differ from call to call, whatever is asked for. */
const OF_THE_CALL = ['MS-CV', 'MS-RequestId', 'MS-CorrelationId'];

/** The same for both calls of a pair, so that what they leave in the log and look for among receipts differs in nothing else. */
export const callIds = { 'MS-RequestId': 'aaaaaaaa-0000-4000-8000-000000000001', 'MS-CorrelationId': 'bbbbbbbb-0000-4000-8000-000000000002' };

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The text with each of the ids, however it is written, in the same words. */
const without = (text: string, ids: readonly string[]): string => ids.filter((id) => id !== '').reduce((said, id) => said.replaceAll(new RegExp(escaped(id), 'gi'), '{id}'), text);

const said = ({ status, headers, text }: Reply) => ({ status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CALL.includes(name))), text });

/** What a caller gets, and what was asked of the store on the way: status, every header that is not of the call itself, body, and each step in its order; but for the ids that were asked for. */
export const observed = async (asked: StoreSteps, ids: readonly string[], call: () => Promise<Reply>): Promise<{ readonly reply: Reply; readonly answer: string; readonly steps: string }> => {
  const { result, steps } = await asked.of(call);
  return { reply: result, answer: without(JSON.stringify(said(result)), ids), steps: without(steps.join('\n'), ids) };
};

const rolesOf = ({ caller, roles = [] }: Call): readonly Role[] => caller?.roles ?? (roles as readonly Role[]);

/** Whether the caller's roles open the route. */
export const opens = ({ access }: ServedRoute, as: Call): boolean => access !== 'public' && isAllowed(rolesOf(as), access.permission);

/** Status and code, as refusals are written in these tables. */
export const statusOf = ({ status, body }: Reply): string => {
  const { code } = (body ?? {}) as { code?: number };
  return code === undefined ? String(status) : `${status} ${code}`;
};
