import { connect } from 'node:net';
import { type RunningAzurite, startAzurite } from '../azurite';
import { type Logger } from '../contracts';

type Service = 'blob' | 'queue' | 'table';
type Ports = Partial<Record<Service, number>>;

/** Source: "Use the Azurite emulator", default ports. */
const DEFAULT_PORTS: Ports = { blob: 10_000, queue: 10_001, table: 10_002 };

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The ports on this machine that a connection string names: those of `UseDevelopmentStorage=true`, or those of its endpoints.
 * @throws an account that is elsewhere: the tables that this host keeps for Durable Functions have the names of Azure's own, and another form.
 */
export function storagePorts(connectionString: string): Ports {
  const parts = new Map(connectionString.split(';').map((part) => [part.slice(0, part.indexOf('=')).trim().toLowerCase(), part.slice(part.indexOf('=') + 1).trim()] as const));
  if (parts.get('usedevelopmentstorage')?.toLowerCase() === 'true') return DEFAULT_PORTS;
  const endpoints = (['blob', 'queue', 'table'] as const).flatMap((service) => {
    const endpoint = parts.get(`${service}endpoint`);
    return endpoint === undefined ? [] : [[service, endpoint] as const];
  });
  const elsewhere = endpoints.length === 0 || endpoints.some(([, endpoint]) => !URL.canParse(endpoint) || !LOOPBACK.has(new URL(endpoint).hostname));
  if (elsewhere) throw new Error('AzureWebJobsStorage names a storage account that is not on this machine. What this host keeps there for Durable Functions has the names of Azure\'s and another form: set it to UseDevelopmentStorage=true.');
  return Object.fromEntries(endpoints.map(([service, endpoint]) => [service, Number(new URL(endpoint).port || 80)]));
}

/**
 * Starts Azurite on the ports that a connection string names, unless somebody listens there.
 * @param data where it keeps what it holds; undefined: in memory
 * @returns undefined where storage runs already
 * @throws one sentence: an account elsewhere, a port that is taken while others are free, whatever Azurite says
 */
export async function startAskedStorage(connectionString: string, data: string | undefined, logger: Logger): Promise<RunningAzurite | undefined> {
  const ports = storagePorts(connectionString);
  const named = Object.entries(ports);
  const taken = await Promise.all(named.map(([, port]) => isListening(port)));
  if (taken.every(Boolean)) return undefined;
  if (taken.some(Boolean)) {
    const one = named.find((_, index) => taken[index]);
    throw new Error(`AzureWebJobsStorage asks for storage on this machine: port ${one?.[1]} (${one?.[0]}) is in use, and not all of ${named.map(([, port]) => port).join(', ')} are. Stop what listens there, or start all of Azurite.`);
  }
  return startAzurite({ ports, logger, ...(data !== undefined && { data }) });
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (listens: boolean): void => {
      socket.destroy();
      resolve(listens);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
