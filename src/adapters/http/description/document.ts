import { z } from 'zod';
import { permissions } from '../permissions';
import { repeats } from '../repeats';
import { type ServedRoute } from '../routeDefinition';
import { describedAreas } from './areas/allAreas';
import { answerJsonSchema, requestJsonSchema, type JsonSchema } from './jsonSchema';
import { type AnswerBody, type OperationDescription } from './operation';
import { isPaged, isPreviewable, parametersOf } from './parameters';
import { recordedAnswers } from './recorded/recordedAnswers';
import { refusalsOfAnyCall } from './refusals';
import { errorBody, throttledBody } from './schemas/answerSchema';
import { previewOf } from './schemas/preview';

/** An OpenAPI 3.1 document, as plain JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: JsonSchema;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: JsonSchema;
  readonly security: readonly JsonSchema[];
}

const JSON_FORM = 'application/json';
const ABOUT = `The books and the clockwork of licence subscriptions that partners sell to customers: Partner Center's public REST contract under \`/v1\`, and NextTerm's own operations under \`/nextterm/v1\`.

- Every call but the public ones carries a bearer token. Who may do what is in \`x-nextterm-permission\` and \`x-nextterm-roles\`.
- Every answer echoes \`MS-RequestId\` and \`MS-CorrelationId\`. The same request id with the same body is answered alike and done once where \`x-nextterm-repeat\` says \`kept\`; elsewhere it says what the repeat of a write comes to.
- Every write that can be previewed takes \`?preview=true\`: nothing is done, and the answer says to the cent what would be.
- Names in queries and bodies count without regard to letter case. Members that are unknown in a body are ignored, a name that is unknown in a query is refused.
- A member is absent rather than null. Members may be added to answers at any time; read what you know.
- Refusals have the form \`Error\` and a stable \`code\`. Any call can meet those of \`x-nextterm-refusals-of-any-call\` (at the top of the document); an operation lists its own.`;

const headerOf = (description: string) => ({ description, schema: { type: 'string' } });

interface Written {
  readonly definitions: Map<string, JsonSchema>;
}

const contentOf = (route: ServedRoute, body: AnswerBody, example: unknown, { definitions }: Written): JsonSchema | undefined => {
  if (body === 'nothing') return undefined;
  const files = Object.fromEntries((route.answersAlso ?? []).map((form) => [form, { schema: { type: 'string' } }]));
  if (body === 'file') return Object.keys(files).length > 0 ? files : { 'application/octet-stream': { schema: { type: 'string' } } };
  return { [JSON_FORM]: { schema: answerJsonSchema(body, definitions), ...(example !== undefined && { example }) }, ...files };
};

/** Headers of a list. */
const pageHeaders = ({ answersAlso = [] }: ServedRoute): Readonly<Record<string, string>> => ({
  'NextTerm-Unreadable': 'How many rows could not be read and are marked in their place; absent: none.',
  ...(answersAlso.length > 0 && { 'MS-ContinuationToken': 'Of a page of a file (`size`, and `Accept` or `format`): the token of the next page; absent of the last one. In JSON it stands in `links.next`.' }),
});

const successesOf = (route: ServedRoute, described: OperationDescription, written: Written): [string, JsonSchema][] => {
  const examples = recordedAnswers[route.name]?.answers ?? {};
  const answers = Object.entries(described.answers).map(([status, body]): [string, AnswerBody] => [status, body]);
  const result = described.previewed ?? answers.map(([, body]) => body).find((body) => typeof body !== 'string') ?? z.unknown();
  // What is always refused is so when it is previewed.
  const preview = isPreviewable(route) && route.access !== 'public' && answers.length > 0 ? (described.preview ?? previewOf(result)) : undefined;
  const own = answers.find(([status]) => status === '200')?.[1];
  const both = preview === undefined ? own : own === undefined || typeof own === 'string' ? preview : z.union([own, preview]);
  const all = preview === undefined ? answers : [['200', both] as [string, AnswerBody], ...answers.filter(([status]) => status !== '200')];
  const headers = Object.fromEntries(Object.entries({ ...(isPaged(route) && pageHeaders(route)), ...described.headers }).map(([name, says]) => [name, headerOf(says)]));
  return all.map(([status, body]): [string, JsonSchema] => {
    const content = contentOf(route, body, examples[status], written);
    const isOnlyPreview = status === '200' && preview !== undefined && own === undefined;
    const description = isOnlyPreview ? 'With `?preview=true`: what would be done.' : status === '200' && preview !== undefined ? 'Done; with `?preview=true` what would be done.' : body === 'nothing' ? 'Done. No body.' : 'Done.';
    return [status, { description, ...(content && { content }), ...(!isOnlyPreview && Object.keys(headers).length > 0 && { headers }) }];
  });
};

const refusalsOf = ({ name }: ServedRoute): [string, JsonSchema][] => {
  const byStatus = new Map<string, string[]>();
  for (const [key, sentence] of Object.entries(recordedAnswers[name]?.refusals ?? {})) {
    const [status = '', code = ''] = key.split('/');
    byStatus.set(status, [...(byStatus.get(status) ?? []), `- \`${code}\`: ${sentence}`]);
  }
  return [...byStatus].map(([status, lines]) => [status, { description: lines.join('\n'), content: { [JSON_FORM]: { schema: { $ref: '#/components/schemas/Error' } } } }]);
};

const bodyOf = (route: ServedRoute): JsonSchema | undefined => {
  if (route.body === undefined) return undefined;
  const required = !route.body.safeParse(undefined).success;
  const example = recordedAnswers[route.name]?.request;
  const csv = route.csvBody === undefined ? {} : { 'text/csv': { schema: { type: 'string' } } };
  return { required, content: { [JSON_FORM]: { schema: requestJsonSchema(route.body), ...(example !== undefined && { example }) }, ...csv } };
};

const operationOf = (route: ServedRoute, tag: string, described: OperationDescription, written: Written): JsonSchema => {
  const { access } = route;
  const body = bodyOf(route);
  const repeat = repeats[route.name];
  return {
    operationId: route.name,
    tags: [tag],
    summary: described.summary,
    ...(described.details !== undefined && { description: described.details }),
    ...((described.deprecated ?? route.deprecated) && { deprecated: true }),
    parameters: parametersOf(route),
    ...(body && { requestBody: body }),
    responses: Object.fromEntries([...successesOf(route, described, written), ...refusalsOf(route), ['default', { $ref: '#/components/responses/Refusal' }]]),
    ...(access === 'public'
      ? { security: [] }
      : { 'x-nextterm-permission': access.permission, 'x-nextterm-roles': permissions[access.permission], ...(access.user && { 'x-nextterm-user': 'An app-only token is refused.' }) }),
    ...(repeat && { 'x-nextterm-repeat': repeat.is === 'kept' ? 'kept: the answer of the first under its MS-RequestId' : `${repeat.is}: ${repeat.why}` }),
    ...(isPaged(route) && { 'x-nextterm-paging': 'links.next, with its MS-ContinuationToken' }),
  };
};

const refusal = (): JsonSchema => ({
  description: 'A refusal that any call can meet, and what nobody foresaw.',
  headers: { 'Retry-After': headerOf('Of 409, 429 and 503: seconds after which a repeat has a chance.') },
  content: { [JSON_FORM]: { schema: { anyOf: [{ $ref: '#/components/schemas/Error' }, { $ref: '#/components/schemas/Throttled' }] } } },
});

/**
 * The API as an OpenAPI 3.1 document, made of the schemas by which calls are checked and of those that answers are held against in the tests.
 * @param routes all of the app; one that nothing describes is left out, which the tests refuse. @param url where it is served; a relative one is that of the document.
 */
export const openApiDocument = (routes: readonly ServedRoute[], version: string, url = '/'): OpenApiDocument => {
  const written = { definitions: new Map<string, JsonSchema>() };
  answerJsonSchema(z.object({ error: errorBody, throttled: throttledBody }), written.definitions);
  const byName = new Map(routes.map((route) => [route.name, route]));
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const { name: tag, operations } of describedAreas) {
    for (const [name, described] of Object.entries(operations)) {
      const route = byName.get(name);
      if (route !== undefined) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, tag, described, written);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'NextTerm', version, summary: 'A self-hosted new-commerce back end', description: ABOUT, license: { name: 'MIT', identifier: 'MIT' }, 'x-nextterm-refusals-of-any-call': Object.fromEntries(refusalsOfAnyCall) },
    servers: [{ url }],
    tags: describedAreas.map(({ name, about }) => ({ name, description: about })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: { Refusal: refusal() },
      schemas: Object.fromEntries([...written.definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    security: [{ bearer: [] }],
  };
};
