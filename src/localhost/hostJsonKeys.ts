/** What this host acts on. A name that ends here stands for all that is below it. */
const ACTED_ON = [
  'version',
  'functionTimeout',
  ...['routePrefix', 'maxConcurrentRequests', 'maxOutstandingRequests', 'customHeaders', 'hsts'].map((key) => `extensions.http.${key}`),
  'extensions.queues.maxPollingInterval',
  'extensions.queues.visibilityTimeout',
  'extensions.queues.batchSize',
  'extensions.queues.maxDequeueCount',
  'extensions.queues.messageEncoding',
  'extensions.durableTask.hubName',
  'extensions.durableTask.defaultVersion',
  'extensions.durableTask.versionMatchStrategy',
  'extensions.durableTask.versionFailureStrategy',
  'extensions.durableTask.maxConcurrentActivityFunctions',
  'extensions.durableTask.maxConcurrentOrchestratorFunctions',
  'extensions.durableTask.overridableExistingInstanceStates',
  // Says by itself which of its keys have no effect.
  'extensions.serviceBus',
];

/** What the Azure host acts on and this one does not. Source: "host.json reference for Azure Functions 2.x and later" and its pages of the extensions. */
const OF_AZURE = [
  'aggregator', 'applicationInsights', 'concurrency', 'configurationProfile', 'customHandler', 'extensionBundle', 'functions', 'healthMonitor', 'id', 'logging', 'managedDependency', 'retry', 'sendCanceledInvocationsToWorker', 'singleton', 'telemetryMode', 'watchDirectories', 'watchFiles',
  ...['dynamicThrottlesEnabled', 'enableChunkedRequestBinding'].map((key) => `extensions.http.${key}`),
  'extensions.queues.newBatchSize',
  ...[
    'entityMessageReorderWindowInMinutes', 'extendedSessionIdleTimeoutInSeconds', 'extendedSessionsEnabled', 'fetchLargeMessagesAutomatically', 'grpcListenerAddress', 'httpSettings', 'maxConcurrentEntityFunctions', 'maxEntityOperationBatchSize', 'maxOrchestrationActions', 'maxGrpcMessageSizeInBytes', 'notifications', 'rollbackEntityOperationsOnExceptions', 'storageProvider', 'storeInputsInOrchestrationHistory', 'throwStatusExceptionsOnRaiseEvent', 'tracing', 'useAppLease', 'useGracefulShutdown', 'useLegacyPartitionManagement', 'useTablePartitionManagement', 'worker', 'localRpcEndpointEnabled',
  ].map((key) => `extensions.durableTask.${key}`),
  ...['blobs', 'cosmosDB', 'dapr', 'eventGrid', 'eventHubs', 'kafka', 'mcp', 'mysql', 'rabbitMQ', 'redis', 'sendGrid', 'signalR', 'sql', 'tables', 'warmup'].map((extension) => `extensions.${extension}`),
];

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export interface IdleKeys {
  /** Known to the Azure host. */
  readonly idle: readonly string[];
  /** Known to nobody: misspelled, most likely. */
  readonly unknown: readonly string[];
}

/** The keys of a host.json that have no effect here, by their paths; each is named as far up as it is known. @param content the file, parsed. */
export function keysWithoutEffect(content: Readonly<Record<string, unknown>>): IdleKeys {
  const idle: string[] = [];
  const unknown: string[] = [];
  const look = (object: object, above: string): void => {
    for (const [key, value] of Object.entries(object) as [string, unknown][]) {
      const path = `${above}${key}`;
      if (ACTED_ON.some((known) => same(known, path))) continue;
      if (OF_AZURE.some((known) => same(known, path))) idle.push(path);
      else if ([...ACTED_ON, ...OF_AZURE].some((known) => known.toLowerCase().startsWith(`${path.toLowerCase()}.`)) && isObject(value)) look(value, `${path}.`);
      else unknown.push(path);
    }
  };
  look(content, '');
  return { idle, unknown };
}

/** One sentence for each kind. */
export function sayIdleKeys({ idle, unknown }: IdleKeys, log: (level: 'information' | 'warning', sentence: string) => void): void {
  if (idle.length > 0) log('information', `host.json: without effect on this host: ${idle.join(', ')}.`);
  if (unknown.length > 0) log('warning', `host.json: known neither to this host nor to Azure's: ${unknown.join(', ')}.`);
}
