import { type Answer } from './respond';
import { type ListAnswer } from './listPage';

/** A page as a bare array, as some lists are published; where there are more, the token of the next page is in the header that asks for it. */
export const bareList = <R>({ body: { items, links }, headers, ...answer }: ListAnswer<R>): Answer => ({
  ...answer,
  body: items,
  headers: { ...headers, ...Object.fromEntries((links.next?.headers ?? []).map(({ key, value }) => [key, value])) },
});
