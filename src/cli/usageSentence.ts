import { type Command, type CommanderError } from 'commander';

/** What the parser found wrong with a command line, as a sentence. @throws the error itself, when it tells of no such thing */
export const usageSentence = (error: CommanderError, command: Command): string => {
  const [, named = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [flag = ''] = named.split(/[= ]/);
  switch (error.code) {
    case 'commander.unknownOption':
      return named.includes('=') && flagsOf(command).includes(flag) ? `${flag} takes no value.` : `Unknown flag ${flag}.`;
    case 'commander.optionMissingArgument':
      return needsValue(flag);
    case 'commander.excessArguments':
      return `Unexpected argument "${command.args[0] ?? ''}".`;
    case 'commander.unknownCommand':
      return `Unknown command ${named}.`;
    default:
      throw error;
  }
};

/**
 * A flag in the place of another's value: `--port --fresh`. The parser would take it for the value.
 * @returns a sentence for the first there is
 */
export const flagWithoutValue = (command: Command, args: readonly string[]): string | undefined => {
  const known = flagsOf(command);
  const valued = command.options.filter(({ required }) => required).map(({ long }) => long);
  const missing = args.find((arg, index) => valued.includes(arg) && known.includes(args[index + 1] ?? ''));
  return missing === undefined ? undefined : needsValue(missing);
};

const flagsOf = (command: Command): readonly string[] => ['--help', '-h', ...command.options.flatMap(({ long, short }) => [long, short].filter((flag) => typeof flag === 'string'))];

const needsValue = (flag: string): string => `${flag} needs a value.`;
