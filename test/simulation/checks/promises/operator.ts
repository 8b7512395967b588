import { type Caller } from '../../../../src/adapters/http/caller';
import { callerOf } from '../../engine/client';
import { type World } from '../../engine/world';
import { type Members } from './members';
import { type Seen } from '../../engine/check';
import { mustHold } from '../../engine/check';

/** Whoever runs the installation. */
export const operatorOf = ({ config: { operatorTenantId } }: World): Caller => callerOf({ tenantId: operatorTenantId, kind: 'operator' }, ['operator'], 'Operator');

/** What a path answers, all of it on one page. @throws Broken if it is refused, or has more pages. */
export const listed = async (seen: Seen, caller: Caller, path: string): Promise<readonly Members[]> => {
  const { reply } = await seen.ask({ method: 'GET', path, caller, headers: { 'MS-RequestId': seen.dice(path).guid() } });
  const body = reply.body as { readonly items?: readonly Members[]; readonly links?: { readonly next?: unknown } } | undefined;
  mustHold(reply.status === 200 && body?.items !== undefined, 'DUE-2', () => `GET ${path} of ${caller.tenantId} is answered with ${reply.status} ${reply.text.slice(0, 300)}`);
  mustHold(body.links?.next === undefined, 'DUE-1', () => `GET ${path} of ${caller.tenantId} has more than a page`);
  return body.items;
};
