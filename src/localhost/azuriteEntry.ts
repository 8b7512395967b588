/**
 * What runs in Azurite's process before Azurite itself; given to `node -e`, so that it is the same compiled or not.
 * Azurite writes its tables and queues to disk every few seconds and on SIGTERM, but not when it is killed. So when the parent goes, however it goes,
 * the channel to it breaks, and that ends Azurite the orderly way; one that is still starting is waited for. The pid file says that this has not
 * happened yet. `{save}` over the channel writes everything now, in one turn, so that all books are of one instant; the answer says when that is done.
 */
export const AZURITE_ENTRY = `
const { rmSync } = require('node:fs');
const { createRequire } = require('node:module');
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
const Loki = createRequire(azurite)('lokijs');
const saveBook = Loki.prototype.saveDatabase;
const books = new Set();
// Azurite saves every book once before it listens, a new one and one that it has loaded alike.
Loki.prototype.saveDatabase = function (...given) {
  books.add(this);
  return saveBook.apply(this, given);
};
const save = (book) => new Promise((resolve, reject) => saveBook.call(book, (error) => (error ? reject(error) : resolve())));
process.on('message', ({ save: asked }) => {
  Promise.all([...books].map(save)).then(
    () => process.send({ saved: asked }),
    (error) => process.send({ saved: asked, problem: String(error) }),
  );
});
require(azurite);
`;
