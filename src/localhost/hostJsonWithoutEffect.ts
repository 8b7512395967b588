/** What this host acts on; whole sections where it says by itself what of them has no effect. */
const IN_EFFECT = [
  'version',
  'functionTimeout',
  'extensions.http.routePrefix',
  ...['maxPollingInterval', 'visibilityTimeout', 'batchSize', 'maxDequeueCount', 'messageEncoding'].map((key) => `extensions.queues.${key}`),
  'extensions.serviceBus',
  ...['hubName', 'defaultVersion', 'versionMatchStrategy', 'versionFailureStrategy', 'overridableExistingInstanceStates', 'maxConcurrentActivityFunctions', 'maxConcurrentOrchestratorFunctions'].map((key) => `extensions.durableTask.${key}`),
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const below = (value: unknown, path: string): string[] => {
  if (IN_EFFECT.includes(path)) return [];
  const holdsEffects = path === '' || IN_EFFECT.some((known) => known.startsWith(`${path}.`));
  if (!holdsEffects || !isObject(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => below(member, path === '' ? key : `${path}.${key}`));
};

/** The keys of a host.json's content that change nothing on this host, by their paths; a section of which nothing has an effect by its own. */
export const hostJsonWithoutEffect = (content: unknown): string[] => (isObject(content) ? below(content, '') : []);
