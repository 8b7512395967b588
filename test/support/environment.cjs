require('./compileOnce.cjs');
const { disableStorages } = require('./ownStorages.cjs');
const { TestEnvironment } = require('jest-environment-node');

const texts = new Map();

/** Where a test file runs: a realm of its own, in a process that others run in before and after it. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.textsOfWorker = texts;
  }

  async teardown() {
    await super.teardown();
    disableStorages();
  }
};
