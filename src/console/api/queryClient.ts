import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

const TRIES = 2;

/** What was read, and for how long it counts as true: the API keeps no page, so little is kept here. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < TRIES && error instanceof ApiProblem && error.mayPass,
    },
    mutations: { retry: false },
  },
});
