import type * as storedRows from '../../src/domain/catalogue/storedRows';

// Imported before anything that loads what it stands for.

/**
 * Every world and every restart reads whole markets, nearly always the sample's: checking the same rows by their schemas again took half the time of tests that disturb a command at each of its operations.
 * What is read of rows depends on them alone, so the same text is read once; rows that cannot be read are read each time.
 */
jest.mock('../../src/domain/catalogue/storedRows', () => {
  const actual = jest.requireActual<typeof storedRows>('../../src/domain/catalogue/storedRows');
  const MOST_KEPT = 8;
  const known = new Map<string, storedRows.ReadContent<storedRows.StoredRow>>();
  const contentOf = (rows: readonly storedRows.StoredRow[]): storedRows.ReadContent<storedRows.StoredRow> => {
    const text = JSON.stringify(rows.map(({ key, value }) => [key, value]));
    const content = known.get(text) ?? actual.contentOf(rows);
    if (content.damaged.length === 0) known.set(text, content);
    for (const oldest of known.keys()) if (known.size > MOST_KEPT) known.delete(oldest);
    return content;
  };
  return { ...actual, contentOf };
});
