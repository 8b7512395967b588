import { createServer, type AddressInfo } from 'node:net';
import { errorCode } from './errorCode';
import { SandboxProblem } from './sandboxProblem';

/** A port that nobody else can take until it is released. */
export interface HeldPort {
  readonly port: number;
  /** Frees it for whoever is to listen; again is harmless. */
  release(): Promise<void>;
}

/**
 * The port to listen on, known before anything is started because settings and token issuer name it, and held until the app listens: storage, started in
 * between, takes free ports of its own.
 * @param wanted 0 for any free one
 * @throws SandboxProblem if it is in use or not allowed
 */
export const holdPort = (wanted: number): Promise<HeldPort> =>
  new Promise((resolve, reject) => {
    const holder = createServer((socket) => socket.destroy());
    holder.once('error', (error) => {
      reject(portProblem(error, wanted) ?? error);
    });
    holder.listen(wanted, '127.0.0.1', () => {
      const { port } = holder.address() as AddressInfo;
      resolve({ port, release: () => new Promise((released) => holder.close(() => released())) });
    });
  });

/** The user's view of a failure to listen; undefined if it was something else. */
const portProblem = (error: unknown, port: number): SandboxProblem | undefined => {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new SandboxProblem(`Port ${port} is in use by another program, perhaps another NextTerm. Stop it, or choose another port with --port.`);
    case 'EACCES':
      return new SandboxProblem(`Port ${port} may not be used by this account. Choose one above 1023 with --port.`);
    default:
      return undefined;
  }
};
