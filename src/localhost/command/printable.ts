const LONGEST_TEXT = 300;

/** Whatever a terminal could take for anything but letters is written as its number. */
export const printable = (text: string): string => {
  const safe = text.replace(/[^\x21-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return safe.length <= LONGEST_TEXT ? safe : `${safe.slice(0, LONGEST_TEXT)}…`;
};
