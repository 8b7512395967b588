import { AsyncLocalStorage } from 'node:async_hooks';
import { type WiredApp } from '../../../src/wiring/wiring';

export * from '../../../src/wiring/wiring';

/** Of the host that a call has reached, also beside calls of another one. */
export const appAtHand = new AsyncLocalStorage<WiredApp>();

/** Stands for `theApp` of the wiring, which has one for each process: here many hosts live in one. */
export const theApp = async (): Promise<WiredApp> => {
  const app = appAtHand.getStore();
  if (app === undefined) throw new Error('A function was called outside of every host');
  return app;
};
