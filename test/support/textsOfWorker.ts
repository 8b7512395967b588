/** What a worker keeps from one test file to the next (`environment.cjs`): texts alone, so that nothing a test file makes reaches another. */
export const textsOfWorker = (globalThis as { readonly textsOfWorker?: Map<string, string> }).textsOfWorker ?? new Map<string, string>();
