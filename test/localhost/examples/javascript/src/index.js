globalThis.startedBy = 'index.js';
