import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER } from '../remote/connectionFlags';

interface AuditFlags {
  readonly url: string;
  readonly anchor?: string;
  readonly out?: string;
  readonly own?: true;
  readonly as?: string;
  readonly json?: true;
}

const ACTIONS = ['verify', 'anchor'] as const;

/** `nextterm audit verify`: exit code 0 when every record is as it was sealed, 1 when one is not. `anchor`: 0 when the last seals are exported. */
export const auditCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('audit')
    .summary('prove that audit records are as they were sealed, or export the last seals')
    .usage('[flags] verify|anchor')
    .argument('[action]', 'verify: name each record that is missing, changed or added; anchor: export the last seals, to be kept outside')
    .option('--anchor <FILE>', 'verify: compare with what was exported before')
    .option('--out <FILE>', 'anchor: write to this file, which must not be there yet (default: print)')
    .option('--own', 'only the log of the token’s tenant; its seals are computed here, from the records as they are stored')
    .option('--as <SLUG>', 'the same of a partner of a local server’s sample world')
    .option('--json', 'print JSON')
    .option('--url <URL>', 'of the server; it asks for an operator’s token in NEXTTERM_TOKEN, or with --own anybody’s who may read the log, unless the server is a local one', LOCAL_SERVER)
    .action((asked: string | undefined, { url, anchor, out, own, as, json }: AuditFlags) => {
      const action = ACTIONS.find((each) => each === asked);
      if (action === undefined) throw new UsageProblem(asked === undefined ? 'verify or anchor?' : `There is no action ${asked}: verify or anchor.`);
      if (action === 'verify' && out !== undefined) throw new UsageProblem('--out belongs to anchor.');
      if (action === 'anchor' && anchor !== undefined) throw new UsageProblem('--anchor belongs to verify.');
      const wish = { action, file: anchor ?? out, server: serverAddress(url), own: own === true || as !== undefined, as, json: json === true };
      return ends(import('./runAudit.js').then(({ runAudit }) => runAudit(wish, terminal)));
    });
};
