import { type Instant } from '../../kernel/instant';
import { success, type Result } from '../../kernel/result';
import { type Refusal } from '../refusals';
import { type Answer } from './answer';
import { type Changes } from './changes';
import { type Command } from './handleCommand';

/** What one of several commands has decided. */
export interface BoundOutcome {
  changes(now: Instant): Changes;
  before(): string | undefined;
  answer(): Answer;
  previewAnswer(): Answer;
}

/** One of several commands, with the state it has loaded. */
export interface BoundCommand {
  decide(now: Instant): Result<BoundOutcome, Refusal>;
}

/** A command that was chosen by what its subject is, and the state it loads. */
export const bound = async <Loaded, Outcome>(command: Pick<Command<Loaded, Outcome>, 'load' | 'decide' | 'changes' | 'before' | 'answer' | 'previewAnswer'>): Promise<Result<BoundCommand, Refusal>> => {
  const state = await command.load();
  if (!state.ok) return state;
  const loaded = state.value;
  return success({
    decide: (now) => {
      const decided = command.decide(loaded, now);
      if (!decided.ok) return decided;
      const outcome = decided.value;
      return success({
        changes: (at) => command.changes(outcome, loaded, at),
        before: () => command.before(loaded, outcome),
        answer: () => command.answer(outcome),
        previewAnswer: () => command.previewAnswer(outcome),
      });
    },
  });
};

/** The command that loads one of several and carries it out, in one transaction. @param choose reads what the subject is, anew with every attempt. @param recall see {@link Command}. */
export const chosenCommand = (head: Pick<Command<BoundCommand, BoundOutcome>, 'customerId' | 'request' | 'preview'>, recall: () => Promise<Result<BoundCommand, Refusal> | undefined>, choose: () => Promise<Result<BoundCommand, Refusal>>): Command<BoundCommand, BoundOutcome> => ({
  ...head,
  load: choose,
  recall,
  decide: (command, now) => command.decide(now),
  changes: (outcome, _command, now) => outcome.changes(now),
  before: (_command, outcome) => outcome.before(),
  answer: (outcome) => outcome.answer(),
  previewAnswer: (outcome) => outcome.previewAnswer(),
});
