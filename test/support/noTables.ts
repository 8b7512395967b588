// A world is in memory: loading the storage library, which nothing of it calls, would take a tenth of its file's time. Imported before what loads it.
jest.mock('../../src/adapters/tables/openTables', () => ({
  openTables: () => {
    throw new Error('A world has no tables');
  },
}));
export {};
