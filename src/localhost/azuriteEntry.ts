import { bookInPieces, readBook } from './azuriteBook';
import { findRowsByKey } from './azuriteRows';
import { paceSnapshots } from './azuriteSnapshots';
import { RENEWED_EVERY_MS } from './renewedFile';

/**
 * What runs in Azurite's process before Azurite itself; given to `node -e`, so that it is the same compiled or not.
 * Azurite writes its tables and queues to disk now and then and on SIGTERM, but not when it is killed. So when the parent goes, however it goes,
 * the channel to it breaks, and that ends Azurite the orderly way; one that is still starting is waited for. The pid file says that this has not
 * happened yet, and is renewed for those who cannot see this process. `{save}` over the channel writes everything now, in one turn, so that all books are of one instant; the answer says when that is done.
 * How its books are written, when, and how rows are found by their keys is ours (why: decision 124 of the repository).
 */
export const AZURITE_ENTRY = `
const fs = require('node:fs');
const { createRequire } = require('node:module');
const [azurite, pidFile, ...args] = process.argv.slice(1);
process.argv = [process.argv[0], azurite, ...args];
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
if (pidFile !== '-') {
  process.on('exit', () => fs.rmSync(pidFile, { force: true }));
  setInterval(() => fs.utimes(pidFile, new Date(), new Date(), () => {}), ${RENEWED_EVERY_MS}).unref();
}
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
const ofAzurite = createRequire(azurite);
const Loki = ofAzurite('lokijs');
const bookInPieces = ${bookInPieces.toString()};
const readBook = ${readBook.toString()};
const paceSnapshots = ${paceSnapshots.toString()};
const findRowsByKey = ${findRowsByKey.toString()};
findRowsByKey(ofAzurite('./table/persistence/LokiTableMetadataStore.js').default.prototype, ofAzurite('./table/persistence/QueryInterpreter/QueryParser.js').default);
const say = (message) => process.connected && process.send(message);
Loki.prototype.serialize = function () {
  return bookInPieces(this);
};
Loki.LokiFsAdapter.prototype.saveDatabase = (file, pieces, done) => {
  fs.promises.writeFile(file + '~', pieces).then(() => fs.promises.rename(file + '~', file)).then(() => done(), done);
};
Loki.LokiFsAdapter.prototype.loadDatabase = (file, done) => {
  try {
    done(fs.existsSync(file) && fs.statSync(file).size > 0 ? readBook(fs, file, true) : null);
  } catch (error) {
    done(error);
  }
};
Loki.prototype.autosaveEnable = function () {
  const failed = (error) => say({ unsaved: String(error) });
  paceSnapshots(this, { now: () => performance.now(), later: setTimeout, failed });
};
const saveBook = Loki.prototype.saveDatabase;
const books = new Set();
// Azurite saves every book once before it listens, a new one and one that it has loaded alike.
Loki.prototype.saveDatabase = function (...given) {
  books.add(this);
  return saveBook.apply(this, given);
};
const save = (book) =>
  new Promise((resolve, reject) =>
    saveBook.call(book, (error) => {
      if (!error) return resolve();
      for (const collection of book.collections) collection.dirty = true;
      reject(error);
    }),
  );
process.on('message', ({ save: asked }) => {
  Promise.all([...books].map(save)).then(
    () => process.send({ saved: asked }),
    (error) => process.send({ saved: asked, problem: String(error) }),
  );
});
require(azurite);
`;
