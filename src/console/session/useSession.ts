import type { operations } from '@described';
import { createContext, use } from 'react';

/** Who has signed in, as the API sees it. */
export type Caller = operations['whoAmI']['responses'][200]['content']['application/json'];
/** A row of the table of permissions, as `docs/roles.md` lists them. */
export type Permission = string;

export interface Session {
  readonly caller: Caller;
  /** Whether the clock can be moved, and people are chosen from a list. */
  readonly isLocal: boolean;
  readonly may: (permission: Permission) => boolean;
  readonly signOut: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** Of whoever has signed in: around every page there is one. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('Nobody has signed in.');
  return session;
};
