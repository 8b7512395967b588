import { create, type Font } from 'fontkit';
import { shippedFile } from '../shipped/shippedFile';

/** `regular` and `bold` have Latin, Greek, Cyrillic and Devanagari letters, `japanese` kana and most Chinese characters. */
export type Face = 'regular' | 'bold' | 'japanese';

/** A stretch of text that one font has all letters of. */
export interface Run {
  readonly text: string;
  readonly face: Face;
}

/** The files of the fonts, each a package and a path in it. */
export const FONT_FILES: Readonly<Record<Face, string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  japanese: '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
};

/** Printed for a letter that no font has. */
const UNKNOWN = '\u{FFFD}';

interface Loaded {
  readonly font: Font;
  readonly letters: ReadonlySet<number>;
}

const loaded = new Map<Face, Loaded>();

const load = (face: Face): Loaded => {
  const known = loaded.get(face);
  if (known !== undefined) return known;
  const font = create(Buffer.from(shippedFile(FONT_FILES[face])));
  if (!('characterSet' in font)) throw new TypeError(`${FONT_FILES[face]} is a collection of fonts`);
  const one = { font, letters: new Set(font.characterSet) };
  loaded.set(face, one);
  return one;
};

/** Read once for the process, when it is first printed with. @throws where it is neither packed with the app nor installed. */
export const fontOf = (face: Face): Font => load(face).font;

/** What has no shape of its own, and would turn or hide what stands beside it: controls, and marks of direction. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** A text as stretches of one font each. @param face `regular` or `bold`, for the letters that it has. */
export const runsOf = (text: string, face: 'regular' | 'bold'): readonly Run[] => {
  const runs: { text: string; face: Face }[] = [];
  // Composed first: the fonts place no marks of their own over letters.
  for (const letter of text.normalize('NFC').replaceAll(invisible, '')) {
    const code = letter.codePointAt(0) ?? 0;
    const isPlain = load(face).letters.has(code);
    const [own, shown]: readonly [Face, string] = isPlain ? [face, letter] : load('japanese').letters.has(code) ? ['japanese', letter] : [face, UNKNOWN];
    const last = runs.at(-1);
    if (last?.face === own) last.text += shown;
    else runs.push({ text: shown, face: own });
  }
  return runs;
};
