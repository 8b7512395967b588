import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox } from '../support/sandbox';
import { temporaryFolder } from '../support/temporaryFolder';

/** Has a server kill itself at one of its writes: `2-sent`, `5-stored` (`crashAtWrite.cjs`). A server that runs with `env` can be told at any time, and so need not be started again for it. For one test file. */
export const crashPlan = () => {
  const file = join(temporaryFolder(), 'crash');
  const env = { NODE_OPTIONS: `--require ${join(__dirname, 'crashAtWrite.cjs')}`, CRASH_PLAN: file };
  return {
    /** Of a server that waits to be told. */
    env,
    /** From now on the server counts its writes. */
    tell: (sandbox: Pick<Sandbox, 'signal'>, crash: string): void => {
      writeFileSync(file, crash);
      sandbox.signal('SIGUSR2');
    },
    /** Of a server that counts from its start. */
    fromStart: (crash: string) => {
      writeFileSync(file, crash);
      return { ...env, CRASH_FROM_START: 'yes' };
    },
  };
};
