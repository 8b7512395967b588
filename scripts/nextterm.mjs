#!/usr/bin/env node
// The one way in: installs what is missing, builds what is stale, then hands the command line over to src/cli.
// Read by whatever Node is installed, however old: plain syntax, and what needs a newer one is loaded only after the check.
import { nodeProblem } from './setup/nodeVersion.mjs';
import { refuse } from './setup/refuse.mjs';

const args = process.argv.slice(2);
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) refuse(args, problem);
else import('./setup/handOver.mjs').then(({ handOver }) => handOver(args));
