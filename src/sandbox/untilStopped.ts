import { join } from 'node:path';
import { type AnsweredCall, stopSignal } from '../localhost';
import { connectApplication } from './application';
import { type OwnWorld, type StartOptions } from './contracts';
import { errorCode } from './errorCode';
import { type OpenedApp, openPackage } from './openPackage';
import { readyLines } from './readyLines';
import { isToldOf, requestLine } from './requestLines';
import { SandboxProblem } from './sandboxProblem';
import { type RunningSandbox, startSandbox } from './startSandbox';

/** Compiled to dist/src/sandbox. */
const ROOT = join(__dirname, '..', '..', '..');

/** Runs NextTerm until Ctrl-C or SIGTERM. @returns the exit code: 0 after a clean stop, 1 if it could not start or stop */
export const runUntilStopped = async (options: StartOptions): Promise<number> => {
  const { log } = options;
  const stop = stopSignal(() => console.log('\nStopping … (again to stop at once)'));
  const onAnswered = log && ((call: AnsweredCall): void => {
    if (isToldOf(call)) console.log(requestLine(call, log));
  });
  let sandbox: RunningSandbox;
  try {
    const { folder, joint } = options.package === undefined ? await unpackaged() : await openPackage(options.package);
    sandbox = await startSandbox(options, { root: ROOT, appRoot: folder, connect: connectApplication(joint), openWorld, print: console.log, warn: console.error, signal: stop.signal, ...(onAnswered && { onAnswered }) });
  } catch (error) {
    if (error !== stop.signal.reason) console.error(explain(error));
    if (!stop.signal.aborted) return 1;
    console.log('Stopped before it was ready.');
    return 0;
  }
  console.log(`NextTerm is ready: ${sandbox.url}`);
  console.log(`Open it in a browser: ${sandbox.url}/`);
  console.log(`Service Bus: ${sandbox.serviceBus ?? 'none (--no-bus)'}`);
  if (sandbox.certificateFile !== undefined) console.log(trustLine(sandbox.certificateFile));
  if (sandbox.mailFolder !== undefined) console.log(`Mail: ${sandbox.mailFolder}`);
  for (const line of readyLines(sandbox.url, sandbox.partners, sandbox.certificateFile)) console.log(line);
  await stop.asked;
  try {
    await sandbox.stop();
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
  console.log('Stopped.');
  return 0;
};

/** The app as it is built here. */
const unpackaged = async (): Promise<OpenedApp> => ({ folder: ROOT, joint: (await import('../wiring/localJoint.js')).localJoint });

const openWorld = async (file: string): Promise<OwnWorld> => (await import('./world/openWorld.js')).openWorld(file, ROOT);

/** A plain error was written for a reader. Anything else is a fault, and its stack says where. */
const explain = (error: unknown): string => {
  if (error instanceof SandboxProblem) return error.message;
  const written = error instanceof Error && error.constructor === Error && errorCode(error) === undefined;
  return `NextTerm failed: ${written ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
};

/** How the programs that most people use here are told to trust a certificate. */
const trustLine = (file: string): string => `Certificate: ${file}\n  Trust it: NODE_EXTRA_CA_CERTS=${file} for Node, --cacert ${file} for curl; others, browsers too, in docs/sign-in.md`;
