import { type Command, type Help, type Option } from 'commander';

const npmForm = (command: string): string => (command === 'start' || command === 'test' ? `npm ${command}` : `npm run ${command}`);

/** `--port <N>` is shown as `--port N`, and `-h, --help` as `--help`. */
const termOf = ({ flags }: Option): string => flags.replace(/^-\w, /, '').replace(/[<>]/g, '');

/** How a command is called, the way this user called it. @param npmScript the npm script that runs us, if one does */
const callOf = (command: Command, npmScript: string | undefined): string => {
  if (command.parent === null) return command.name();
  return npmScript === command.name() ? `${npmForm(command.name())} --` : `${command.parent.name()} ${command.name()}`;
};

/** The usage line, then the commands or the flags, each with its words beside it; further lines of them stand below the first. */
export const formatHelp =
  (npmScript: string | undefined) =>
  (command: Command, helper: Help): string => {
    const commands = helper.visibleCommands(command).filter(({ parent }) => parent !== null);
    const options = helper.visibleOptions(command).map((option) => [termOf(option), option.description]);
    const parts = helper.visibleArguments(command).map((argument) => [argument.name(), argument.description]);
    const rows = [...commands.map((each) => [each.name(), each.summary()]), ...parts, ...options];
    const width = Math.max(...rows.map(([term = '']) => term.length)) + 2;
    const lines = rows.map(([term = '', words = '']) => `  ${term.padEnd(width)}${words.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`);
    const about = command.description() === '' ? '' : `\n${command.description()}\n`;
    return `Usage: ${callOf(command, npmScript)} ${command.usage()}\n${about}\n${lines.join('\n')}\n`;
  };
