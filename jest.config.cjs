/** Three layers: rules and pure code (unit), adapters against Azurite (contract), whole lives over the running app (scenarios). */
const common = {
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
    '^.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  // `import('./x.js')` loads a compiled file when it is first needed; in a test that is x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist-azure/', '<rootDir>/src/localhost/dist/', '<rootDir>/.nextterm/'],
};

module.exports = {
  // A guard against hanging, never a measure of speed: the only limit there is, so that a loaded machine fails nothing.
  // Jest reads it here for all projects; inside a project it is ignored.
  testTimeout: 120_000,
  projects: [
    { ...common, displayName: 'unit', setupFiles: ['<rootDir>/test/support/quickWorlds.ts'], testMatch: ['<rootDir>/test/**/*.test.ts'], testPathIgnorePatterns: ['/test/contract/', '/test/scenarios/'] },
    { ...common, displayName: 'contract', globalTeardown: '<rootDir>/test/support/describedTeardown.ts', testMatch: ['<rootDir>/test/contract/**/*.test.ts'] },
    { ...common, displayName: 'scenarios', globalSetup: '<rootDir>/test/support/shippedSetup.ts', globalTeardown: '<rootDir>/test/support/describedTeardown.ts', testMatch: ['<rootDir>/test/scenarios/**/*.test.ts'] },
  ],
};
