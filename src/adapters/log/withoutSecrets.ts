/** Each looks ahead for a bounded number of characters, so that a long text costs no more than its length. What may stand in a text that somebody else wrote, an error's say, and is nobody's business in a log; with what stands in its place. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // A token, whoever sent it.
  [/\beyJ[\w-]{8,4000}\.[\w-]{1,8000}\.[\w-]*/g, '(token)'],
  [/\b(Bearer|Basic|SharedKey|SharedKeyLite) +[\w+/=.:~-]{8,}/gi, '$1 (secret)'],
  // Of connection strings and signed addresses.
  [/\b(AccountKey|SharedAccessKey|SharedAccessSignature|client_secret|sig|password|pass)=[^\s;&"']+/gi, '$1=(secret)'],
  [/\bwhsec_[\w+/=]+/g, '(secret)'],
  // Name and password in an address; what is asked of one.
  [/\b([a-z][a-z\d+.-]{1,15}:\/\/)[^\s/@"']{0,500}@/gi, '$1(user)@'],
  [/\b(https?:\/\/[^\s?#"'<>]{0,1000})[?#][^\s"'<>]*/gi, '$1?(query)'],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[A-Za-z]{2,63}\b/g, '(mail address)'],
];

/** A text for the log without tokens, keys, signatures, passwords, mail addresses and queries of addresses. */
export const withoutSecrets = (text: string): string => SECRETS.reduce((cleared, [pattern, instead]) => cleared.replace(pattern, instead), text);
