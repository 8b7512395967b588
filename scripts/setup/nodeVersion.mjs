// Read by whatever Node is installed, however old: plain syntax, no imports.

/** The oldest major version of Node that this project runs on; `engines` in package.json says the same. */
export const MINIMUM_NODE = 20;

/** @returns a sentence for the user if `version` (as in `process.versions.node`) is too old, else undefined. */
export function nodeProblem(version) {
  if (Number(version.split('.')[0]) >= MINIMUM_NODE) return undefined;
  return 'NextTerm needs Node ' + MINIMUM_NODE + ' or newer; this is Node ' + version + '. Get a current one from https://nodejs.org.';
}
