import { SEALS_OF_ANCHOR } from '../../app/audit/seals/anchors';
import { tellUnreadable } from '../remote/unreadable';
import { localPartnerToken, operatorToken } from '../server';
import { type Terminal } from '../terminal';
import { anchorsOfAllLogs, verifyAllLogs } from './allLogs';
import { anchorOf, anchorText, readAnchor, writeAnchor } from './anchorFile';
import { anchorOfOwnLog, sealsOfOwnLog, verifyOwnLog } from './ownLog';
import { tell } from './told';

/** What was asked for. */
export interface AuditWish {
  readonly action: 'verify' | 'anchor';
  /** What was exported before, or is to be written. */
  readonly file?: string | undefined;
  readonly server: string;
  /** Only the log of the token's tenant. */
  readonly own: boolean;
  /** Slug of a partner of a local server's sample world, whose log is the own one. */
  readonly as?: string | undefined;
  readonly json: boolean;
}

const tokenOf = async ({ server, as }: AuditWish): Promise<string> => (as === undefined ? operatorToken(server) : (process.env['NEXTTERM_TOKEN'] ?? localPartnerToken(server, as)));

const verify = async (wish: AuditWish, terminal: Terminal): Promise<number> => {
  const anchor = wish.file === undefined ? undefined : await readAnchor(terminal.cwd, wish.file);
  const token = await tokenOf(wish);
  const progress = wish.json ? () => undefined : (records: number): void => terminal.print(`  ${records} records so far …`);
  return tell(await (wish.own ? verifyOwnLog : verifyAllLogs)(wish.server, token, anchor, progress), wish.json, terminal);
};

const exportAnchor = async (wish: AuditWish, terminal: Terminal): Promise<number> => {
  const token = await tokenOf(wish);
  const { tenants, unreadable } = wish.own ? anchorOfOwnLog(await sealsOfOwnLog(wish.server, token), SEALS_OF_ANCHOR) : await anchorsOfAllLogs(wish.server, token);
  const anchor = anchorOf(wish.server, new Date(), tenants);
  const { file } = wish;
  if (file === undefined) {
    terminal.print(anchorText(anchor));
    return tellUnreadable({ unreadable }, terminal);
  }
  await writeAnchor(terminal.cwd, file, anchor);
  const seals = tenants.reduce((sum, tenant) => sum + tenant.seals.length, 0);
  if (wish.json) terminal.print(JSON.stringify({ file, logs: tenants.length, seals }));
  else terminal.print(`${file}: the last seals of ${tenants.length} ${tenants.length === 1 ? 'log' : 'logs'}, ${seals} in all. Keep it where whoever can write to the tables cannot.`);
  return tellUnreadable({ unreadable }, terminal);
};

/**
 * Proves the logs, or exports their last seals; a file that is to be written must not be there, and none to be written prints them.
 * @returns the exit code: 0 where all is as it was sealed, and exported; 1 also where seals cannot be read. @throws Problem when the server does not answer, or refuses, or the file does not do.
 */
export const runAudit = (wish: AuditWish, terminal: Terminal): Promise<number> => (wish.action === 'verify' ? verify : exportAnchor)(wish, terminal);
