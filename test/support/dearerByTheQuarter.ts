import { sampleFile } from '../domain/catalogue/sampleFiles';

/** The commercial euro prices of the sample again, each quarter of a year dearer, as they are announced beforehand. */
export const dearerByTheQuarter = (): string => {
  const [header, ...rows] = sampleFile('price-sheet-nl.csv').text.split('\r\n');
  const own = rows.filter((row) => row.includes('"NL","EUR"') && row.includes('"1/1/2021 12:00:00 AM","12/31/9999 12:00:00 AM"'));
  const quarters = ['4/1/2026', '7/1/2026', '10/1/2026', '1/1/2027', '4/1/2027', '7/1/2027'];
  const dearer = quarters.flatMap((from, index) =>
    own.map((row) => row.replace(/"NL","EUR","([\d.]+)"/, (_all, price: string) => `"NL","EUR","${(Number(price) * (1 + 0.07 * (index + 1))).toFixed(2)}"`).replace('"1/1/2021 12:00:00 AM"', `"${from} 12:00:00 AM"`)),
  );
  return [header, ...dearer].join('\r\n');
};
