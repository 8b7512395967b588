import { type components, type operations } from '@described';
import { answerOf, api } from '../../api/api';
import { type PlanLine } from './planFile';

type Body = operations['applyRenewals']['requestBody']['content']['application/json'];

/** What became of a line, or would. */
export type LineOutcome = components['schemas']['RenewalOutcomes']['items'][number];

export interface Outcome {
  readonly line: PlanLine;
  readonly outcome: LineOutcome;
}

export type Way = 'apply' | 'undo';

/** As many as a call takes. */
const MOST_LINES = 100;

/**
 * Sends lines, a hundred at a call. A line is known by what it says, so that the whole may be sent again after an answer was lost.
 * @param told after each call, with all that is known so far
 * @throws ApiProblem; what was told stays done.
 */
export const sendLines = async (way: Way, lines: readonly PlanLine[], preview: boolean, told: (outcomes: readonly Outcome[]) => void = () => undefined): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < lines.length; from += MOST_LINES) {
    const part = lines.slice(from, from + MOST_LINES);
    const init = { params: { ...(preview && { query: { preview } }), header: { 'MS-RequestId': crypto.randomUUID() } }, body: { lines: part.map(({ sent }) => sent) } as Body };
    const answer = way === 'apply' ? await answerOf(api.POST('/nextterm/v1/renewals/apply', init)) : await answerOf(api.POST('/nextterm/v1/renewals/undo', init));
    for (const outcome of ('preview' in answer ? answer.result : answer).items) {
      const line = part[outcome.line - 1];
      if (line !== undefined) outcomes.push({ line, outcome });
    }
    told([...outcomes]);
  }
  return outcomes;
};
