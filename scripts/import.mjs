// npm run import: installs what is missing, builds what is stale, then loads a seller's own price sheets and offer matrices.
import { nodeProblem } from './setup/nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // Loaded only now: an old Node could not even read it.
  const { importFiles } = await import('./import/import.mjs');
  // Not left to the event loop: idle connections of the storage client would hold it open for minutes.
  process.exit(await importFiles(process.argv.slice(2)));
}
