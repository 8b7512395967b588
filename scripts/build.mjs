// npm run build: installs what is missing and builds what is stale, nothing else.
import { nodeProblem } from './setup/nodeVersion.mjs';
import { refuse } from './setup/refuse.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) refuse([], problem);
else import('./setup/prepare.mjs').then(({ prepare }) => prepare([]));
