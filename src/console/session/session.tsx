import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { answerOf, api } from '../api/api';
import { queryClient } from '../api/queryClient';
import { Failed, Loading } from '../parts/states';
import { ChooseIdentity } from './chooseIdentity';
import { chooseIdentity, chosenIdentity, type LocalIdentity, localToken } from './localIdentity';
import { NoSignIn, SignInPage } from './signInPage';
import { signInConfig } from './signInConfig';
import { tokensFrom } from './token';
import { type Permission, SessionContext } from './useSession';

/** How long what the API says of the caller counts as true. Elsewhere than locally the clock that pages go by is in it. */
const WHO_MS = 60_000;

const SignedIn = ({ isLocal, signOut, children }: { readonly isLocal: boolean; readonly signOut: () => void; readonly children: ReactNode }) => {
  const { data: caller, error, refetch } = useQuery({ queryKey: ['whoami'], queryFn: ({ signal }) => answerOf(api.GET('/nextterm/v1/whoami', { signal })), staleTime: WHO_MS, refetchInterval: isLocal ? false : WHO_MS });
  const session = useMemo(() => caller && { caller, isLocal, may: (permission: Permission) => caller.permissions.includes(permission), signOut }, [caller, isLocal, signOut]);
  if (session !== undefined) return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
  return error === null ? <Loading what="who you are" /> : <Failed error={error} retry={() => void refetch()} otherwise={{ label: 'Sign in as somebody else', act: signOut }} />;
};

const Local = ({ children }: { readonly children: ReactNode }) => {
  const [identity, setIdentity] = useState(chosenIdentity);
  const choose = useCallback((next: LocalIdentity | undefined) => {
    chooseIdentity(next);
    queryClient.clear();
    setIdentity(next);
  }, []);
  const signOut = useCallback(() => choose(undefined), [choose]);
  tokensFrom(identity && (() => localToken(identity)));
  if (identity === undefined) return <ChooseIdentity choose={choose} />;
  return (
    <SignedIn isLocal signOut={signOut}>
      {children}
    </SignedIn>
  );
};

const Entra = ({ config, children }: { readonly config: Extract<Awaited<ReturnType<typeof signInConfig>>, { readonly kind: 'entra' }>; readonly children: ReactNode }) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['entra'],
    // Its library is a third of the whole console, and nobody needs it locally.
    queryFn: async () => (await import('./entra')).entraSession(config),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the sign-in" />;
  tokensFrom(data.session?.token);
  if (data.session === undefined) return <SignInPage signIn={data.signIn} />;
  const { signOut } = data.session;
  return (
    <SignedIn isLocal={false} signOut={() => void signOut()}>
      {children}
    </SignedIn>
  );
};

/** Shows the pages to whoever has signed in, and to others how they do. */
export const SessionProvider = ({ children }: { readonly children: ReactNode }) => {
  const { data: config, error, refetch } = useQuery({ queryKey: ['signIn'], queryFn: signInConfig, staleTime: Infinity });
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (config === undefined) return <Loading what="how to sign in" />;
  if (config.kind === 'none') return <NoSignIn />;
  return config.kind === 'local' ? <Local>{children}</Local> : <Entra config={config}>{children}</Entra>;
};
