import { Badge, Tooltip } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';
import { openCall } from '../api/openCall';
import { localText, utcText } from '../parts/instant';
import { useSession } from '../session/useSession';

/** Where the installation's clock stands, whether it can be moved, and which move is running. */
export interface InstallationClock {
  readonly now: string;
  readonly virtual: boolean;
  readonly moving?: { readonly from: string; readonly to: string };
}

/** What is read of a local server's clock, the same for every part of the console; each says how often it looks. */
export const localClock = {
  queryKey: ['clock', 'state'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => openCall<InstallationClock>('local/clock', { signal }),
};

const ClockContext = createContext<InstallationClock | undefined>(undefined);

/** The clock that everything here goes by: never that of this machine, which the installation's can be far away from. */
export const useClock = (): InstallationClock => {
  const clock = use(ClockContext);
  if (clock === undefined) throw new Error('There is no clock here.');
  return clock;
};

export const ClockProvider = ({ children }: { readonly children: ReactNode }) => {
  const { caller, isLocal } = useSession();
  const { data } = useQuery({ ...localClock, enabled: isLocal, refetchInterval: 15_000 });
  return <ClockContext.Provider value={data ?? { now: caller.now, virtual: false }}>{children}</ClockContext.Provider>;
};

/** Shows where the clock stands. */
export const ClockBadge = () => {
  const { now, virtual } = useClock();
  return (
    <Tooltip content={virtual ? `The clock of this server, which can be moved: ${utcText(now)}` : utcText(now)} relationship="description">
      <Badge appearance="outline" size="large" tabIndex={0}>
        {localText(now)}
      </Badge>
    </Tooltip>
  );
};
