const ROW = /^\|\s*([A-Z]{3}-\d+)\s*\|\s*([^|]*?)\s*\|/;

/**
 * The rules that a document claims: the rows of its tables whose first cell is an id.
 * @param {string} markdown
 * @returns {{ id: string, text: string }[]} in the order of the document; an id written twice is there twice
 */
export function readClaims(markdown) {
  return markdown.split('\n').flatMap((line) => {
    const [, id, text] = ROW.exec(line) ?? [];
    return id === undefined ? [] : [{ id, text }];
  });
}
