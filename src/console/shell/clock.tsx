import { Badge, Tooltip } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';
import { API_BASE } from '../api/base';
import { ApiProblem } from '../api/problem';
import { localText, utcText } from '../parts/instant';
import { useSession } from '../session/useSession';

/** Where the installation's clock stands, and whether it can be moved. */
export interface InstallationClock {
  readonly now: string;
  readonly virtual: boolean;
}

const readClock = async (signal: AbortSignal): Promise<InstallationClock> => {
  const response = await fetch(`${API_BASE}/local/clock`, { signal });
  if (!response.ok) throw new ApiProblem(response.status, 0, 'The clock cannot be read.');
  return (await response.json()) as InstallationClock;
};

const ClockContext = createContext<InstallationClock | undefined>(undefined);

/** The clock that everything here goes by: never that of this machine, which the installation's can be far away from. */
export const useClock = (): InstallationClock => {
  const clock = use(ClockContext);
  if (clock === undefined) throw new Error('There is no clock here.');
  return clock;
};

/** What is read of the clock; a move reads it anew. */
export const CLOCK_KEY = ['clock'] as const;

export const ClockProvider = ({ children }: { readonly children: ReactNode }) => {
  const { caller, isLocal } = useSession();
  const { data } = useQuery({ queryKey: CLOCK_KEY, queryFn: ({ signal }) => readClock(signal), enabled: isLocal, refetchInterval: 15_000 });
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
