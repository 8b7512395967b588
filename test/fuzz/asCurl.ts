import { type Asked } from './draft';

const MOST_SHOWN = 2000;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const bodyOf = (body: Uint8Array): string => {
  const text = Buffer.from(body).toString();
  const isText = Buffer.from(text).equals(body) && !text.includes('\0');
  if (!isText) return ` --data-binary @<(printf %s ${Buffer.from(body.subarray(0, MOST_SHOWN)).toString('base64')} | base64 -d)`;
  return ` --data-binary ${quoted(text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)`)}`;
};

/** The call as a command of a shell with `$base` and `$token`. What is later than the call before, and who calls if not the usual caller, stands behind it. */
export const asCurl = ({ method, target, headers, body, caller, days }: Asked): string => {
  const shown = headers.map(([name, value]) => ` -H ${quoted(`${name}: ${value}`.slice(0, MOST_SHOWN))}`).join('');
  const notes = [...(days === undefined ? [] : [`${days} days later`]), ...(caller === undefined ? [] : [`as ${caller}`])];
  return `curl -g --path-as-is -X ${method} "$base"${quoted(target.slice(0, MOST_SHOWN))} -H "Authorization: Bearer $token"${shown}${body === undefined ? '' : bodyOf(body)}${notes.length === 0 ? '' : `   # ${notes.join(', ')}`}`;
};
