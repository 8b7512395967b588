import { createServer } from 'node:net';
import { errorCode } from './errorCode';
import { SandboxProblem } from './sandboxProblem';

/**
 * The port to listen on, known before anything is started because settings and token issuer name it.
 * @param wanted 0 for any free one
 * @throws SandboxProblem if it is in use or not allowed
 */
export const choosePort = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      reject(portProblem(error, wanted) ?? error);
    });
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : wanted);
      });
    });
  });

/** The user's view of a failure to listen; undefined if it was something else. */
export const portProblem = (error: unknown, port: number): SandboxProblem | undefined => {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new SandboxProblem(`Port ${port} is in use by another program, perhaps another NextTerm. Stop it, or choose another port with --port.`);
    case 'EACCES':
      return new SandboxProblem(`Port ${port} may not be used by this account. Choose one above 1023 with --port.`);
    default:
      return undefined;
  }
};
