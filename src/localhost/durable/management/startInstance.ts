import { type MountedRequest, type MountedResponse } from '../../contracts';
import { type OrchestrationRecord } from '../instance';
import { isTerminal } from '../protocol';
import { managementUrls } from './links';
import { jsonBody, parameter, secondsAsMs } from './parameters';
import { type Management } from './management';
import { statusBody } from './status';

/** Ids are partition keys and parts of row keys, so there is an end to their length. */
const LONGEST_ID = 256;

const started = ({ baseUrl, taskHub }: Management, id: string): MountedResponse => {
  const urls = managementUrls(baseUrl, id, taskHub);
  return { status: 202, headers: { location: urls['statusQueryGetUri'] ?? '', 'retry-after': '10' }, body: urls };
};

/** `POST orchestrators/{functionName}/{instanceId?}`: 202 with the instance's addresses; 400 for an unknown function or a body that is no JSON; 409 when the id is taken by a live instance. */
export const startInstance = async (management: Management, request: MountedRequest): Promise<MountedResponse> => {
  const { engine } = management;
  const { functionName = '', instanceId } = request.params;
  const registered = engine.invoker.find(functionName);
  if (registered?.trigger.type.toLowerCase() !== 'orchestrationtrigger') {
    const known = engine.invoker.functions().filter((candidate) => candidate.trigger.type.toLowerCase() === 'orchestrationtrigger');
    const names = known.map((candidate) => `'${candidate.name}'`).join(', ');
    return { status: 400, body: { Message: `The function '${functionName}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: ${names}.` } };
  }
  const body = request.body.length === 0 ? { ok: true as const, json: null } : jsonBody(request);
  if (!body.ok) return { status: 400, body: { Message: 'Invalid JSON content', ExceptionMessage: body.reason } };
  const id = instanceId === undefined || instanceId === '' ? engine.newGuid().replaceAll('-', '') : instanceId;
  if (id.length > LONGEST_ID) return { status: 400, body: { Message: `Instance ids have at most ${LONGEST_ID} characters.` } };
  if (id.startsWith('@')) return { status: 400, body: { Message: "Orchestration instance ids must not start with '@'." } };
  const result = await engine.begin(id, { name: registered.name, version: parameter(request, 'version') ?? engine.versioning.defaultVersion, input: body.json, parent: null });
  if (!result.started) return { status: 409, body: { Message: `An Orchestration instance with the status ${result.existing.status} already exists.` } };
  const timeout = secondsAsMs(request, 'timeout');
  const interval = secondsAsMs(request, 'pollingInterval');
  return timeout === undefined || interval === undefined ? started(management, id) : waitForEnd(management, id, timeout, Math.max(interval, 10));
};

/** Real time: whoever waits on the line is no part of the simulation. */
const waitForEnd = async (management: Management, id: string, timeout: number, interval: number): Promise<MountedResponse> => {
  const until = performance.now() + timeout;
  for (;;) {
    const record = await management.engine.readOrchestration(id);
    if (record !== undefined && isTerminal(record.status)) return endedBody(record);
    const left = until - performance.now();
    if (left <= 0) return started(management, id);
    await new Promise((resolve) => setTimeout(resolve, Math.min(interval, left)));
  }
};

const endedBody = (record: OrchestrationRecord): MountedResponse => {
  if (record.status !== 'Completed') return { status: record.status === 'Failed' ? 500 : 200, body: statusBody(record, { showInput: true }) };
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: Buffer.from(record.output ?? 'null') };
};
