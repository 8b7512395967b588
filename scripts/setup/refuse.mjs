// Read by whatever Node is installed, however old: plain syntax, no imports.

/** Says why nothing can be run, and ends with exit code 1. `npm test` promises its counts as the last line, whatever happens. */
export function refuse(args, message) {
  console.error(message);
  if (args[0] === 'test') console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
