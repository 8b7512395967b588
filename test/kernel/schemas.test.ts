import { calendarDateSchema, instantSchema } from '../../src/kernel/schemas';

describe('[DUE-2] a stored day', () => {
  test.each(['2026-01-31', '2024-02-29', '0000-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(calendarDateSchema.parse(text)).toBe(text);
  });

  test.each(['2026-13-45', '2026-00-10', '2026-01-00', '2026-01-32', '2026-04-31', '2023-02-29', '2026-1-31', '2026-01-31T00:00:00.000Z', '', 20260131])('%j is none', (text) => {
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  });
});

describe('[DUE-2] a stored instant', () => {
  test.each(['2026-01-31T00:00:00.000Z', '2024-02-29T23:59:59.999Z', '9999-12-31T23:59:59.999Z'])('%s is one', (text) => {
    expect(instantSchema.parse(text)).toBe(text);
  });

  test.each([
    '2026-13-45T10:00:00.000Z',
    '2023-02-29T10:00:00.000Z',
    '2026-01-31T24:00:00.000Z',
    '2026-01-31T10:60:00.000Z',
    '2026-01-31T10:00:60.000Z',
    '2026-01-31T99:99:99.999Z',
    '2026-01-31T10:00:00Z',
    '2026-01-31',
    '',
  ])('%j is none', (text) => {
    expect(instantSchema.safeParse(text).success).toBe(false);
  });
});
