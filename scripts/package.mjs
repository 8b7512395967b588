// npm run package: makes the folder that is deployed to Azure.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { makeAzurePackage } = await import('./package/package.mjs');
  process.exitCode = await makeAzurePackage();
}
