const unit = (count: number, name: string): string => `${count} ${name}`;

/** A span in words, to the unit that matters: `1 h 22 min`, `3 min`, `40 s`. */
export const spanOf = (seconds: number): string => {
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return unit(Math.round(seconds), 's');
  if (minutes < 60) return unit(minutes, 'min');
  return `${unit(Math.floor(minutes / 60), 'h')} ${unit(minutes % 60, 'min')}`;
};

/** One line: how far a run is. @param lived in all, of `of`. @param here since this process began, `seconds` ago: what time is left is told from these. */
export const progressLine = ({ lived, of, here, seconds, broken }: { readonly lived: number; readonly of: number; readonly here: number; readonly seconds: number; readonly broken: number }): string => {
  const pace = seconds > 0 ? here / seconds : 0;
  return `${lived} of ${of} lives, ${pace.toFixed(1)} a second${pace > 0 ? `, ${spanOf((of - lived) / pace)} left` : ''}, ${broken} broken`;
};
