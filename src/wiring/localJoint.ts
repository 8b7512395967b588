import { showLocally } from '../adapters/http/landing/localSide';
import { serveUnmatched } from '../adapters/http/route';
import { theApp } from './wiring';

/** What a local runtime takes hold of in the app that it runs: of the very modules that its functions use. In the package for Azure it is an entry of its own, which nothing there loads. */
export const localJoint = { theApp, serveUnmatched, showLocally };

export type LocalJoint = typeof localJoint;
