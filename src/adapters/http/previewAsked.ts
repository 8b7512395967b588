import { z } from 'zod';
import { type RequestRefusal } from '../../app/refusals';
import { type Result } from '../../kernel/result';
import { conformQuery, folded } from './conform';
import { validate } from './validate';

const schema = z.object({ preview: z.boolean().default(false) });

/** `?preview=`, as every parameter is read: its name in any spelling, of several the one that counts. Refused: InputInvalid. */
export const previewAsked = (query: URLSearchParams): Result<{ readonly preview: boolean }, RequestRefusal> => validate(schema, conformQuery(schema, query), 'query');

/** Whether a call is carried out as a preview. Whoever asks has to ask here: what one took for a preview, and another not, would be done and kept in no log. */
export const isPreviewed = (query: URLSearchParams): boolean => {
  if (query.size === 0) return false;
  const asked = previewAsked(query);
  return asked.ok && asked.value.preview;
};

/** What else is asked for. */
export const withoutPreview = (query: URLSearchParams): URLSearchParams => new URLSearchParams([...query].filter(([name]) => folded(name) !== 'preview'));
