/**
 * A .NET time span in ms: `hh:mm:ss`, `d.hh:mm:ss`, with a fraction or not. As .NET reads it, a first number of 24 or more in three parts means days:
 * `24:00:00` is 24 days. @returns undefined for anything else, and for parts out of range.
 */
export function parseTimeSpan(text: string): number | undefined {
  const [, dayText, firstText, secondText, thirdText, fraction] = /^(?:(\d+)\.)?(\d+):(\d{1,2})(?::(\d{1,2}))?(\.\d{1,7})?$/.exec(text.trim()) ?? [];
  if (firstText === undefined || secondText === undefined) return undefined;
  const first = Number(firstText);
  const second = Number(secondText);
  const third = Number(thirdText ?? 0);
  const fractionMs = fraction === undefined ? 0 : Math.round(Number(fraction) * 1000);
  if (first >= 24) {
    if (dayText !== undefined || thirdText === undefined || fraction !== undefined || second > 23 || third > 59) return undefined;
    return ((first * 24 + second) * 60 + third) * 60_000;
  }
  if (second > 59 || third > 59) return undefined;
  return (((Number(dayText ?? 0) * 24 + first) * 60 + second) * 60 + third) * 1000 + fractionMs;
}

/** Whole seconds of `ms` as .NET writes them: `3.00:00:00`, `00:00:30`. */
export function formatTimeSpan(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  return `${days === 0 ? '' : `${days}.`}${new Date(ms % 86_400_000).toISOString().slice(11, 19)}`;
}
