import { type ReportProblem } from '../../domain/usage/overage/callReport';

/** What became of one line of a batch. A duplicate had been taken before. */
export type LineOutcome = { readonly status: 'accepted' | 'duplicate' } | { readonly status: 'refused'; readonly problem: ReportProblem };

export const refusedLine = (problem: ReportProblem): LineOutcome => ({ status: 'refused', problem });
