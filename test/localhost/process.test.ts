import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compileRuntime, writeApp } from './support/compiledRuntime';

let runtime: ReturnType<typeof compileRuntime>;
beforeAll(() => {
  runtime = compileRuntime();
});
afterAll(() => runtime.remove());

/** Runs `script` in a process of its own, with `start(root)` at hand; what it prints comes back line by line. */
async function run(script: string): Promise<string[]> {
  const prelude = `
    const { startHost, VirtualClock } = require('./localhost/index.js');
    const logger = { log: (level, message) => console.log(level + ': ' + message.split('\\n')[0]) };
    const start = (root) => startHost({ root, clock: new VirtualClock({ start: 0, logger }), storage: 'memory', port: 0, logger });
    const main = async () => { ${script} };
    main().catch((error) => console.log('failed: ' + error.message.split('\\n')[0])).finally(() => process.exit());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', prelude], { cwd: runtime.folder });
  return stdout.trimEnd().split('\n');
}

const hello = (body: string): string => `app.http('hello', { handler: (request, context) => { context.log('asked'); return { body: ${body} }; } });`;

describe('an app in a process of its own', () => {
  it('of CommonJS files is loaded unchanged, in the order of their paths', async () => {
    const root = writeApp(runtime.folder, 'commonjs', {
      'package.json': '{"main":"functions/**/*.js"}',
      'functions/b.js': `console.log('b'); const { app } = require('@azure/functions'); ${hello("'hi'")}`,
      'functions/a/a.js': `console.log('a');`,
    });
    const lines = await run(`const host = await start(${JSON.stringify(root)}); console.log(await (await fetch(host.url + '/hello')).text()); await host.stop();`);
    expect(lines).toEqual(['a', 'b', 'information: asked', 'hi']);
  });

  it('of ES modules is loaded unchanged', async () => {
    const root = writeApp(runtime.folder, 'esm', { 'package.json': '{"main":"index.js","type":"module"}', 'index.js': `import { app } from '@azure/functions'; ${hello('import.meta.url.slice(0, 5)')}` });
    const lines = await run(`const host = await start(${JSON.stringify(root)}); console.log(await (await fetch(host.url + '/hello')).text()); await host.stop();`);
    expect(lines).toEqual(['information: asked', 'file:']);
  });

  it('that fails to load stops the start, naming the file', async () => {
    const root = writeApp(runtime.folder, 'broken', { 'package.json': '{"main":"f/*.js"}', 'f/x.js': `require('./missing');` });
    expect(await run(`await start(${JSON.stringify(root)});`)).toEqual(['failed: The app does not start: f/x.js failed to load.']);
  });

  it('of the published shape is loaded whole: the index and the functions', async () => {
    const root = writeApp(runtime.folder, 'published', {
      'package.json': '{"main":"dist/src/{index.js,functions/*.js}"}',
      'dist/src/index.js': `require('@azure/functions').app.setup({ enableHttpStream: false }); console.log('index');`,
      'dist/src/functions/hello.js': `const { app } = require('@azure/functions'); ${hello("'hi'")}`,
    });
    const lines = await run(`const host = await start(${JSON.stringify(root)}); console.log(await (await fetch(host.url + '/hello')).text()); await host.stop();`);
    expect(lines).toEqual(['index', 'information: asked', 'hi']);
  });

  it('without a function does not start', async () => {
    const root = writeApp(runtime.folder, 'empty', { 'package.json': '{"main":"f/*.js"}', 'f/a.js': '', 'f/b.js': '' });
    expect(await run(`await start(${JSON.stringify(root)});`)).toEqual(['failed: The app has no function: the 2 files that "main" of package.json names registered none (f/a.js, f/b.js).']);
  });

  it('is the only one', async () => {
    const root = writeApp(runtime.folder, 'single', { 'package.json': '{"main":"index.js"}', 'index.js': `const { app } = require('@azure/functions'); ${hello("'hi'")}` });
    const lines = await run(`await start(${JSON.stringify(root)}); await start(${JSON.stringify(root)});`);
    expect(lines).toEqual(['failed: An app runs in this process already: start another process for another app.']);
  });
});
