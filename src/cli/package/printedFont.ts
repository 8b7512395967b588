import { create } from 'fontkit';
import subsetFont from 'subset-font';

/** What the library that draws statements applies to a text: composition, ligatures, kerning, marks, and the forms of Devanagari. */
const FEATURES = [
  ...['calt', 'ccmp', 'clig', 'curs', 'dnom', 'frac', 'kern', 'liga', 'locl', 'ltra', 'ltrm', 'mark', 'mkmk', 'numr', 'rclt', 'rlig', 'rvrn'],
  ...['abvf', 'abvm', 'abvs', 'akhn', 'blwf', 'blwm', 'blws', 'cfar', 'cjct', 'dist', 'haln', 'half', 'init', 'nukt', 'pref', 'pres', 'pstf', 'psts', 'rkrf', 'rphf', 'vatu'],
];

/** Of vertical writing. */
const NOT_PRINTED = ['vhea', 'vmtx', 'VORG'];

/**
 * A font with every letter that it has, in the same outlines, widths and distances, without what a statement does not use: hints for screens of few dots, vertical writing, letters that only other features reach.
 * @param font TrueType
 */
export const printedFont = (font: Uint8Array): Promise<Uint8Array> => {
  const read = create(Buffer.from(font));
  if (!('characterSet' in read)) throw new TypeError('A collection of fonts');
  return subsetFont(Buffer.from(font), String.fromCodePoint(...read.characterSet), { targetFormat: 'truetype', noHinting: true, keepFeatures: FEATURES, dropTables: NOT_PRINTED });
};
