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

/** The instance of the path. The extension decodes it once more than the host has. */
export const idOf = ({ params }: MountedRequest): string => decodedAgain(params['instanceId'] ?? '');

const decodedAgain = (text: string): string => {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
};

/** Milliseconds since 1970 of a time parameter; unreadable ones count as absent. Without a zone it is UTC. */
export const instant = (request: MountedRequest, name: string): number | undefined => {
  const text = parameter(request, name) ?? '';
  const at = Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : at;
};

/** A whole number, also below 0; anything else counts as absent. */
export const whole = (request: MountedRequest, name: string): number | undefined => {
  const text = parameter(request, name)?.trim() ?? '';
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
};

/** Seconds, fractions allowed; below 0 counts as absent. */
export const seconds = (request: MountedRequest, name: string): number | undefined => {
  const text = parameter(request, name);
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
};

/** A status by its name, as it is written, or its number. */
const statusOf = (text: string): StatusName | undefined => (Object.entries(OrchestrationStatus) as [StatusName, number][]).find(([name, number]) => name === text || String(number) === text)?.[0];

/** The filter of a list or purge; `kind` and paging are not set. Unknown statuses and unreadable times count as absent. */
export const instanceQuery = (request: MountedRequest): InstanceQuery => {
  const named = [...request.url.searchParams].filter(([key]) => key.toLowerCase() === 'runtimestatus').flatMap(([, value]) => value.split(','));
  const statuses = named.map((name) => statusOf(name.trim())).filter((status) => status !== undefined);
  return {
    statuses: statuses.length === 0 ? undefined : statuses,
    createdFrom: instant(request, 'createdTimeFrom'),
    createdTo: instant(request, 'createdTimeTo'),
    idPrefix: parameter(request, 'instanceIdPrefix'),
    top: whole(request, 'top'),
  };
};

const TOKEN = 'x-ms-continuation-token';

/** The id at which a page begins, out of the request's token. */
export const pageToken = ({ headers }: MountedRequest): string | undefined => (headers[TOKEN] === undefined ? undefined : Buffer.from(headers[TOKEN], 'base64').toString('utf8'));

/** The header that says where the next page begins, if there is one. */
export const tokenHeader = (next: string | undefined): { headers?: Record<string, string> } => (next === undefined ? {} : { headers: { [TOKEN]: Buffer.from(next).toString('base64') } });

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
