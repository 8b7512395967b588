import { type MountedRequest, type MountedResponse } from '../../contracts';
import { type OrchestrationRecord } from '../instance';
import { EventType, isTerminal, type HistoryEvent } from '../protocol';
import { idOf, instanceQuery, isJson, jsonBody, parameter } from './parameters';
import { type Management } from './management';
import { INVALID_OPERATION, jsonText, notJson, wentWrong } from './refusals';
import { BrokenRow } from '../store/port';
import { statusName } from './status';

const GONE: MountedResponse = { status: 410 };
const NOT_FOUND: MountedResponse = { status: 404 };
const ACCEPTED: MountedResponse = { status: 202 };

const stamp = ({ engine }: Management): { EventId: number; IsPlayed: boolean; Timestamp: string } => ({ EventId: -1, IsPlayed: false, Timestamp: new Date(engine.clock.now()).toISOString() });

/** Answers 404 and 410 for instances that do not exist or have ended. */
const onLive = async ({ engine }: Management, request: MountedRequest, act: (record: OrchestrationRecord) => Promise<MountedResponse>): Promise<MountedResponse> => {
  const record = await engine.readOrchestration(idOf(request));
  if (record === undefined) return NOT_FOUND;
  return isTerminal(record.status) ? GONE : act(record);
};

/** `POST instances/{instanceId}/raiseEvent/{eventName}`: 202, 400 for a body that is no JSON, 404, 410. */
export const raiseEvent = (management: Management, request: MountedRequest): Promise<MountedResponse> =>
  onLive(management, request, async ({ id }) => {
    if (!isJson(request)) return { status: 400, body: { Message: 'Only application/json request content is supported' } };
    const body = jsonBody(request);
    if (!body.ok) return notJson('Invalid JSON content', body.reason);
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
    if (status === 'Suspended') return wentWrong(`Cannot suspend the orchestration instance ${id} because instance is in the ${status} state.`, INVALID_OPERATION);
    const event: HistoryEvent = { EventType: EventType.ExecutionSuspended, ...stamp(management), Reason: parameter(request, 'reason') ?? null };
    await management.engine.post(id, [{ kind: 'event', event }]);
    return ACCEPTED;
  });

/** `POST instances/{instanceId}/resume?reason=`: 202, 404, 410; 500 for one that is not suspended. */
export const resume = (management: Management, request: MountedRequest): Promise<MountedResponse> =>
  onLive(management, request, async ({ id, status }) => {
    if (status !== 'Suspended') return wentWrong(`Cannot resume the orchestration instance ${id} because instance is in the ${status} state.`, INVALID_OPERATION);
    const event: HistoryEvent = { EventType: EventType.ExecutionResumed, ...stamp(management), Reason: parameter(request, 'reason') ?? null };
    await management.engine.post(id, [{ kind: 'event', event }]);
    return ACCEPTED;
  });

/** `POST instances/{instanceId}/rewind?reason=`: 202, 404, 412 unless it failed. */
export const rewind = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const id = idOf(request);
  const record = await engine.readOrchestration(id);
  if (record === undefined) return jsonText(404, `No orchestration with instance ID "$${id}" found.`);
  if (record.status !== 'Failed') return jsonText(412, `This orchestration has status ${record.status}, but only orchestrations in the "Failed" state can be rewound.`);
  await engine.rewind(id, parameter(request, 'reason') ?? null);
  return ACCEPTED;
};

/** `DELETE instances/{instanceId}`: 200 with the number deleted, 404, 412 for one that has not ended. Entities, and what cannot be read, are purged however they are. */
export const purgeInstance = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const id = idOf(request);
  const record = await engine.read(id).catch((error: unknown) => {
    // It can be got rid of all the same.
    if (error instanceof BrokenRow) return 'damaged' as const;
    throw error;
  });
  if (record === undefined) return NOT_FOUND;
  const mustHaveEnded = record !== 'damaged' && !engine.isDamaged(id) && record.kind === 'orchestration';
  if (mustHaveEnded && !isTerminal(record.status)) return notEnded(record);
  if (await engine.purge(id, { onlyEnded: mustHaveEnded })) return { status: 200, body: { instancesDeleted: 1 } };
  // It has begun anew since it was read.
  return notEnded((await engine.readOrchestration(id)) ?? { id, status: 'Pending' });
};

const notEnded = ({ id, status }: Pick<OrchestrationRecord, 'id' | 'status'>): MountedResponse =>
  jsonText(412, `Only orchestrations in a terminal state can be purged, but the orchestration with instance ID ${id} has status ${status}`);

/**
 * `DELETE instances?createdTimeFrom=…`: 200 with the number of instances deleted, 404 for none, 400 without a beginning. Without a status that
 * is an end (none named, unknown, or only such as have not ended) everything in the window goes, what is running too: so it is on Azure, and the log says so.
 */
export const purgeInstances = async ({ engine }: Management, request: MountedRequest): Promise<MountedResponse> => {
  const query = instanceQuery(request);
  if (query.createdFrom === undefined) return jsonText(400, "Please provide value for 'createdTimeFrom' parameter.");
  const ends = query.statuses?.filter(isTerminal) ?? [];
  const filter = { ...query, top: undefined, statuses: ends.length === 0 ? undefined : ends };
  let instancesDeleted = 0;
  let running = 0;
  let token: string | undefined;
  do {
    const page = await engine.clock.busy(() => engine.store.list({ ...filter, token }));
    for (const record of page.records) {
      if (!(await engine.purge(record.id, { onlyEnded: ends.length > 0 }))) continue;
      if (!isTerminal(statusName(record))) running += 1;
      instancesDeleted += 1;
    }
    token = page.token;
  } while (token !== undefined);
  if (running > 0) engine.logger.log('warning', `A purge by filter named no status that is an end, so it deleted ${running} instances and entities that had not ended, as on Azure.`);
  return instancesDeleted === 0 ? NOT_FOUND : { status: 200, body: { instancesDeleted } };
};
