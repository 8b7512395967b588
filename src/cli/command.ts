import { type Command } from 'commander';
import { type Terminal } from './terminal';

/** What a command needs to describe itself and to run. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Called by a command's action with its work, which ends with the exit code. */
  readonly ends: (work: Promise<number>) => Promise<void>;
}

/** Adds one command to the program: its words, its flags, its action. */
export type DefineCommand = (program: Command, context: CommandContext) => void;
