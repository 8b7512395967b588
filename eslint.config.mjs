import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// The layers, from the inside out. An arrow points only inward:
//   functions → app → domain → policy → kernel        adapters → domain, policy, kernel
// `localhost` (the generic local runtime) stands alone; `sandbox` joins it to the app for development.
const domain = ['deadline', 'catalogue', 'partner', 'customer', 'order', 'subscription', 'renewal', 'billing', 'saas', 'traditional', 'scheduledChange', 'extendedTerm', 'retention', 'nextCharge', 'trial', 'transition', 'transfer', 'overage', 'azurePlan', 'supportCase', 'options'];
const azure = { group: ['@azure/*', 'durable-functions'], message: 'Only adapters/ and functions/ talk to Azure.' };
const nodeBuiltins = { group: ['node:*'], message: 'Rules do no I/O: pass the fact in.' };
const folder = (names, message) => ({ regex: `^(\\.\\./)+(src/)?(${names.join('|')})(/|$)`, message });

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
  { ignores: ['dist/**', 'dist-azure/**', 'node_modules/**', '.nextterm/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
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
    files: [`src/{kernel,policy,${domain.join(',')}}/**/*.ts`],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-syntax': ['error', ...clocks],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [azure, nodeBuiltins, folder(['app', 'adapters', 'localhost', 'sandbox', 'functions'], 'The domain knows nothing of the layers around it.')] },
      ],
    },
  },
  {
    files: ['functions/**/*.ts', 'src/**/*.ts'],
    ignores: ['src/localhost/**', 'src/sandbox/**'],
    // Text on the console reaches Azure's log a record a line, its level guessed from its words.
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/kernel/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [azure, nodeBuiltins, folder(['policy', ...domain, 'app', 'adapters', 'localhost', 'sandbox', 'functions'], 'The kernel depends on nothing of ours.')] },
      ],
    },
  },
  {
    files: ['src/app/**/*.ts'],
    ignores: ['src/app/wiring.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [azure, folder(['adapters', 'localhost', 'sandbox', 'functions'], 'Use cases see ports; only wiring.ts meets adapters.')] },
      ],
    },
  },
  {
    files: ['src/adapters/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [folder(['localhost', 'sandbox', 'functions'], 'Adapters see the domain and the ports, nothing further out.')] }],
    },
  },
  {
    files: ['src/localhost/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [folder(['kernel', 'policy', ...domain, 'app', 'adapters', 'sandbox', 'functions'], 'The local runtime is generic: it imports nothing of this application.')] },
      ],
    },
  },
  {
    files: ['functions/orchestrations/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-syntax': ['error', ...clocks],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@azure/*', 'node:*'], message: 'An orchestration names steps and does no I/O.' }, folder(['adapters', 'sandbox', 'localhost'], 'An orchestration names steps and does no I/O.')] },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', fetch: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' } },
  },
);
