/**
 * What runs in Azurite's process before Azurite itself; given to `node -e`, so that it is the same compiled or not.
 * Azurite writes its tables and queues to disk every few seconds and on SIGTERM, but not when it is killed. So when the parent goes, however it goes,
 * the channel to it breaks, and that ends Azurite the orderly way; one that is still starting is waited for. The pid file says that this has not
 * happened yet.
 */
export const AZURITE_ENTRY = `
const { rmSync } = require('node:fs');
const [azurite, pidFile, ...args] = process.argv.slice(1);
process.argv = [process.argv[0], azurite, ...args];
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
if (pidFile !== '-') process.on('exit', () => rmSync(pidFile, { force: true }));
let told = false;
const azuriteListens = () => process.listenerCount('SIGTERM') > 1;
const end = () => {
  if (told) return;
  if (azuriteListens()) process.emit('SIGTERM');
  else setTimeout(end, 50);
};
process.on('SIGTERM', () => {
  told = told || azuriteListens();
  if (process.connected) process.disconnect();
});
process.on('disconnect', end);
require(azurite);
`;
