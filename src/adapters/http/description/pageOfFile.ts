/** Headers of what is a list and a file: where the file too is asked for in pages. */
export const pageOfFile = { 'MS-ContinuationToken': 'Of a page of a file (`size`, and `Accept` or `format`): the token of the next page; absent of the last one. In JSON it stands in `links.next`.' };
