import { version } from '../../adapters/http/description/served/version';
import { PROJECT_ROOT } from '../projectRoot';
import { type Terminal } from '../terminal';
import { attention, type Finding } from './finding';
import { dataFinding, memoryFinding, nodeFinding, packagesFinding, portFinding } from './machine';
import { serverFindings } from './server';
import { settingsFindings } from './settings';

interface DoctorWish {
  readonly server: string;
  /** Absolute. */
  readonly dataFolder: string;
  readonly settingsFile?: string;
  readonly json: boolean;
}

const MARKS = { fine: 'fine      ', attention: 'attention ', wrong: 'wrong     ' } as const;

/** Of a server that runs; of one that does not, whether one could, where it would be on this machine. */
const serverOrPort = async (server: string): Promise<readonly Finding[]> => {
  const found = await serverFindings(server, version(), new Date());
  if (found !== undefined) return found;
  const { hostname, port, protocol } = new URL(server);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return [attention('Server', `nothing answers at ${server}.`)];
  return [attention('Server', `none runs at ${server}; npm start starts one.`), await portFinding(Number(port) || (protocol === 'https:' ? 443 : 80))];
};

/** Prints what was looked at. @returns the exit code: 1 where something is wrong. */
export const examine = async ({ server, dataFolder, settingsFile, json }: DoctorWish, terminal: Terminal): Promise<number> => {
  const findings = [
    nodeFinding(process.versions.node),
    await packagesFinding(PROJECT_ROOT),
    memoryFinding(),
    await dataFinding(dataFolder),
    ...(settingsFile === undefined ? [] : await settingsFindings(settingsFile)),
    ...(await serverOrPort(server)),
  ];
  if (json) terminal.print(JSON.stringify(findings, undefined, 2));
  else for (const { what, state, says } of findings) terminal.print(`${MARKS[state]} ${what.padEnd(12)} ${says}`);
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
};
