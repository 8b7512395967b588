import { type Saying } from './saying';
import { LANGUAGES, type LanguageCode } from './words/languages';
import { type Language, type Words } from './words/words';

const LONGEST_SUBJECT = 200;

/** What a message reads. */
export interface Composed {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Names come from whoever typed them: in a header, a line break would begin another one. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length <= LONGEST_SUBJECT ? text : `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
};

const wordsOf = (language: Language, saying: Saying): Words => (language.say[saying.kind] as (said: Saying) => Words)(saying);

/** NTF-2: puts into words what is said: a subject of one line, plain text, and the same as HTML in which nothing of a name is markup. @param to name of who is written to. @param from name of who writes. */
export const compose = (saying: Saying, code: LanguageCode, { to, from }: { readonly to: string; readonly from: string }): Composed => {
  const language = LANGUAGES[code];
  const { subject, paragraphs } = wordsOf(language, saying);
  const lines = [language.greeting(to), ...paragraphs, language.closing(from)].map(oneLine);
  const title = cut(oneLine(subject));
  return {
    subject: title,
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${code}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>\n${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}\n</body></html>\n`,
  };
};
