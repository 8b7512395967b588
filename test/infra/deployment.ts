import { readFileSync } from 'node:fs';

/** A resource as the compiler works it out beforehand; what only Azure knows stays an expression in brackets. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export type Deployment = readonly Resource[];

export const DEPLOYMENTS = ['dev', 'prod', 'everything'] as const;

/** What a parameter file deploys, as it is kept in infra/snapshots. */
export const deploymentOf = (name: string): Deployment => (JSON.parse(readFileSync(`infra/snapshots/${name}.json`, 'utf8')) as { readonly predictedResources: Deployment }).predictedResources;

export const ofType = (deployment: Deployment, type: string): Deployment => deployment.filter((resource) => resource.type === type);

/** The settings that the app is given. */
export const settingsIn = (deployment: Deployment): Readonly<Record<string, string>> => {
  const [settings] = ofType(deployment, 'Microsoft.Web/sites/config').filter(({ name }) => name.endsWith('/appsettings'));
  return (settings?.properties ?? {}) as Readonly<Record<string, string>>;
};

/** The same deployment with some of its resources changed, or (undefined) left out: what a fault in a template would come to. */
export const changed = (deployment: Deployment, change: (resource: Resource) => Resource | undefined): Deployment =>
  deployment.flatMap((resource) => {
    const after = change(resource);
    return after === undefined ? [] : [after];
  });

/** With other settings; undefined leaves one out. */
export const withSettings = (deployment: Deployment, settings: Readonly<Record<string, string | undefined>>): Deployment =>
  changed(deployment, (resource) => (resource.name.endsWith('/appsettings') ? { ...resource, properties: Object.fromEntries(Object.entries({ ...resource.properties, ...settings }).filter(([, value]) => value !== undefined)) } : resource));
