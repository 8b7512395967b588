import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRuntime } from '../../../localhost/support/compiledRuntime';

const PROGRAM = `const { startBroker, readTopology } = require('./localhost/servicebus');
const { RealClock } = require('./localhost/clock/realClock');
const logger = { log: (level, message) => process.stderr.write(level + ': ' + message + '\\n') };
const [topology, journal, port] = process.argv.slice(2);
startBroker({ topology: readTopology(topology), journal, port: Number(port), clock: new RealClock({ logger }), logger, compactAfterBytes: 100000 }).then((broker) => process.send({ connectionString: broker.connectionString, port: broker.port }));`;

/** A broker in a process of its own, which can be killed and started again over what it kept, at the same port. */
export class ChildBroker {
  readonly #runtime = compileRuntime();
  readonly #data = mkdtempSync(join(tmpdir(), 'bus-child-'));
  #child: ChildProcess | undefined;
  #port = 0;
  connectionString = '';

  /** @param topology path of its declaration. */
  constructor(private topology = '') {
    writeFileSync(join(this.#runtime.folder, 'broker.js'), PROGRAM);
  }

  async start(): Promise<void> {
    const args = [join(this.#runtime.folder, 'broker.js'), this.topology, join(this.#data, 'journal'), String(this.#port)];
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [{ connectionString, port }] = (await once(this.#child, 'message')) as [{ connectionString: string; port: number }];
    this.connectionString = connectionString;
    this.#port = port;
  }

  /** As a loss of the process does: with nothing put in order. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  /** Starts with nothing kept, by this topology. */
  async fresh(topology: string): Promise<void> {
    await this.kill();
    this.topology = topology;
    rmSync(join(this.#data, 'journal'), { force: true });
    await this.start();
  }

  async remove(): Promise<void> {
    await this.kill();
    this.#runtime.remove();
    rmSync(this.#data, { recursive: true, force: true });
  }
}
