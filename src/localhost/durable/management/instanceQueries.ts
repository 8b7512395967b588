import { type MountedRequest, type MountedResponse } from '../../contracts';
import { isTerminal } from '../protocol';
import { doubled, historyView } from './historyView';
import { flag, idOf, instanceQuery, pageToken, tokenHeader } from './parameters';
import { type Management } from './management';
import { refusal, STORAGE_FAILED, wentWrong } from './refusals';
import { statusBody, statusName } from './status';

const PAGE = 100;

/** `GET instances/{instanceId}`: 200 when it has ended, 202 with Location and Retry-After while it lives, 404; 500 for a failed one if asked for. An entity is a running instance. */
export const getStatus = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const id = idOf(request);
  const record = await engine.read(id);
  if (record === undefined) return { status: 404 };
  const showInput = flag(request, 'showInput', true);
  // One that has not begun has no history, not even an empty one.
  const history = flag(request, 'showHistory', false) && statusName(record) !== 'Pending' ? await engine.history(id) : undefined;
  const twice = history && doubled(history);
  if (twice !== undefined) return refusal(400, 'One or more of the arguments submitted is incorrect', `An item with the same key has already been added. Key: ${twice}`, 'System.ArgumentException');
  const generation = record.kind === 'orchestration' ? (record.begun ?? null) : null;
  const historyEvents = history && historyView(history, { output: flag(request, 'showHistoryOutput', false), input: showInput, generation });
  const body = statusBody(record, { showInput, warning: engine.warningOf(record), historyEvents });
  const status = statusName(record);
  if (!isTerminal(status)) return { status: 202, headers: { location: request.url.href, 'retry-after': '5' }, body };
  return { status: status === 'Failed' && flag(request, 'returnInternalServerErrorOnFailure', false) ? 500 : 200, body };
};

/** `GET instances`: 200 with a page, entities included; `x-ms-continuation-token` while there is more. 500 for a page of less than nothing. */
export const listInstances = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const showInput = flag(request, 'showInput', true);
  const query = instanceQuery(request);
  const top = query.top ?? PAGE;
  if (top < 0) return wentWrong('An error occurred while communicating with Azure Storage', STORAGE_FAILED);
  const { records, token } = await engine.clock.busy(() => engine.store.list({ ...query, token: pageToken(request), top }));
  return { status: 200, ...tokenHeader(token), body: records.map((record) => statusBody(record, { showInput, warning: engine.warningOf(record) })) };
};
