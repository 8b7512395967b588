import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { heldPromise } from './scripts/lint/heldPromise.mjs';

// The layers of src, from the inside out: a folder sees only those before it. `localhost`, the generic local runtime, stands alone; `sandbox` joins it to the app for development.
// The order of the rooms inside `domain`, and that no files import each other in a circle, is test/layers.test.ts's to say.
const layers = ['kernel', 'domain', 'app', 'adapters', 'wiring', 'sandbox', 'cli'];
const azure = { group: ['@azure/*', 'durable-functions'], message: 'Only adapters/ and functions/ talk to Azure.' };
const nodeBuiltins = { group: ['node:*'], message: 'Rules do no I/O: pass the fact in.' };
// Three uncaught errors in half an hour end the Azure host.
const emitters = {
  regex: '^(node:)?(events|stream|net|tls|dgram|http|https|http2|child_process|worker_threads|cluster|readline|zlib)(/|$)',
  message: 'An emitter without an `error` listener ends the process: await what a client library or `fetch` gives instead.',
};
const uncaught = [
  { selector: "CallExpression[callee.property.name=/^(on|once|addListener|prependListener)$/]:not([arguments.0.value='error'])", message: 'What a listener throws is caught by nobody, and an emitter needs an `error` listener first.' },
  { selector: "CallExpression[callee.object.name='process'][callee.property.name='nextTick']", message: 'What the callback throws ends the process: await instead.' },
];
const callbacks = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'EventEmitter'].map((name) => ({ name, message: 'What the callback throws ends the process: await a pause (node:timers/promises) instead.' }));
const folders = (names) => ({ regex: `^(\\.\\./)+(src/)?(${names.join('|')})(/|$)`, message: 'An arrow points only inward; see the layers in eslint.config.mjs.' });
const outside = { kernel: [azure, nodeBuiltins], domain: [azure, nodeBuiltins], app: [azure, emitters], adapters: [emitters], wiring: [emitters] };

const restricted = (files, patterns) => ({ files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } });
const standsAlone = (layer) => (layer === 'sandbox' || layer === 'cli' ? [] : ['localhost']);

const clocks = [
  { selector: "NewExpression[callee.name='Date']", message: 'No clock in a rule: the instant is an argument.' },
  { selector: "CallExpression[callee.object.name='Date']", message: 'No clock in a rule: the instant is an argument.' },
  { selector: "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/]", message: 'No clock in a rule: the instant is an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No randomness in a rule: ids come in with the command.' },
  { selector: "MemberExpression[object.name='crypto']", message: 'No randomness in a rule: ids come in with the command.' },
  { selector: "MemberExpression[object.name='process']", message: 'No environment in a rule: policy is an argument.' },
];
const pureGlobals = ['Date', 'crypto', 'process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'console'].map((name) => ({
  name,
  message: 'Rules are pure: no clock, I/O, randomness or environment.',
}));

export default tseslint.config(
  { ignores: ['dist/**', 'dist-azure/**', 'src/localhost/dist/**', 'node_modules/**', '.nextterm/**', 'coverage/**', 'sample/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    ignores: ['src/console/**'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
    },
  },
  {
    // For browsers. Its types are made from the description of the API (scripts/consoleTypes.mjs), which lint does without.
    files: ['src/console/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended, reactHooks.configs.flat['recommended-latest']],
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [folders([...layers, 'localhost', 'functions'])] }],
    },
  },
  ...layers.map((layer, index) => restricted([`src/${layer}/**/*.ts`], [...(outside[layer] ?? []), folders([...layers.slice(index + 1), ...standsAlone(layer), 'functions'])])),
  restricted(['src/localhost/**/*.ts'], [folders([...layers, 'functions'])]),
  {
    files: ['src/{kernel,domain}/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...pureGlobals], 'no-restricted-syntax': ['error', ...clocks] },
  },
  {
    files: ['functions/**/*.ts', 'src/**/*.ts'],
    ignores: ['src/localhost/**', 'src/sandbox/**', 'src/cli/**', 'src/console/**'],
    // Text on the console reaches Azure's log a record a line, its level guessed from its words.
    rules: { 'no-console': 'error' },
  },
  {
    files: ['functions/**/*.ts', 'src/**/*.ts'],
    ignores: ['src/localhost/**', 'src/sandbox/**', 'src/cli/**', 'src/console/**'],
    plugins: { nextterm: { rules: { 'held-promise': heldPromise } } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      'nextterm/held-promise': 'error',
    },
  },
  {
    files: ['functions/**/*.ts', 'src/{app,adapters,wiring}/**/*.ts'],
    // Its callback aborts one try and does nothing else.
    ignores: ['src/adapters/tables/oneTryWithin.ts'],
    rules: { 'no-restricted-globals': ['error', ...callbacks], 'no-restricted-syntax': ['error', ...uncaught] },
  },
  restricted(['functions/**/*.ts'], [emitters]),
  {
    files: ['functions/orchestrations/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-syntax': ['error', ...clocks],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@azure/*', 'node:*'], message: 'An orchestration names steps and does no I/O.' }, folders(['adapters', 'wiring', 'sandbox', 'localhost'])] },
      ],
    },
  },
  {
    // A test that asserts nothing, or whose assertion nobody waits for, passes whatever happens; one that is skipped, or alone, hides others.
    files: ['test/**/*.ts'],
    plugins: { jest },
    rules: {
      // A helper that asserts is called expectThis or expectThat, which expectedThings is not.
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect(?!ed)*', '**.expect(?!ed)*'] }],
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/valid-expect': 'error',
      'jest/valid-expect-in-promise': 'error',
    },
  },
  {
    // Apps as others write them.
    files: ['test/localhost/examples/**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', require: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', fetch: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' } },
  },
);
