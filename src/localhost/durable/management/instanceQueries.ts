import { type MountedRequest, type MountedResponse } from '../../contracts';
import { isTerminal } from '../protocol';
import { historyView } from './historyView';
import { flag, instanceQuery } from './parameters';
import { type Management } from './management';
import { statusBody } from './status';

const PAGE = 100;

/** `GET instances/{instanceId}`: 200 when it has ended, 202 with Location and Retry-After while it lives, 404; 500 for a failed one if asked for. */
export const getStatus = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const id = request.params['instanceId'] ?? '';
  const record = await engine.readOrchestration(id);
  if (record === undefined) return { status: 404 };
  const showInput = flag(request, 'showInput', true);
  const historyEvents = flag(request, 'showHistory', false) ? historyView(await engine.history(id), flag(request, 'showHistoryOutput', false), showInput) : undefined;
  const body = statusBody(record, { showInput, historyEvents });
  if (!isTerminal(record.status)) return { status: 202, headers: { location: request.url.href, 'retry-after': '5' }, body };
  return { status: record.status === 'Failed' && flag(request, 'returnInternalServerErrorOnFailure', false) ? 500 : 200, body };
};

/** `GET instances`: 200 with a page; `x-ms-continuation-token` while there is more. Entities are not listed. */
export const listInstances = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const showInput = flag(request, 'showInput', true);
  const query = instanceQuery(request);
  const { records, token } = await engine.clock.busy(() => engine.store.list({ ...query, top: query.top ?? PAGE }));
  return {
    status: 200,
    ...(token === undefined ? {} : { headers: { 'x-ms-continuation-token': token } }),
    body: records.flatMap((record) => (record.kind === 'orchestration' ? [statusBody(record, { showInput })] : [])),
  };
};
