import { type MountedRequest } from '../../contracts';
import { OrchestrationStatus, type StatusName } from '../protocol';
import { type InstanceQuery } from '../store/port';

/** A query parameter by name, without regard to case. */
export const parameter = ({ url }: MountedRequest, name: string): string | undefined =>
  [...url.searchParams].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** A boolean parameter; anything but true and false counts as absent, as .NET's parser has it. */
export const flag = (request: MountedRequest, name: string, otherwise: boolean): boolean => {
  const value = parameter(request, name)?.trim().toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : otherwise;
};

const instant = (request: MountedRequest, name: string): number | undefined => {
  const at = Date.parse(parameter(request, name) ?? '');
  return Number.isNaN(at) ? undefined : at;
};

const positive = (request: MountedRequest, name: string): number | undefined => {
  const value = Number(parameter(request, name));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};

/** Seconds, fractions allowed, as milliseconds. */
export const secondsAsMs = (request: MountedRequest, name: string): number | undefined => {
  const text = parameter(request, name);
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value * 1_000 : undefined;
};

const isStatus = (name: string): name is StatusName => name in OrchestrationStatus;

/** The filter of a list or purge. Unknown statuses and unreadable times count as absent. */
export const instanceQuery = (request: MountedRequest): InstanceQuery => {
  const named = [...request.url.searchParams].filter(([key]) => key.toLowerCase() === 'runtimestatus').flatMap(([, value]) => value.split(','));
  const statuses = named.map((name) => name.trim()).filter(isStatus);
  return {
    kind: 'orchestration',
    statuses: statuses.length === 0 ? undefined : statuses,
    createdFrom: instant(request, 'createdTimeFrom'),
    createdTo: instant(request, 'createdTimeTo'),
    idPrefix: parameter(request, 'instanceIdPrefix'),
    top: positive(request, 'top'),
    token: request.headers['x-ms-continuation-token'],
  };
};

/** JSON of a body, or the reason it cannot be read. */
export const jsonBody = ({ body }: MountedRequest): { readonly ok: true; readonly json: string } | { readonly ok: false; readonly reason: string } => {
  const text = body.toString('utf8');
  try {
    return { ok: true, json: JSON.stringify(JSON.parse(text)) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

export const isJson = ({ headers }: MountedRequest): boolean => (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json';
