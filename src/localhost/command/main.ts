#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger } from '../contracts';
import { stopSignal } from '../stopSignal';
import { readCommandLine, type StartFlags, USAGE, UsageError } from './flags';
import { startApp } from './startApp';
import { startedLines } from './startedLines';

/** To the terminal: what is worse than information goes to stderr, what is less nowhere. */
const terminal: Logger = {
  log: (level, message) => {
    if (level === 'error' || level === 'warning') console.error(`${level}: ${message}`);
    else if (level === 'information') console.log(message);
  },
};

/** @returns the exit code: 0 after a clean stop, 1 where it could not start or stop, 2 for a command line that asks for nothing there is */
async function run(args: readonly string[]): Promise<number> {
  try {
    const asked = readCommandLine(args);
    if (asked.command === 'start') return await runUntilStopped(asked.flags);
    console.log(asked.command === 'help' ? USAGE : version());
    return 0;
  } catch (error) {
    console.error(explain(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

async function runUntilStopped(flags: StartFlags): Promise<number> {
  const stop = stopSignal(() => console.log('\nStopping … (again to stop at once)'));
  const host = await startApp(flags, terminal);
  for (const line of startedLines(host)) console.log(line);
  await stop.asked;
  await host.stop();
  console.log('Stopped.');
  return 0;
}

function version(): string {
  const { version: own } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { readonly version: string };
  return own;
}

/** A plain error was written for a reader. Anything else is a fault, and its stack says where. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${USAGE}`;
  if (error instanceof Error && error.constructor === Error && !('code' in error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// What the app left open must not keep a stopped host alive.
void run(process.argv.slice(2)).then((code) => process.exit(code));
