import { type components, type operations } from '@described';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api } from '../../../api/api';
import { FIRST, nextOf } from '../../../api/pages';
import { type SubscriptionKey } from '../subscriptionData';

export type Point = components['schemas']['TimelinePoint'];
export type Span = components['schemas']['TimelineSpan'];
export type Timeline = operations['getTimeline']['responses'][200]['content']['application/json'];

/** The largest page: nearly every subscription is one. */
const PAGE_SIZE = 500;

/** All of it: a picture of a part would be another picture. It has an end, which the server keeps: the latest 5,000 changes. */
export const useTimeline = ({ customerId, subscriptionId }: SubscriptionKey) => {
  const found = useInfiniteQuery({
    queryKey: ['timeline', customerId, subscriptionId],
    initialPageParam: FIRST,
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/timeline', {
          signal,
          params: {
            path: { customerId, subscriptionId },
            query: { size: PAGE_SIZE, ...pageParam.query },
            header: pageParam.header,
          },
        }),
      ),
    getNextPageParam: nextOf,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error, data, refetch } = found;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, error]);
  const pages = data?.pages ?? [];
  return { error, retry: () => void refetch(), isWhole: pages.length > 0 && !hasNextPage, first: pages[0], items: pages.flatMap((page): readonly (Point | Span)[] => page.items) };
};
