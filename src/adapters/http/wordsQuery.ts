import { z } from 'zod';
import { folded } from './conform';

/** One or several of these words, the parameter given twice or words separated by commas, as hosts join them. Letter case does not count. */
export const wordsQuery = <const W extends readonly string[]>(words: W) =>
  z
    .array(z.string().max(500))
    .transform((texts, context): W[number][] =>
      texts.flatMap((text, index) =>
        text.split(',').flatMap((each): W[number][] => {
          const known = words.find((word) => folded(word) === folded(each.trim()));
          if (known !== undefined) return [known];
          context.issues.push({ code: 'invalid_value', values: [...words], input: text, path: [index] });
          return [];
        }),
      ),
    )
    .meta({ description: `One or several, separated by commas: ${words.map((word) => `\`${word}\``).join(', ')}.` });

/** Words of a query as a link has them. */
export const wordsOf = (words: readonly string[] | undefined): string | undefined => words?.join(',');
