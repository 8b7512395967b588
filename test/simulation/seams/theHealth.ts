import { createHealthCheck, type Health } from '../../../src/app/health';
import { type WiredApp } from '../../../src/wiring/wiring';
import { WorldPatience } from '../../support/worldPatience';
import { theApp } from './theApp';

const known = new WeakMap<WiredApp, () => Promise<Health>>();

/** Stands for `theHealth` of the wiring, which has one for each process: here each host has its own. */
export const theHealth = async (): Promise<Health> => {
  const app = await theApp();
  const check = known.get(app) ?? createHealthCheck({ app: async () => app, patience: new WorldPatience() });
  known.set(app, check);
  return check();
};
