import topology from '../../infra/servicebus.json';
import { TOPIC } from '../../src/adapters/servicebus/topic';
import { changed, type Deployment, DEPLOYMENTS, deploymentOf, ofType } from './deployment';

const [{ Topics: topics } = { Topics: [] }] = topology.UserConfig.Namespaces;

/** As Azure writes a name of the broker's file: `RequiresSession` is `requiresSession`. */
const inAzure = (properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(properties).map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]));

const wanted = (): ReadonlyMap<string, Readonly<Record<string, unknown>>> =>
  new Map(topics.flatMap((topic) => [[topic.Name, inAzure(topic.Properties)] as const, ...topic.Subscriptions.map((subscription) => [`${topic.Name}/${subscription.Name}`, inAzure(subscription.Properties)] as const)]));

const topologyProblems = (deployment: Deployment): readonly string[] => {
  const deployed = [...ofType(deployment, 'Microsoft.ServiceBus/namespaces/topics'), ...ofType(deployment, 'Microsoft.ServiceBus/namespaces/topics/subscriptions')];
  const found = new Map(deployed.map(({ name, properties = {} }) => [name.split('/').slice(1).join('/'), properties]));
  const differing = [...wanted()].flatMap(([name, properties]) => {
    const there = found.get(name);
    if (there === undefined) return [`${name} is not deployed`];
    return Object.entries(properties).filter(([property, value]) => there[property] !== value).map(([property, value]) => `${name}: ${property} is ${String(there[property])}, not ${String(value)}`);
  });
  return [...differing, ...[...found.keys()].filter((name) => !wanted().has(name)).map((name) => `${name} is deployed, and not of the local broker`)];
};

test.each(DEPLOYMENTS)('%s: Service Bus has what the local broker has', (name) => {
  expect(topologyProblems(deploymentOf(name))).toEqual([]);
  expect(topics.map((topic) => topic.Name)).toContain(TOPIC);
});

test('a topic misspelt and a property that differs are found', () => {
  const misspelt = changed(deploymentOf('dev'), (resource) => (resource.type === 'Microsoft.ServiceBus/namespaces/topics' ? { ...resource, name: resource.name.replace('lifecycle', 'lifecicle') } : resource));
  expect(topologyProblems(misspelt)).toEqual(['lifecycle is not deployed', 'lifecicle is deployed, and not of the local broker']);
  const sessionless = changed(deploymentOf('dev'), (resource) => (resource.name.endsWith('/webhooks') ? { ...resource, properties: { ...resource.properties, requiresSession: false } } : resource));
  expect(topologyProblems(sessionless)).toEqual(['lifecycle/webhooks: requiresSession is false, not true']);
});
