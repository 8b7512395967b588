import { type MountedRequest, type MountedResponse } from '../../contracts';
import { type InstanceRecord } from '../instance';
import { isEntityInstanceId, isTerminal } from '../protocol';
import { managementUrls } from './links';
import { flag, idOf, jsonBody, parameter, seconds } from './parameters';
import { type Management } from './management';
import { notJson, refusal, wentWrong } from './refusals';
import { idProblem } from '../store/keys';
import { statusBody, statusName } from './status';

/** 202 with the addresses of an instance that has just been started. */
const started = ({ baseUrl, taskHub, systemKey }: Management, id: string): MountedResponse => {
  // The published answer has all addresses but that one.
  const { rewindPostUri: _rewind, ...urls } = managementUrls(baseUrl, id, taskHub, systemKey);
  return { status: 202, headers: { location: urls['statusQueryGetUri'] ?? '', 'retry-after': '10' }, body: urls };
};

const newId = ({ engine }: Management): string => engine.newGuid().replaceAll('-', '');

/** Whether nothing of a body was announced, or only white space came: the extension then starts with an empty text, which is no JSON. */
const isNothing = ({ body, headers }: MountedRequest): boolean =>
  body.length === 0 ? headers['content-length'] === undefined && headers['transfer-encoding'] === undefined : body.toString('utf8').trim() === '';

const inputOf = (request: MountedRequest): ReturnType<typeof jsonBody> | { readonly ok: true; readonly json: null } => {
  if (isNothing(request)) return { ok: true, json: '' };
  return request.body.length === 0 ? { ok: true, json: null } : jsonBody(request);
};

/** Whether a JSON text is right as far as it goes, going by what the parser says: the extension does not expect that. */
const breaksOff = (text: string, reason: string): boolean => /Unexpected end of JSON input|Unterminated/.test(reason) || new RegExp(`at position ${text.length}\\b`).test(reason);

/**
 * `POST orchestrators/{functionName}/{instanceId?}`: 202 with the instance's addresses, for a function that does not exist too (the instance
 * fails); 400 for a body that is no JSON, 409 when the id is taken by a live instance, 500 for a JSON object or array that breaks off.
 */
export const startInstance = async (management: Management, request: MountedRequest): Promise<MountedResponse> => {
  const { engine } = management;
  const { functionName = '' } = request.params;
  const body = inputOf(request);
  if (!body.ok) {
    return breaksOff(request.body.toString('utf8'), body.reason) ? wentWrong(body.reason, 'Newtonsoft.Json.JsonSerializationException') : notJson('Invalid JSON content', body.reason);
  }
  const given = idOf(request);
  const id = given === '' ? newId(management) : given;
  if (id.trim() === '') return { status: 400, body: { Message: 'An instance id is not white space: on Azure its start message would be refused for ever, and hold the task hub up.' } };
  const problem = idProblem(id);
  if (problem !== undefined) return { status: 400, body: { Message: problem } };
  if (isEntityInstanceId(id)) return { status: 400, body: { Message: `The instance id '${id}' is that of an entity.` } };
  const result = await engine.begin(id, { name: functionName, version: parameter(request, 'version') ?? null, input: body.json, parent: null });
  if (!result.started) return { status: 409, body: { Message: `An Orchestration instance with the status ${result.existing.status} already exists.` } };
  const timeout = seconds(request, 'timeout');
  const interval = seconds(request, 'pollingInterval');
  if (timeout === undefined || interval === undefined) return started(management, id);
  if (interval > timeout) return { status: 400, body: { Message: `Total timeout ${timeout} should be bigger than retry timeout ${interval}` } };
  return waitForEnd(management, id, timeout * 1_000, Math.max(interval * 1_000, 10));
};

/**
 * `POST instances/{instanceId}/restart?restartWithNewInstanceId=`: 202 with the addresses of the instance that begins again with the same input,
 * under a new id unless `false` is said; 400 for an unknown one, 409 for a live one under its own id.
 */
export const restartInstance = async (management: Management, request: MountedRequest): Promise<MountedResponse> => {
  const { engine } = management;
  const old = idOf(request);
  const record = await engine.readOrchestration(old);
  if (record === undefined) return refusal(400, 'InstanceId does not match a valid orchestration instance.', `No instance with ID '${old}' was found. (Parameter 'instanceId')`, 'System.ArgumentException');
  const id = flag(request, 'restartWithNewInstanceId', true) ? newId(management) : old;
  const result = await engine.begin(id, { name: record.name, version: record.version, input: record.input, parent: null });
  if (result.started) return started(management, id);
  return refusal(409, 'A non-terminal instance with this instance ID already exists.', `An Orchestration instance with the status ${result.existing.status} already exists.`, 'DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException');
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

/** The output of a completed instance, the status of another; 200 in either case. */
const endedBody = (record: InstanceRecord): MountedResponse => {
  if (record.kind === 'entity' || statusName(record) !== 'Completed') return { status: 200, body: statusBody(record, { showInput: true }) };
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: Buffer.from(record.output ?? 'null') };
};
