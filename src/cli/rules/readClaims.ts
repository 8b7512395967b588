const ROW = /^\|\s*([A-Z]{3}-\d+)\s*\|\s*([^|]*?)\s*\|/;

/** A rule that a document says is kept. */
export interface Claim {
  readonly id: string;
  readonly text: string;
}

/**
 * The rules that a document claims: the rows of its tables whose first cell is an id.
 * @returns in the order of the document; an id written twice is there twice
 */
export function readClaims(markdown: string): Claim[] {
  return markdown.split('\n').flatMap((line) => {
    const [, id, text = ''] = ROW.exec(line) ?? [];
    return id === undefined ? [] : [{ id, text }];
  });
}
