import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../contracts';

import { entityInstanceId, parseEntityInstanceId, type EntityRequest } from '../protocol';
import { instant, isJson, jsonBody, pageToken, parameter, tokenHeader, whole } from './parameters';
import { idProblem } from '../store/keys';
import { type Management } from './management';

const PAGE = 100;

const idOf = ({ params }: MountedRequest): string => entityInstanceId({ name: params['entityName'] ?? '', key: params['entityKey'] ?? '' });

/** `GET entities/{entityName}/{entityKey}`: 200 with the state, 404 when the entity does not exist. */
const getState = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const record = await engine.readEntity(idOf(request));
  if (record?.exists !== true) return { status: 404 };
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: Buffer.from(record.state ?? 'null') };
};

/** Sends one operation. Text that is not declared as JSON arrives as a JSON string. */
const send = async ({ engine }: Management, request: MountedRequest, op: string): Promise<MountedResponse> => {
  const { entityName = '' } = request.params;
  if (!engine.knows('entity', entityName)) {
    return { status: 400, body: { Message: `The function '${entityName}' doesn't exist, is disabled, or is not an entity function. Additional info: The following are the known entity functions: ${engine.known('entity')}.` } };
  }
  const problem = idProblem(idOf(request));
  if (problem !== undefined) return { status: 400, body: { Message: problem } };
  let input: string | undefined;
  if (request.body.length > 0) {
    const body = isJson(request) ? jsonBody(request) : { ok: true as const, json: JSON.stringify(request.body.toString('utf8')) };
    if (!body.ok) return { status: 400, body: { Message: `Could not parse JSON content: ${body.reason}` } };
    input = body.json;
  }
  const operation: EntityRequest = { op, signal: true, id: engine.newGuid(), input };
  await engine.post(idOf(request), [{ kind: 'request', request: operation, origin: null }]);
  return { status: 202 };
};

/** `POST entities/{entityName}/{entityKey?}?op=`: 202, 400 for a body that is no JSON and for an entity that nobody has written. */
const signal = (management: Management, request: MountedRequest): Promise<MountedResponse> => send(management, request, parameter(request, 'op') ?? '');

/** `DELETE entities/{entityName}/{entityKey}`: signals `delete`. */
const remove = (management: Management, request: MountedRequest): Promise<MountedResponse> => send(management, request, 'delete');

/** `GET entities/{entityName?}`: 200 with a page of entities that exist. */
const list = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const name = request.params['entityName'];
  const top = whole(request, 'top') ?? PAGE;
  const fetchState = parameter(request, 'fetchState')?.toLowerCase() === 'true';
  const page = await engine.clock.busy(() =>
    engine.store.list({
      kind: 'entity',
      idPrefix: name === undefined || name === '' ? '@' : `@${name.toLowerCase()}@`,
      updatedFrom: instant(request, 'lastOperationTimeFrom'),
      updatedTo: instant(request, 'lastOperationTimeTo'),
      top: top > 0 ? top : PAGE,
      token: pageToken(request),
    }),
  );
  const body = page.records.flatMap((record) => {
    if (record.kind !== 'entity' || !record.exists) return [];
    return [{ entityId: parseEntityInstanceId(record.id), lastOperationTime: record.updatedAt, state: fetchState ? (JSON.parse(record.state ?? 'null') as unknown) : null }];
  });
  return { status: 200, ...tokenHeader(page.token), body };
};

type MakeRoute = (method: string, path: string, handle: (management: Management, request: MountedRequest) => Promise<MountedResponse>) => MountedRoute;

export const entityRoutes = (route: MakeRoute): MountedRoute[] => [
  route('GET', 'entities/{entityName?}', list),
  route('GET', 'entities/{entityName}/{entityKey}', getState),
  route('POST', 'entities/{entityName}/{entityKey?}', signal),
  route('DELETE', 'entities/{entityName}/{entityKey}', remove),
];
