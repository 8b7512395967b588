/** Longer than this is for ever: the largest that .NET can say is 10,675,199 days. */
const FOREVER_DAYS = 10_000_000;

/** An ISO 8601 duration of days, hours, minutes and seconds, in ms: `PT30S`, `P1DT12H`. Infinity for what Azure writes for "never". @returns undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const parts = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!parts) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  if (days >= FOREVER_DAYS) return Infinity;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
