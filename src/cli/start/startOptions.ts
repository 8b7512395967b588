import { resolve } from 'node:path';
import { type StartOptions } from '../../sandbox/contracts';
import { logForms, type LogForm } from '../../sandbox/requestLines';
import { PARTNER_ROLES, type PartnerRole, roleOf } from '../../sandbox/tokens/roles';
import { UsageProblem } from '../problem';

/** The flags of `npm start` as they were given. */
export interface StartFlags {
  readonly port?: string;
  readonly clock?: string;
  readonly data?: string;
  readonly fresh?: boolean;
  readonly restore?: boolean;
  readonly memory?: boolean;
  readonly https?: boolean;
  readonly defaultRole?: string;
  readonly log?: string;
  readonly quiet?: boolean;
  readonly world?: string;
  readonly package?: string;
  readonly sample: boolean;
  readonly bus: boolean;
}

/**
 * What the flags ask for.
 * @param cwd what a relative --data is relative to
 * @throws UsageProblem for values that make no sense, alone or together
 */
export const startOptions = ({ port, clock, data, fresh = false, restore = false, memory = false, https = false, defaultRole, log, quiet = false, world, package: packaged, sample, bus }: StartFlags, cwd: string): StartOptions => {
  const givenPort = portOf(port ?? '7071');
  const begins = clock === undefined ? undefined : instantOf(clock);
  if (data === '') throw new UsageProblem('--data needs the name of a folder.');
  if (memory && data !== undefined) throw new UsageProblem('--memory keeps nothing on disk, so --data has nothing to name: give one of the two.');
  if (restore && fresh) throw new UsageProblem('--fresh wipes the copy that --restore goes back to: give one of the two.');
  if (restore && memory) throw new UsageProblem('--memory keeps nothing on disk, so --restore has nothing to go back to: give one of the two.');
  if (https && memory) throw new UsageProblem('--memory keeps nothing on disk, and --https needs a file of its certificate for programs to trust: give one of the two.');
  const role = defaultRole === undefined ? undefined : partnerRole(defaultRole);
  if (quiet && log !== undefined) throw new UsageProblem('--quiet tells no requests, so --log has nothing to form: give one of the two.');
  const form = logFormOf(log ?? 'text');
  if (world === '') throw new UsageProblem('--world needs the name of a file.');
  if (world !== undefined && !sample) throw new UsageProblem('--no-sample loads partners alone, and --world a whole world: give one of the two.');
  if (world !== undefined && restore) throw new UsageProblem('--restore goes back to a copy that has its world already: leave --world out.');
  if (packaged === '') throw new UsageProblem('--package needs the name of a file.');
  return {
    port: givenPort,
    ...(begins !== undefined && { clock: begins }),
    ...(!memory && { dataFolder: resolve(cwd, data ?? '.nextterm') }),
    fresh,
    restore,
    ...(world !== undefined && { world: resolve(cwd, world) }),
    ...(packaged !== undefined && { package: resolve(cwd, packaged) }),
    sample,
    bus,
    ...(https && { https }),
    ...(role !== undefined && { defaultRole: role }),
    ...(!quiet && { log: form }),
  };
};

const partnerRole = (name: string): PartnerRole => {
  const role = roleOf(name);
  if (role !== undefined) return role;
  throw new UsageProblem(`--default-role must be one of ${PARTNER_ROLES.join(', ')}, not "${name}".`);
};

const logFormOf = (text: string): LogForm => {
  const form = logForms.find((each) => each === text);
  if (form !== undefined) return form;
  throw new UsageProblem(`--log must be ${logForms.join(' or ')}, not "${text}".`);
};

const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65535) return port;
  throw new UsageProblem(`--port must be a whole number from 0 to 65535, not "${text}".`);
};

/** Milliseconds since 1970. A time without an offset is UTC, though JavaScript would read it as local. */
const instantOf = (text: string): number => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i.exec(text);
  const [, year = '', month = '', day = '', time = '00:00', offset = 'Z'] = parts ?? [];
  // Date.parse moves 30 February into March.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const millis = parts === null || Number(day) > lastDay ? NaN : Date.parse(`${year}-${month}-${day}T${time}${offset.toUpperCase()}`);
  if (!Number.isNaN(millis)) return millis;
  throw new UsageProblem(`--clock must be a UTC date or an ISO 8601 instant such as 2026-01-01T00:00:00Z, not "${text}".`);
};
