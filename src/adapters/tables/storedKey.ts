/**
 * Table Storage forbids / \ # ? and control characters in keys, and % is mangled on its way through URLs. All that is not ASCII is escaped too:
 * half a surrogate pair cannot travel in a URL, and Azurite destroys longer characters that lie across two chunks of a request.
 */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const FORBIDDEN = /[/\\#?%~\u0000-\u001f\u007f-\uffff]/g;
const ESCAPED = /~([0-9a-f]{4})/g;

/** `a/b` → `a~002fb`. Character by character, so that a prefix stays a prefix; rows sort by this form, in every adapter. */
export const toStoredKey = (key: string): string => key.replace(FORBIDDEN, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Undoes {@link toStoredKey}. */
export const fromStoredKey = (stored: string): string => stored.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The least text greater than every stored key that begins with `prefix` (a stored prefix, not empty). */
export const endOfPrefix = (prefix: string): string => {
  const last = prefix.length - 1;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
};
