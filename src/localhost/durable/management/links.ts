export const WEBHOOK_PATH = 'runtime/webhooks/durabletask';

/** Where the library asks without a key, from this machine alone: on Azure that is a port of its own. */
export const RPC_PATH = 'durabletask';

/** Stands for the instance id in a client binding; the library puts the real one in its place. */
const INSTANCE_ID = 'INSTANCEID';

const codeOf = (systemKey?: string): string => (systemKey === undefined ? '' : `code=${encodeURIComponent(systemKey)}`);

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('&');

const queryOf = (taskHub: string, systemKey?: string): string => joined(`taskHub=${encodeURIComponent(taskHub)}&connection=Storage`, codeOf(systemKey));

const urls = (baseUrl: string, id: string, query: string): Record<string, string> => {
  const instance = `${baseUrl}/${WEBHOOK_PATH}/instances/${id}`;
  return {
    statusQueryGetUri: `${instance}?${query}`,
    sendEventPostUri: `${instance}/raiseEvent/{eventName}?${query}`,
    terminatePostUri: `${instance}/terminate?reason={text}&${query}`,
    rewindPostUri: `${instance}/rewind?reason={text}&${query}`,
    purgeHistoryDeleteUri: `${instance}?${query}`,
    restartPostUri: `${instance}/restart?${query}`,
    suspendPostUri: `${instance}/suspend?reason={text}&${query}`,
    resumePostUri: `${instance}/resume?reason={text}&${query}`,
  };
};

/** The addresses of one instance, as the answer to a start gives them. */
export const managementUrls = (baseUrl: string, id: string, taskHub: string, systemKey?: string): Record<string, string> => ({ id, ...urls(baseUrl, encodeURIComponent(id), queryOf(taskHub, systemKey)) });

/** The JSON text of a `durableClient` input binding. @param systemKey what the host asks for; none if absent */
export const clientBinding = (baseUrl: string, taskHub: string, systemKey?: string): string => {
  const create = `${baseUrl}/${WEBHOOK_PATH}/orchestrators/{functionName}[/{instanceId}]`;
  const code = codeOf(systemKey);
  return JSON.stringify({
    taskHubName: taskHub,
    connectionName: null,
    creationUrls: {
      createNewInstancePostUri: `${create}${code === '' ? '' : `?${code}`}`,
      createAndWaitOnNewInstancePostUri: `${create}?${joined('timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}', code)}`,
    },
    managementUrls: { id: INSTANCE_ID, ...urls(baseUrl, INSTANCE_ID, queryOf(taskHub, systemKey)) },
    baseUrl: `${baseUrl}/${WEBHOOK_PATH}`,
    requiredQueryStringParameters: code,
    rpcBaseUrl: `${baseUrl}/${systemKey === undefined ? WEBHOOK_PATH : RPC_PATH}/`,
    httpBaseUrl: null,
    maxGrpcMessageSizeInBytes: null,
    grpcHttpClientTimeout: null,
  });
};
