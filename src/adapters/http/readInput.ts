import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { wantedForm } from './answerForms';
import { bodyHash } from './bodyHash';
import { conformBody, conformQuery } from './conform';
import { parseIfMatch } from './etag';
import { isGuid } from './guid';
import { isRead } from './methodsOf';
import { seekable } from './paging';
import { previewAsked, withoutPreview } from './previewAsked';
import { knownNames } from './queryNames';
import { etagInBody, parseBody, readBodyText } from './readBody';
import { type CallContext } from './requestContext';
import { type ServedRoute } from './routeDefinition';
import { validate } from './validate';
import { guidSchema } from './wireSchemas';

/** The parts of a request that are read here. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

type Checked<T> = Result<T, RequestRefusal>;

export interface Input {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly facts: Pick<CallContext, 'preview' | 'etag' | 'patchReplaces' | 'bodyHash' | 'continuationToken' | 'accept' | 'acceptEncoding' | 'asFolder' | 'host'>;
}

const namesByPath = new Map<string, readonly string[]>();

/** Of the parameters of a route, of which there are some hundred. */
const paramNames = (path: string): readonly string[] => {
  const known = namesByPath.get(path) ?? [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  namesByPath.set(path, known);
  return known;
};

const readParams = (route: ServedRoute, given: Readonly<Record<string, string>>): Checked<Record<string, unknown>> => {
  const params: Record<string, unknown> = {};
  for (const name of paramNames(route.path)) {
    const text = given[name] ?? '';
    const schema = route.params[name];
    if (name === 'customerId' && schema === undefined && !isGuid(text)) return failure({ kind: 'CustomerIdMalformed', customerId: text });
    if (schema === undefined && isGuid(text)) {
      params[name] = text.toLowerCase();
      continue;
    }
    const checked = validate(schema ?? guidSchema, text, name);
    if (!checked.ok) return checked;
    params[name] = checked.value;
  }
  return success(params);
};

const readPreview = (route: ServedRoute, query: URLSearchParams): Checked<boolean> => {
  if (query.size === 0) return success(false);
  const checked = previewAsked(query);
  if (!checked.ok) return checked;
  if (checked.value.preview && (isRead(route) || route.preview === 'unsupported')) {
    return failure({ kind: 'OperationNotSupported', what: `preview of ${route.method} ${route.path}` });
  }
  return success(checked.value.preview);
};

/** Undefined for one that is not there, or empty. */
const headerText = (headers: IncomingRequest['headers'], header: string): string | undefined => headers.get(header)?.trim() || undefined;

/** Of a body in JSON, or one that does not say: clients leave the type out, and `text/plain` is what `fetch` writes for a text where they do. */
const SAYS_JSON = /^\s*($|text\/plain\b|(application|text)\/([\w.-]+\+)?json\b)/i;

/** A body is read as JSON whatever type it says: only one that is none, and says so, is of a wrong type. */
const typed = (error: RequestRefusal, { body, csvBody }: ServedRoute, contentType: string): RequestRefusal =>
  error.kind !== 'BodyNotJson' || body === undefined || SAYS_JSON.test(contentType) ? error : { kind: 'MediaTypeNotSupported', what: `no JSON (${error.detail}), but ${contentType.slice(0, 100)}`, takes: { header: 'Accept', values: ['application/json', ...(csvBody === undefined ? [] : ['text/csv'])] } };

/** Nothing is unpacked: neither does the Azure host, and what is small when packed may be large. */
const codingProblem = (headers: IncomingRequest['headers']): RequestRefusal | undefined => {
  const coding = headerText(headers, 'Content-Encoding');
  return coding === undefined || coding.toLowerCase() === 'identity' || headers.get('content-length') === '0' ? undefined : { kind: 'MediaTypeNotSupported', what: `in the coding ${coding.slice(0, 100)}`, takes: { header: 'Accept-Encoding', values: ['identity'] } };
};

const readBody = (route: ServedRoute, text: string, contentType: string): Checked<{ value: unknown; raw: unknown }> => {
  const parsed = route.csvBody !== undefined && /^text\/csv\b/i.test(contentType) ? route.csvBody(text) : parseBody(text);
  if (!route.body) return success({ value: undefined, raw: parsed.ok ? parsed.value : text });
  if (!parsed.ok) return parsed;
  const checked = validate(route.body, conformBody(route.body, parsed.value), 'body');
  return checked.ok ? success({ value: checked.value, raw: parsed.value }) : checked;
};

const readEtag = (headers: IncomingRequest['headers'], body: unknown): Checked<CallContext['etag']> => {
  const header = headers.get('If-Match');
  if (header !== null) {
    const parsed = parseIfMatch(header);
    if (!parsed.ok) return parsed;
    return success(parsed.value === undefined ? undefined : { value: parsed.value, from: 'header' });
  }
  const inBody = etagInBody(body);
  return success(inBody === undefined ? undefined : { value: inBody, from: 'attributes' });
};

/** SUB-9. Any other word would be carried out otherwise than it says. */
const readPatchReplaces = (headers: IncomingRequest['headers']): Checked<boolean> => {
  const word = headerText(headers, 'NextTerm-Patch')?.toLowerCase();
  return word === undefined || word === 'replace' ? success(word !== undefined) : failure({ kind: 'InputInvalid', problems: ['NextTerm-Patch: must be replace, or absent'] });
};

const optionalHeader = <Name extends string>(headers: IncomingRequest['headers'], header: string, name: Name): Partial<Record<Name, string>> => {
  const text = headerText(headers, header);
  return text ? ({ [name]: text } as Record<Name, string>) : {};
};

/** What is asked for, of the route and its parameters: the URL itself is not as the client sent it on every host (`%27` arrives decoded on Azure). */
const pathOf = (route: ServedRoute, params: Readonly<Record<string, string>>): string => route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');

/** Reads and checks all that a call brings beside its token. @param params of the path, as text. */
export const readInput = async (route: ServedRoute, request: IncomingRequest, params: Readonly<Record<string, string>>): Promise<Checked<Input>> => {
  const checkedParams = readParams(route, params);
  if (!checkedParams.ok) return checkedParams;
  const preview = readPreview(route, request.query);
  if (!preview.ok) return preview;
  const names = knownNames(route, request.query);
  if (!names.ok) return names;
  const accept = wantedForm(route, headerText(request.headers, 'Accept'), request.query);
  if (!accept.ok) return accept;
  const query = route.query ? validate(route.query, conformQuery(route.query, request.query), 'query') : success({});
  if (!query.ok) return query;
  const continuation = optionalHeader(request.headers, 'MS-ContinuationToken', 'continuationToken');
  const seeks = seekable(query.value, continuation.continuationToken);
  if (!seeks.ok) return seeks;
  const patchReplaces = readPatchReplaces(request.headers);
  if (!patchReplaces.ok) return patchReplaces;
  const coding = route.body && !isRead(route) ? codingProblem(request.headers) : undefined;
  if (coding !== undefined) return failure(coding);
  const text = isRead(route) ? success('') : await readBodyText(request);
  const contentType = request.headers.get('content-type') ?? '';
  if (!text.ok) return failure(typed(text.error, route, contentType));
  const body = readBody(route, text.value, contentType);
  if (!body.ok) return failure(typed(body.error, route, contentType));
  const etag = readEtag(request.headers, body.value.raw);
  if (!etag.ok) return etag;

  return success({
    params: checkedParams.value,
    query: query.value,
    body: body.value.value,
    facts: {
      preview: preview.value,
      ...(/\/(\?|$)/.test(request.url) && { asFolder: true }),
      patchReplaces: patchReplaces.value,
      // Nothing is kept of what is read.
      bodyHash: isRead(route) ? '' : bodyHash({ method: request.method, path: pathOf(route, params), query: withoutPreview(request.query), body: body.value.raw, patchReplaces: patchReplaces.value }),
      ...(etag.value && { etag: etag.value }),
      ...continuation,
      ...(accept.value !== undefined && { accept: accept.value }),
      ...optionalHeader(request.headers, 'Accept-Encoding', 'acceptEncoding'),
      ...optionalHeader(request.headers, 'Host', 'host'),
    },
  });
};
