import { type MountedRequest, type MountedResponse } from '../../contracts';
import { type OrchestrationRecord } from '../instance';
import { EventType, isTerminal, type HistoryEvent } from '../protocol';
import { instanceQuery, isJson, jsonBody, parameter } from './parameters';
import { type Management } from './management';

const GONE: MountedResponse = { status: 410 };
const NOT_FOUND: MountedResponse = { status: 404 };
const ACCEPTED: MountedResponse = { status: 202 };

const stamp = ({ engine }: Management): { EventId: number; IsPlayed: boolean; Timestamp: string } => ({ EventId: -1, IsPlayed: false, Timestamp: new Date(engine.clock.now()).toISOString() });

/** Answers 404 and 410 for instances that do not exist or have ended. */
const onLive = async ({ engine }: Management, request: MountedRequest, act: (record: OrchestrationRecord) => Promise<MountedResponse>): Promise<MountedResponse> => {
  const record = await engine.readOrchestration(request.params['instanceId'] ?? '');
  if (record === undefined) return NOT_FOUND;
  return isTerminal(record.status) ? GONE : act(record);
};

/** `POST instances/{instanceId}/raiseEvent/{eventName}`: 202, 400 for a body that is no JSON, 404, 410. */
export const raiseEvent = (management: Management, request: MountedRequest): Promise<MountedResponse> =>
  onLive(management, request, async ({ id }) => {
    if (!isJson(request)) return { status: 400, body: { Message: 'Only application/json request content is supported' } };
    const body = jsonBody(request);
    if (!body.ok) return { status: 400, body: { Message: 'Invalid JSON content', ExceptionMessage: body.reason } };
    const event: HistoryEvent = { EventType: EventType.EventRaised, ...stamp(management), Name: request.params['eventName'] ?? '', Input: body.json };
    await management.engine.post(id, [{ kind: 'event', event }]);
    return ACCEPTED;
  });

/** `POST instances/{instanceId}/terminate?reason=`: 202, 404, 410. Sub-orchestrations and running activities go on. */
export const terminate = (management: Management, request: MountedRequest): Promise<MountedResponse> =>
  onLive(management, request, async ({ id }) => {
    const event: HistoryEvent = { EventType: EventType.ExecutionTerminated, ...stamp(management), Input: JSON.stringify(parameter(request, 'reason') ?? null) };
    await management.engine.post(id, [{ kind: 'event', event }]);
    return ACCEPTED;
  });

/** `POST instances/{instanceId}/suspend?reason=`: 202, 404, 410; 500 for one that is suspended already. */
export const suspend = (management: Management, request: MountedRequest): Promise<MountedResponse> =>
  onLive(management, request, async ({ id, status }) => {
    if (status === 'Suspended') return { status: 500, body: { Message: `Cannot suspend orchestration instance ${id}: it is suspended already.` } };
    const event: HistoryEvent = { EventType: EventType.ExecutionSuspended, ...stamp(management), Reason: parameter(request, 'reason') ?? null };
    await management.engine.post(id, [{ kind: 'event', event }]);
    return ACCEPTED;
  });

/** `POST instances/{instanceId}/resume?reason=`: 202, 404, 410; 500 for one that is not suspended. */
export const resume = (management: Management, request: MountedRequest): Promise<MountedResponse> =>
  onLive(management, request, async ({ id, status }) => {
    if (status !== 'Suspended') return { status: 500, body: { Message: `Cannot resume orchestration instance ${id} in the ${status} state.` } };
    const event: HistoryEvent = { EventType: EventType.ExecutionResumed, ...stamp(management), Reason: parameter(request, 'reason') ?? null };
    await management.engine.post(id, [{ kind: 'event', event }]);
    return ACCEPTED;
  });

/** `POST instances/{instanceId}/rewind`: 404, 412 unless it failed, and 501, since this storage cannot rewind. */
export const rewind = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const record = await engine.readOrchestration(request.params['instanceId'] ?? '');
  if (record === undefined) return NOT_FOUND;
  if (record.status !== 'Failed') return { status: 412, body: `This orchestration has status ${record.status}, but only orchestrations in the "Failed" state can be rewound.` };
  return { status: 501, body: 'Rewind is not supported by the local runtime.' };
};

/** `DELETE instances/{instanceId}`: 200 with the number deleted, 404, 412 for one that has not ended. */
export const purgeInstance = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const record = await engine.read(request.params['instanceId'] ?? '');
  if (record === undefined) return NOT_FOUND;
  if (record.kind === 'orchestration' && !isTerminal(record.status)) {
    return { status: 412, body: `Only orchestrations in a terminal state can be purged, but the orchestration with instance ID ${record.id} has status ${record.status}` };
  }
  await engine.purge(record.id);
  return { status: 200, body: { instancesDeleted: 1 } };
};

/** `DELETE instances?createdTimeFrom=…`: 200 with the number of ended instances deleted, 404 for none, 400 without a beginning. */
export const purgeInstances = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const query = instanceQuery(request);
  if (query.createdFrom === undefined) return { status: 400, body: "Please provide value for 'createdTimeFrom' parameter." };
  let instancesDeleted = 0;
  let token: string | undefined;
  do {
    const page = await engine.clock.busy(() => engine.store.list({ ...query, top: undefined, token }));
    for (const record of page.records) {
      if (record.kind !== 'orchestration' || !isTerminal(record.status)) continue;
      await engine.purge(record.id);
      instancesDeleted += 1;
    }
    token = page.token;
  } while (token !== undefined);
  return instancesDeleted === 0 ? NOT_FOUND : { status: 200, body: { instancesDeleted } };
};
