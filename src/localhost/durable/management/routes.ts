import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../contracts';
import { entityRoutes } from './entityRoutes';
import { getStatus, listInstances } from './instanceQueries';
import { purgeInstance, purgeInstances, raiseEvent, resume, rewind, suspend, terminate } from './instanceOperations';
import { WEBHOOK_PATH } from './links';
import { type Management } from './management';
import { parameter } from './parameters';
import { STORAGE_FAILED, wentWrong } from './refusals';
import { GaveUp } from '../storageRetry';
import { BrokenRow } from '../store/port';
import { restartInstance, startInstance } from './startInstance';

type Handle = (management: Management, request: MountedRequest) => Promise<MountedResponse>;

/** Inputs and events of the library's client come this way. On Azure that has no bound; here a body is in memory several times. */
const LARGEST_BODY = 104_857_600;

const HUB = /^[A-Za-z][A-Za-z0-9]{2,44}$/;

/** What a request is answered that is meant for another task hub or storage account: there is one of each. */
const elsewhere = ({ taskHub }: Management, request: MountedRequest): MountedResponse | undefined => {
  // A slash in a segment is one, however it is written.
  if (/%2f/i.test(request.url.pathname)) return { status: 404 };
  const connection = parameter(request, 'connection') ?? '';
  if (!['', 'storage', 'azurewebjobsstorage'].includes(connection.toLowerCase())) return wentWrong(`Unable to resolve the Azure Storage connection named '${connection}'.`, 'System.InvalidOperationException');
  const hub = parameter(request, 'taskHub') ?? '';
  if (hub === '' || hub.toLowerCase() === taskHub.toLowerCase()) return undefined;
  return HUB.test(hub) ? { status: 404 } : wentWrong('An error occurred while communicating with Azure Storage', STORAGE_FAILED);
};

/** The documented HTTP API (learn.microsoft.com, "HTTP API reference - Durable Functions"), under the webhook path, which is the library's RPC path as well. What is not of it is 404, whatever the method. */
export const managementRoutes = (management: Management): MountedRoute[] => {
  const route = (method: string, path: string, handle: Handle): MountedRoute => ({
    method,
    template: `${WEBHOOK_PATH}/${path}`,
    largestBody: LARGEST_BODY,
    handle: async (request) => {
      try {
        return elsewhere(management, request) ?? (await handle(management, request));
      } catch (error) {
        if (error instanceof GaveUp) return wentWrong(error.message, STORAGE_FAILED);
        if (error instanceof BrokenRow) return wentWrong(error.message, 'BrokenRow');
        throw error;
      }
    },
  });
  return [
    // What it begins is work. Who then waits for its end is none: a virtual clock goes on to what the instance waits for.
    { ...route('POST', 'orchestrators/{functionName}/{instanceId?}', startInstance), outsideClock: true },
    route('GET', 'instances', listInstances),
    route('DELETE', 'instances', purgeInstances),
    route('GET', 'instances/{instanceId}', getStatus),
    route('DELETE', 'instances/{instanceId}', purgeInstance),
    route('POST', 'instances/{instanceId}/raiseEvent/{eventName}', raiseEvent),
    route('POST', 'instances/{instanceId}/terminate', terminate),
    route('POST', 'instances/{instanceId}/suspend', suspend),
    route('POST', 'instances/{instanceId}/resume', resume),
    route('POST', 'instances/{instanceId}/rewind', rewind),
    route('POST', 'instances/{instanceId}/restart', restartInstance),
    ...entityRoutes(route),
    ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => route(method, '{*anything}', async () => ({ status: 404 }))),
  ];
};
