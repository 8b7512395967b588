/** Of an address. */
const LONGEST = 2000;

/**
 * WHK-6: what is wrong with an address to deliver to, in words; undefined: nothing that its text shows. What the name stands for is checked whenever something is sent.
 * @param allowsPrivate also http, for receivers on this machine or in the same network.
 */
export const urlProblem = (text: string, allowsPrivate: boolean): string | undefined => {
  if (text.length > LONGEST) return `must not be longer than ${LONGEST} characters`;
  if (!URL.canParse(text)) return 'must be an absolute address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowsPrivate && url.protocol === 'http:')) return allowsPrivate ? 'must be an https or http address' : 'must be an https address';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials: deliveries are signed';
  if (url.hash !== '') return 'must not have a fragment, which is never sent';
  return undefined;
};
