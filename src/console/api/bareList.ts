import { answerOf } from './api';
import { type ListPage } from './pages';

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const TOKEN = 'MS-ContinuationToken';

/** A page of a list that is answered as a bare array, the token of the next page in a header. @throws ApiProblem */
export const bareListOf = async <T>(call: Promise<Answered<T[]>>): Promise<ListPage<T>> => {
  let next: string | null = null;
  const items: readonly T[] = await answerOf(
    call.then((answered) => {
      next = answered.response.headers.get(TOKEN);
      return answered;
    }),
  );
  return { items, ...(next !== null && { links: { next: { headers: [{ key: TOKEN, value: next }] } } }) };
};
