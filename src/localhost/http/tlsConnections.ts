import { type Server } from 'node:http';
import { type Socket } from 'node:net';
import { createServer, type Server as TlsServer } from 'node:tls';

/** What a server shows to its clients. PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** First byte of a TLS handshake (RFC 8446 §5.1); no HTTP method starts with it. */
const HANDSHAKE = 0x16;

type Take = (socket: Socket) => void;

/**
 * Lets an HTTP server take connections that speak TLS beside those that do not, on one port: the app's own calls, and tools that know no certificate, go on in the clear on this machine.
 * Either way the requests are the same server's, with its limits.
 */
export class TlsConnections {
  readonly #tls: TlsServer;
  /** Those that have not said anything yet, and all that speak TLS: the HTTP server knows the latter only once their handshake is over. */
  readonly #own = new Set<Socket>();

  /** @param firstByteMillis for how long a connection may say nothing, and a handshake may take. */
  constructor(
    server: Server,
    certificate: Certificate,
    private readonly firstByteMillis: number,
  ) {
    const take = this.#takeOver(server);
    this.#tls = createServer({ ...certificate, ALPNProtocols: ['http/1.1'], handshakeTimeout: firstByteMillis });
    this.#tls.on('secureConnection', take);
    // A client that does not trust the certificate, say: it has been told by its own side.
    this.#tls.on('tlsClientError', (_error, socket) => socket.destroy());
    server.on('connection', (socket: Socket) => this.#decide(socket, take));
  }

  /** New connections are shown this one. */
  use(certificate: Certificate): void {
    this.#tls.setSecureContext({ ...certificate });
  }

  /** Ends the connections that the HTTP server does not know. Called when it has answered everything, so those that it knows may end too. */
  stop(): void {
    for (const socket of this.#own) socket.destroy();
  }

  /** @returns what the server itself does with a connection. */
  #takeOver(server: Server): Take {
    const own = server.listeners('connection') as Take[];
    server.removeAllListeners('connection');
    return (socket) => {
      for (const listener of own) listener.call(server, socket);
    };
  }

  #decide(socket: Socket, take: Take): void {
    const tooSlow = setTimeout(() => socket.destroy(), this.firstByteMillis);
    const broken = (): void => void socket.destroy();
    this.#own.add(socket);
    socket.on('error', broken);
    socket.once('close', () => {
      clearTimeout(tooSlow);
      this.#own.delete(socket);
    });
    socket.once('readable', () => {
      clearTimeout(tooSlow);
      const first = socket.read(1) as Buffer | null;
      // It has ended without a word.
      if (first === null) {
        socket.destroy();
        return;
      }
      socket.unshift(first);
      if (first[0] === HANDSHAKE) {
        // As of any TLS server: whoever hangs up in the middle of a handshake is gone.
        socket.allowHalfOpen = false;
        this.#tls.emit('connection', socket);
        return;
      }
      socket.off('error', broken);
      this.#own.delete(socket);
      take(socket);
    });
  }
}
