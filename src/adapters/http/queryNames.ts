import { z } from 'zod';
import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { formatWords } from './answerForms';
import { folded } from './conform';
import { isRead } from './methodsOf';
import { type ServedRoute } from './routeDefinition';

/** Of those that are named in a refusal. */
const MOST_NAMED = 20;
const LONGEST_NAME = 100;

/** The members of a query's schema, whatever is checked of them together. @throws TypeError for one that is no object. */
const membersOf = (schema: z.ZodType): readonly string[] => {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodPipe) return membersOf(schema.in as z.ZodType);
  throw new TypeError('its query is no object');
};

/** What a route reads of the query, beside `preview` of a write and `format` where it answers in more forms than one. @throws TypeError where its query is no object. */
export const queryNamesOf = ({ query }: Pick<ServedRoute, 'query'>): readonly string[] => (query === undefined ? [] : membersOf(query));

/** All that a call of a route may name. */
const takenBy = (route: ServedRoute): readonly string[] => [
  ...queryNamesOf(route),
  ...(formatWords(route).length > 0 ? ['format'] : []),
  ...(isRead(route) ? [] : ['preview']),
];

/** Letter case and underscores do not count. A public page takes any: those who watch it add their own. Refused: QueryUnknown, with every name that the route does not know. */
export const knownNames = (route: ServedRoute, query: URLSearchParams): Result<void, RequestRefusal> => {
  if (route.access === 'public') return success(undefined);
  const taken = takenBy(route);
  // `preview=false` of a read says what is so anyway; `true` is refused for what it is.
  const known = new Set([...taken, 'preview', ...Object.keys(route.queryForNothing ?? {})].map(folded));
  const unknown = [...new Set([...query].filter(([name, value]) => !known.has(folded(name)) && (name !== '' || value !== '')).map(([name]) => name.slice(0, LONGEST_NAME)))];
  return unknown.length === 0 ? success(undefined) : failure({ kind: 'QueryUnknown', names: unknown.slice(0, MOST_NAMED), taken });
};
