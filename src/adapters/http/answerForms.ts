import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { type AnswerForm, type ServedRoute } from './routeDefinition';

const JSON_FORM = 'application/json';

/** How the query says it, for those who cannot set a header. */
const WORDS = { json: JSON_FORM, csv: 'text/csv', ndjson: 'application/x-ndjson', ics: 'text/calendar' } as const satisfies Record<string, AnswerForm | typeof JSON_FORM>;

type Forms = Pick<ServedRoute, 'answersAlso'>;

/** The words that `format` may have of a route; none where it answers in one form only, or where `Accept` alone chooses. */
export const formatWords = ({ answersAlso = [] }: Forms): readonly string[] => {
  const words = Object.entries(WORDS).filter(([, form]) => form !== JSON_FORM && answersAlso.includes(form)).map(([word]) => word);
  return words.length === 0 ? [] : ['json', ...words];
};

interface Range {
  readonly type: string;
  readonly subtype: string;
}

/** `text/html;q=0.8` as a range of types; undefined for what is none, and for what is not wanted (`q=0`). */
const rangeOf = (text: string): Range | undefined => {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, '');
  if (quality !== undefined && Number(quality) === 0) return undefined;
  // Java's own client writes a lone asterisk.
  if (name === '*') return { type: '*', subtype: '*' };
  const [, type, subtype] = /^([\w!#$&^.+*-]+)\/([\w!#$&^.+*-]+)$/.exec(name) ?? [];
  return type === undefined || subtype === undefined ? undefined : { type, subtype };
};

const covers = ({ type, subtype }: Range, form: string): boolean => {
  const [ofType, ofSubtype] = form.split('/');
  return (type === '*' || type === ofType) && (subtype === '*' || subtype === ofSubtype);
};

/**
 * In which form an answer is wanted: `format` of the query, else the header `Accept` as it was sent. JSON is always among them: published clients ask for it with every call, also where the contract answers with a file.
 * Refused: EnumValueUnknown for a word that the route does not know; NotAcceptable for a header that names nothing that it answers in. A public page answers whoever asks.
 * @returns undefined where the caller does not say.
 */
export const wantedForm = (route: ServedRoute, accept: string | undefined, query: URLSearchParams): Result<string | undefined, RequestRefusal> => {
  if (route.access === 'public') return success(accept);
  const words = formatWords(route);
  const [, format = ''] = [...query].find(([name]) => name.toLowerCase() === 'format') ?? [];
  if (words.length > 0 && format.trim() !== '') {
    const word = words.find((each) => each === format.trim().toLowerCase());
    return word === undefined ? failure({ kind: 'EnumValueUnknown', member: 'format', value: format.slice(0, 100), allowed: words }) : success(WORDS[word as keyof typeof WORDS]);
  }
  if (accept === undefined) return success(undefined);
  const forms = [JSON_FORM, ...(route.answersAlso ?? [])];
  const ranges = accept.split(',').flatMap((part) => rangeOf(part) ?? []);
  return ranges.some((range) => forms.some((form) => covers(range, form))) ? success(accept) : failure({ kind: 'NotAcceptable', accept: accept.slice(0, 200), forms });
};
