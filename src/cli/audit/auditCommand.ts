import { serverAddress } from '../demo/demoCommand';
import { type DefineCommand } from '../command';
import { UsageProblem } from '../problem';
import { LOCAL_SERVER, type ConnectionFlags } from '../remote/connectionFlags';
import { type RecordsWish } from './listRecords';

interface AuditFlags {
  readonly url?: string;
  readonly profile?: string;
  readonly anchor?: string;
  readonly out?: string;
  readonly own?: true;
  readonly as?: string;
  readonly json?: true;
  readonly since?: string;
  readonly until?: string;
  readonly customer?: string;
  readonly subscription?: string;
  readonly company?: string;
  readonly resource?: string;
  readonly operation?: string;
  readonly status?: string;
  readonly csv?: true;
}

const ACTIONS = ['list', 'verify', 'anchor'] as const;
type Action = (typeof ACTIONS)[number];

/** Flags that belong to some of the actions. */
const BELONGS: readonly (readonly [flag: keyof AuditFlags, to: readonly Action[]])[] = [
  ['anchor', ['verify']],
  ['out', ['anchor']],
  ['own', ['verify', 'anchor']],
  ['profile', ['list']],
  ...(['since', 'until', 'customer', 'subscription', 'company', 'resource', 'operation', 'status', 'csv'] as const).map((flag) => [flag, ['list']] as const),
];

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one filter that the log takes. */
const filterOf = ({ customer, subscription, company, resource }: AuditFlags): RecordsWish['filter'] => {
  const given = [
    ...(customer === undefined ? [] : [{ field: 'CustomerId', operator: 'equals', value: customer } as const]),
    ...(subscription === undefined ? [] : [{ field: 'SubscriptionId', operator: 'equals', value: subscription } as const]),
    ...(company === undefined ? [] : [{ field: 'CompanyName', operator: 'substring', value: company } as const]),
    ...(resource === undefined ? [] : [{ field: 'ResourceType', operator: 'equals', value: resource } as const]),
  ];
  if (given.length > 1) throw new UsageProblem('--customer, --subscription, --company or --resource: the log takes one of them.');
  if (customer !== undefined && !GUID.test(customer)) throw new UsageProblem(`--customer must be the id of a customer, not "${customer}": --company finds names.`);
  return given[0];
};

/** A partner's slug stands for its admin agent. */
const clientOf = (as: string | undefined): string | undefined => (as === undefined || as.includes('-') || ['operator', 'customer'].includes(as) ? as : `${as}-admin_agent`);

const listing = (flags: AuditFlags): RecordsWish => {
  const { url, profile, as, json, since, until, operation, status, csv } = flags;
  if (json === true && csv === true) throw new UsageProblem('--json or --csv, not both.');
  const client = clientOf(as);
  const connection: ConnectionFlags = { ...(url !== undefined && { url }), ...(profile !== undefined && { profile }), ...(client !== undefined && { as: client }), ...(json === true && { json }) };
  return { flags: connection, since, until, operation, status, filter: filterOf(flags), csv: csv === true };
};

/** `nextterm audit list`: the log of the caller’s tenant. `verify`: exit code 0 when every record is as it was sealed, 1 when one is not. `anchor`: 0 when the last seals are exported. */
export const auditCommand: DefineCommand = (program, { terminal, ends }) => {
  program
    .command('audit')
    .summary('list audit records, prove that they are as they were sealed, or export the last seals')
    .usage('[flags] list|verify|anchor')
    .argument('[action]', 'list: who did what, of one’s own tenant; verify: name each record that is missing, changed or added; anchor: export the last seals, to be kept outside')
    .option('--anchor <FILE>', 'verify: compare with what was exported before')
    .option('--out <FILE>', 'anchor: write to this file, which must not be there yet (default: print)')
    .option('--own', 'only the log of the token’s tenant; its seals are computed here, from the records as they are stored')
    .option('--since <DAY>', 'list: from this day on, or a span back such as 7d (default: 30d; the log is listed up to 90 days back)')
    .option('--until <DAY>', 'list: up to this day, which is excluded, or a span back')
    .option('--customer <ID>', 'list: only of this customer')
    .option('--subscription <ID>', 'list: only of this subscription')
    .option('--company <TEXT>', 'list: only of customers with this in their name')
    .option('--resource <TYPE>', 'list: only of resources of this type, subscription say')
    .option('--operation <TYPE>', 'list: only these operations, update_subscription say')
    .option('--status <STATUS>', 'list: only with this outcome, succeeded or failed')
    .option('--csv', 'list: print CSV')
    .option('--as <SLUG>', 'a partner of a local server’s sample world whose log is the own one; with list a client id too')
    .option('--profile <NAME>', 'list: who signs in, and where: one that `nextterm login` has kept')
    .option('--json', 'print JSON')
    .option('--url <URL>', `of the server (default: ${LOCAL_SERVER}); verify and anchor ask for an operator’s token in NEXTTERM_TOKEN, or with --own anybody’s who may read the log, unless the server is a local one`)
    .action((asked: string | undefined, flags: AuditFlags) => {
      const { url = LOCAL_SERVER, anchor, out, own, as, json } = flags;
      const action = ACTIONS.find((each) => each === asked);
      if (action === undefined) throw new UsageProblem(asked === undefined ? 'list, verify or anchor?' : `There is no action ${asked}: list, verify or anchor.`);
      const foreign = BELONGS.find(([flag, to]) => flags[flag] !== undefined && !to.includes(action));
      if (foreign !== undefined) throw new UsageProblem(`--${foreign[0]} belongs to ${foreign[1].join(' and ')}.`);
      if (action === 'list') {
        const wish = listing(flags);
        return ends(import('./listRecords.js').then(({ listRecords }) => listRecords(wish, terminal)));
      }
      const wish = { action, file: anchor ?? out, server: serverAddress(url), own: own === true || as !== undefined, as, json: json === true };
      return ends(import('./runAudit.js').then(({ runAudit }) => runAudit(wish, terminal)));
    });
};
