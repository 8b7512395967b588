const { AsyncLocalStorage } = require('node:async_hooks');

/**
 * A storage that follows what waits is followed by every promise of the process until it is disabled, and each test file makes storages of its own.
 * Files that came late in a worker therefore took three times as long as those that came first: each of their promises carried on what hundreds of finished files had kept.
 */
const enabled = new Set();
const { run, enterWith } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function (...args) {
  enabled.add(this);
  return run.apply(this, args);
};

AsyncLocalStorage.prototype.enterWith = function (...args) {
  enabled.add(this);
  return enterWith.apply(this, args);
};

/** Disables the storages of a test file that has ended. */
exports.disableStorages = () => {
  for (const storage of enabled) storage.disable();
  enabled.clear();
};
