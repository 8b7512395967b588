import { type MountedRequest, type MountedResponse, type MountedRoute } from '../../contracts';
import { entityRoutes } from './entityRoutes';
import { getStatus, listInstances } from './instanceQueries';
import { purgeInstance, purgeInstances, raiseEvent, resume, rewind, suspend, terminate } from './instanceOperations';
import { WEBHOOK_PATH } from './links';
import { type Management } from './management';
import { startInstance } from './startInstance';

/** The documented HTTP API (learn.microsoft.com, "HTTP API reference - Durable Functions"), under the webhook path, which is the library's RPC path as well. */
export const managementRoutes = (management: Management): MountedRoute[] => {
  const route = (method: string, path: string, handle: (management: Management, request: MountedRequest) => Promise<MountedResponse>): MountedRoute => ({
    method,
    template: `${WEBHOOK_PATH}/${path}`,
    handle: (request) => handle(management, request),
  });
  return [
    route('POST', 'orchestrators/{functionName}/{instanceId?}', startInstance),
    route('GET', 'instances', listInstances),
    route('DELETE', 'instances', purgeInstances),
    route('GET', 'instances/{instanceId}', getStatus),
    route('DELETE', 'instances/{instanceId}', purgeInstance),
    route('POST', 'instances/{instanceId}/raiseEvent/{eventName}', raiseEvent),
    route('POST', 'instances/{instanceId}/terminate', terminate),
    route('POST', 'instances/{instanceId}/suspend', suspend),
    route('POST', 'instances/{instanceId}/resume', resume),
    route('POST', 'instances/{instanceId}/rewind', rewind),
    ...entityRoutes(route),
  ];
};
