import { Command, CommanderError } from 'commander';
import { chargesCommand } from './charges/chargesCommand';
import { clockCommand } from './clock/clockCommand';
import { customersCommand } from './customers/customersCommand';
import { deadlinesCommand } from './deadlines/deadlinesCommand';
import { forecastCommand } from './forecast/forecastCommand';
import { invoicesCommand } from './invoices/invoicesCommand';
import { loginCommand } from './login/loginCommand';
import { subscriptionsCommand } from './subscriptions/subscriptionsCommand';
import { whoamiCommand } from './whoami/whoamiCommand';
import { SandboxProblem } from '../sandbox/sandboxProblem';
import { StoreUnavailable } from '../kernel/partitionStore';
import { auditCommand } from './audit/auditCommand';
import { bicepCommand } from './bicep/bicepCommand';
import { backupCommand } from './backup/backupCommand';
import { benchCommand } from './bench/benchCommand';
import { type CommandContext, type DefineCommand } from './command';
import { demoCommand } from './demo/demoCommand';
import { fuzzCommand } from './fuzz/fuzzCommand';
import { simulateCommand } from './simulate/simulateCommand';
import { doctorCommand } from './doctor/doctorCommand';
import { formatHelp } from './help';
import { importCommand } from './import/importCommand';
import { checkCommand } from './operations/checkCommand';
import { drainCommand } from './operations/drainCommand';
import { deadLettersCommand } from './operations/deadLettersCommand';
import { findCommand } from './operations/findCommand';
import { healthCommand } from './operations/healthCommand';
import { parkedCommand } from './operations/parkedCommand';
import { rebuildCommand } from './operations/rebuildCommand';
import { sweepCommand } from './operations/sweepCommand';
import { ledgerCommand } from './ledger/ledgerCommand';
import { rowsCommand } from './rows/rowsCommand';
import { openApiCommand } from './openapi/openApiCommand';
import { picturesCommand } from './pictures/picturesCommand';
import { licencesCommand } from './licences/licencesCommand';
import { packageCommand } from './package/packageCommand';
import { Problem, UsageProblem } from './problem';
import { reconcileCommand } from './reconcile/reconcileCommand';
import { restoreCommand } from './backup/restoreCommand';
import { rulesCommand } from './rules/rulesCommand';
import { renewalsCommand } from './renewals/renewalsCommand';
import { sbomCommand } from './sbom/sbomCommand';
import { scaleCommand } from './scale/scaleCommand';
import { setupCommand } from './setup/setupCommand';
import { smokeCommand } from './smoke/smokeCommand';
import { shardsCommand } from './shards/shardsCommand';
import { snapshotCommand } from './snapshot/snapshotCommand';
import { startCommand } from './start/startCommand';
import { type Terminal } from './terminal';
import { lastLine } from './test/summary';
import { testCommand } from './test/testCommand';
import { usageCommand } from './usage/usageCommand';
import { flagWithoutValue, usageSentence } from './usageSentence';
import { webhooksCommand } from './webhooks/webhooksCommand';

/** In the order of the help. */
const COMMANDS: readonly DefineCommand[] = [
  startCommand,
  demoCommand,
  setupCommand,
  importCommand,
  snapshotCommand,
  testCommand,
  rulesCommand,
  benchCommand,
  scaleCommand,
  fuzzCommand,
  simulateCommand,
  ledgerCommand,
  rowsCommand,
  auditCommand,
  webhooksCommand,
  loginCommand,
  whoamiCommand,
  customersCommand,
  subscriptionsCommand,
  deadlinesCommand,
  forecastCommand,
  renewalsCommand,
  chargesCommand,
  invoicesCommand,
  reconcileCommand,
  usageCommand,
  clockCommand,
  backupCommand,
  restoreCommand,
  shardsCommand,
  doctorCommand,
  findCommand,
  parkedCommand,
  smokeCommand,
  deadLettersCommand,
  checkCommand,
  rebuildCommand,
  healthCommand,
  sweepCommand,
  drainCommand,
  openApiCommand,
  bicepCommand,
  picturesCommand,
  packageCommand,
  licencesCommand,
  sbomCommand,
];

const define = (context: CommandContext): Command => {
  const program = new Command('nextterm')
    .description('A self-hosted new-commerce back end. `nextterm <command> --help` lists the flags of a command.')
    .usage('<command> [flags]')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({ formatHelp: formatHelp(context.terminal.npmScript) })
    // What goes wrong is told below, in our own words.
    .configureOutput({ writeOut: (text) => context.terminal.print(text.trimEnd()), writeErr: () => undefined })
    .helpCommand(false)
    .helpOption('-h, --help', 'show this and stop');
  for (const add of COMMANDS) add(program, context);
  return program;
};

/**
 * Runs one command line to its end.
 * @param args without the program's name
 * @returns the exit code: the command's own; 1 for what the user can do something about, 2 for a command line that makes no sense
 * @throws whatever is a fault of ours
 */
export const runProgram = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let code = 0;
  const program = define({
    terminal,
    ends: async (work) => {
      code = await work;
    },
  });
  const command = program.commands.find((each) => each.name() === args[0]) ?? program;
  try {
    if (args.length === 0) throw new UsageProblem('Which command?');
    const missing = flagWithoutValue(command, args);
    if (missing !== undefined) throw new UsageProblem(missing);
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError || error instanceof UsageProblem) {
      terminal.complain(`${error instanceof UsageProblem ? error.message : usageSentence(error, command)}\n\n${command.helpInformation().trimEnd()}`);
      if (command.name() === 'test') terminal.print(lastLine({ passed: 0, failed: 1 }));
      return 2;
    }
    // These were written for the reader; anything else is a fault, and its stack says where.
    if (error instanceof Problem || error instanceof SandboxProblem || error instanceof StoreUnavailable) {
      terminal.complain(error.message);
      return 1;
    }
    throw error;
  }
};
