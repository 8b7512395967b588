/** As .NET writes an instant: UTC by its offset, and no zeros behind the last digit of a fraction. */
export const dotnetInstant = (at: number): string => `${new Date(at).toISOString().replace(/\.?0*Z$/, '')}+00:00`;
