/**
 * What runs in Azurite's process before Azurite itself; given to `node -e`, so that it is the same compiled or not.
 * Azurite writes its tables and queues to disk every few seconds and on SIGTERM, but not when it is killed. So when the parent goes, however it goes,
 * the channel to it breaks, and that ends Azurite the orderly way. The pid file says that this has not happened yet.
 */
export const AZURITE_ENTRY = `
const { rmSync } = require('node:fs');
const [azurite, pidFile, ...args] = process.argv.slice(1);
process.argv = [process.argv[0], azurite, ...args];
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
if (pidFile !== '-') process.on('exit', () => rmSync(pidFile, { force: true }));
process.once('SIGTERM', () => { if (process.connected) process.disconnect(); });
process.once('disconnect', () => process.emit('SIGTERM'));
require(azurite);
`;
