import { ApiProblem } from '../api/problem';

let source: (() => Promise<string>) | undefined;

/** Says where tokens come from, from now on; undefined: nobody has signed in. */
export const tokensFrom = (next: (() => Promise<string>) | undefined): void => {
  source = next;
};

/** The token of whoever has signed in. @throws ApiProblem when nobody has, or the issuer gives none */
export const token = async (): Promise<string> => {
  if (source === undefined) throw new ApiProblem(401, 0, 'Nobody has signed in.');
  return source();
};
