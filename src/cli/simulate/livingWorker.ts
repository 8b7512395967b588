import { fork, type ChildProcess } from 'node:child_process';
import { type Asked, type Told } from './told';
import { Problem } from '../problem';

/** Of what a worker wrote before it ended, so much is told. */
const LAST_WORDS = 4_000;

/** A flag that a Node older than 22.7 refuses. */
const CONTEXT_FRAME = '--experimental-async-context-frame';

/**
 * What lives are cheaper with, by some five to ten of a hundred of their CPU; what they come to is the same.
 * - Much is garbage soon, and little of it stands when room for it is large; the other cores have workers of their own, so none helps to collect it.
 * - Much code runs a little: functions are compiled with few others in them, as each costs what it takes to compile long before it pays.
 */
const CHEAPER = ['--max-semi-space-size=128', '--single-threaded-gc', '--max-inlined-bytecode-size-cumulative=300'];

/** What a call is about is passed through each of its awaits: by frames in place of hooks. */
const flagsOf = (node: string): readonly string[] => ['--enable-source-maps', ...CHEAPER, ...(node === process.execPath && !process.allowedNodeEnvironmentFlags.has(CONTEXT_FRAME) ? [] : [CONTEXT_FRAME])];

/** A worker that is no more: it did not answer in time and was killed, or it ended by itself. */
export interface Ended {
  readonly ended: 'hung' | 'crashed';
  readonly words: string;
}

export interface WorkerOptions {
  /** The bundled worker. */
  readonly bundle: string;
  /** Handed to it. */
  readonly root: string;
  /** The program that runs it. */
  readonly node: string;
  /** So long it may take over one answer, in milliseconds. */
  readonly patience: number;
}

/** One process that lives lives, asked one question at a time. */
export class LivingWorker {
  private words = '';
  private ending: string | undefined;
  private heard: ((told: Told | undefined) => void) | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly patience: number,
  ) {
    child.stderr?.on('data', (text) => (this.words = `${this.words}${String(text)}`.slice(-LAST_WORDS)));
    child.on('message', (told: Told) => this.hear(told));
    child.on('error', (error) => this.gone(error.message));
    // Not `exit`: what it wrote last is read by then.
    child.on('close', (code, signal) => this.gone(signal === null ? `ended with code ${String(code)}` : `was ended by ${signal}`));
  }

  /** @returns a worker that has read its world. @throws Problem with its words where it ends before. */
  static async start({ bundle, root, node, patience }: WorkerOptions): Promise<LivingWorker> {
    const worker = new LivingWorker(fork(bundle, [root], { execPath: node, execArgv: [...flagsOf(node)], stdio: ['ignore', 'inherit', 'pipe', 'ipc'] }), patience);
    const told = await worker.answer();
    if (told === undefined) throw new Problem(`A worker of the simulation could not begin: it ${worker.ending ?? ''}.\n${worker.words}`);
    return worker;
  }

  get hasEnded(): boolean {
    return this.ending !== undefined;
  }

  /** @returns its answer, or how it ended without one. Never throws. */
  async ask(asked: Asked): Promise<Told | Ended> {
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      this.kill();
    }, this.patience);
    // Whoever could not be told ends, which is heard.
    this.child.send(asked, () => undefined);
    const told = await this.answer();
    clearTimeout(late);
    if (told !== undefined) return told;
    return isLate ? { ended: 'hung', words: `no answer in ${Math.round(this.patience / 1000)} s` } : { ended: 'crashed', words: `the process ${this.ending ?? ''}\n${this.words}`.trim() };
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private answer(): Promise<Told | undefined> {
    return this.hasEnded ? Promise.resolve(undefined) : new Promise((resolve) => (this.heard = resolve));
  }

  private gone(how: string): void {
    this.ending ??= how;
    this.hear(undefined);
  }

  private hear(told: Told | undefined): void {
    const { heard } = this;
    this.heard = undefined;
    heard?.(told);
  }
}
