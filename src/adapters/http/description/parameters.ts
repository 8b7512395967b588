import { z } from 'zod';
import { formatWords } from '../answerForms';
import { isRead } from '../methodsOf';
import { type ServedRoute } from '../routeDefinition';
import { guidSchema } from '../wireSchemas';
import { requestJsonSchema, type JsonSchema } from './jsonSchema';

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly deprecated?: true;
  readonly schema: JsonSchema;
}

const pathParameters = ({ path, params }: ServedRoute): DescribedParameter[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: params[name] === undefined ? { ...requestJsonSchema(guidSchema), format: 'uuid' } : requestJsonSchema(params[name]),
  }));

/** The object behind what is checked of its members together. */
const objectOf = (schema: z.ZodType): z.ZodObject | undefined => {
  if (schema instanceof z.ZodObject) return schema;
  return schema instanceof z.ZodPipe ? objectOf(schema.in as z.ZodType) : undefined;
};

const wanted: Readonly<Record<string, string>> = {
  size: 'How many at most; more than the largest page, and 0, are the largest page.',
  seekOperation: '`Next` with the token of the page before in `MS-ContinuationToken`.',
  byteOrderMark: 'Whether a file of text begins with one, as Excel wants it.',
};

const queryParameters = (route: ServedRoute): DescribedParameter[] => {
  const shape = route.query === undefined ? {} : (objectOf(route.query)?.shape ?? {});
  const read = Object.entries<z.ZodType>(shape).map(([name, schema]): DescribedParameter => {
    const { description, ...rest } = requestJsonSchema(schema);
    const said = wanted[name] ?? (description as string | undefined);
    return { name, in: 'query', required: !schema.safeParse(undefined).success, ...(said !== undefined && { description: said }), schema: rest };
  });
  const nothing = Object.entries(route.queryForNothing ?? {}).map(([name, why]): DescribedParameter => ({ name, in: 'query', required: false, description: `Taken for nothing: ${why}.`, deprecated: true, schema: {} }));
  const words = formatWords(route);
  const format: DescribedParameter[] = words.length === 0 ? [] : [{ name: 'format', in: 'query', required: false, description: 'The form of the answer, for those who cannot send `Accept`.', schema: { type: 'string', enum: words } }];
  return [...read, ...format, ...nothing];
};

/** Whether `?preview=true` shows what a call would do. */
export const isPreviewable = (route: ServedRoute): boolean => !isRead(route) && route.preview !== 'unsupported';

const preview: DescribedParameter = { name: 'preview', in: 'query', required: false, description: '`true`: nothing is done; the answer says what would be.', schema: { type: 'boolean', default: false } };

const headerOf = (name: string, description: string, schema: JsonSchema = { type: 'string' }): DescribedParameter => ({ name, in: 'header', required: false, description, schema });

const requestId = headerOf('MS-RequestId', 'Names the call: the same id with the same body is answered alike and done once. Made up where none is sent.', { type: 'string', format: 'uuid' });
const correlationId = headerOf('MS-CorrelationId', 'Names what several calls belong to; echoed.', { type: 'string', format: 'uuid' });
const ifMatch = headerOf('If-Match', 'The ETag of what is changed; a stale one is refused (400 / 2055). `*` asks for none.');
const continuation = headerOf('MS-ContinuationToken', 'Of the page before, as its `links.next.headers` has it.');

/** What is posted about something that has a version. */
const versionedPosts: ReadonlySet<string> = new Set(['acceptRelationship', 'declineRelationship', 'transitionSubscription']);

/** Whether a list is asked for page by page, by tokens. */
export const isPaged = ({ query }: ServedRoute): boolean => query !== undefined && 'seekOperation' in (objectOf(query)?.shape ?? {});

/** All that a call may carry beside its body. */
export const parametersOf = (route: ServedRoute): readonly DescribedParameter[] => [
  ...pathParameters(route),
  ...queryParameters(route),
  ...(isPreviewable(route) && route.access !== 'public' ? [preview] : []),
  requestId,
  correlationId,
  ...(isPaged(route) ? [continuation] : []),
  ...(['PATCH', 'PUT'].includes(route.method) || versionedPosts.has(route.name) ? [ifMatch] : []),
];
