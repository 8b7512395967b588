import { answerOf } from './api';
import { type ListPage } from './pages';
import { unreadableIn } from './unreadable';

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const TOKEN = 'MS-ContinuationToken';

/** A page of a list that is answered as a bare array, the token of the next page in a header. @throws ApiProblem */
export const bareListOf = async <T>(call: Promise<Answered<T[]>>): Promise<ListPage<T>> => {
  let next: string | null = null;
  let missing = 0;
  const items: readonly T[] = await answerOf(
    call.then((answered) => {
      next = answered.response.headers.get(TOKEN);
      missing = unreadableIn(answered.response.headers);
      return answered;
    }),
  );
  return { items, unreadable: Array.from({ length: missing }), ...(next !== null && { links: { next: { headers: [{ key: TOKEN, value: next }] } } }) };
};
