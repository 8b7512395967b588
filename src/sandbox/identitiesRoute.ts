import { type MountedRoute } from '../localhost/contracts';
import { type Identities } from './identities';

const LONGEST_NAME = 100;

/** `GET /local/identities?named=`: who can sign in and as what, for pages that let somebody choose. */
export const identitiesRoute = (identities: (named: string) => Promise<Identities>): MountedRoute => ({
  method: 'GET',
  template: 'local/identities',
  // It only reads.
  outsideClock: true,
  handle: async ({ url }) => {
    const named = url.searchParams.get('named')?.trim() ?? '';
    if (named.length > LONGEST_NAME) return { status: 400, body: { code: 'NameTooLong', description: `named may have ${LONGEST_NAME} characters, and has ${named.length}.`, source: 'NextTerm local runtime' } };
    return { status: 200, headers: { 'cache-control': 'no-store' }, body: await identities(named) };
  },
});
