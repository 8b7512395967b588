import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const GIVEN_BACK_MS = 5_000;

export interface MeasuredBroker {
  readonly pid: number;
  readonly connectionString: string;
  /** Collects garbage, so that what is left is what it needs. */
  readonly collect: () => Promise<void>;
  /** As a crash does. */
  readonly kill: () => Promise<void>;
}

/** A local Service Bus in a process of its own, over the journal in the folder. */
export const startBrokerProcess = async (folder: string): Promise<MeasuredBroker> => {
  const child = spawn(process.execPath, ['--expose-gc', join(__dirname, 'brokerProcess.js'), join(folder, 'journal')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const connectionString = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (text) => {
      output += String(text);
      const [, said] = /^broker: (\S+)$/m.exec(output) ?? [];
      if (said !== undefined) resolve(said);
    });
    child.once('close', (code) => reject(new Error(`The broker ended with code ${code}`)));
  });
  if (child.pid === undefined) throw new Error('The broker has no process.');
  return {
    pid: child.pid,
    connectionString,
    collect: async () => {
      const collected = once(child.stdout, 'data');
      child.kill('SIGUSR2');
      await collected;
      // V8 gives pages back beside its other work.
      await setTimeout(GIVEN_BACK_MS);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
