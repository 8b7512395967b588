import { Decimal } from 'decimal.js';
import { ofOperator } from '../asking';
import { type Step } from '../step';

const IMPORTS = 'prices';

/** In some lives the operator imports prices that hold from the next quarter on, for one product; each import takes the app what a dozen calls do, so once. */
export const importPrices: Step = {
  name: 'importPrices',
  weight: 1,
  act: async (life, dice) => {
    const trait = life.trait(IMPORTS);
    const [product, sheet] = [trait.pick(['NCBUSBASIC01', 'NCEMSECUR003']), life.world.sheets.find(({ name }) => name === 'price-sheet-nl.csv')];
    if (!trait.chance(50) || sheet === undefined) return;
    const [header = '', ...rows] = sheet.text.split(/\r?\n/);
    const month = Number(life.now().slice(5, 7));
    const [year, quarter] = [Number(life.now().slice(0, 4)) + (month > 9 ? 1 : 0), (Math.floor((month + 2) / 3) * 3 + 1) % 12];
    const factor = new Decimal(dice.pick(['1.05', '0.93', '1.111']));
    const dearer = rows
      .filter((row) => row.includes(`"${product}","0001"`) && row.includes('"NL","EUR"') && row.includes('"1/1/2021 12:00:00 AM"'))
      .map((row) => row.replace(/"NL","EUR","([\d.]+)"/, (_all, price: string) => `"NL","EUR","${new Decimal(price).mul(factor).toDecimalPlaces(2).toFixed()}"`).replace('"1/1/2021 12:00:00 AM"', `"${quarter}/1/${year} 12:00:00 AM"`));
    const text = dice.chance(90) ? [header, ...dearer].join('\r\n') : 'no sheet';
    const path = `/nextterm/v1/operations/imports/${life.trait('import').guid()}`;
    const asking = ofOperator(life);
    const before = await asking.get(path);
    if (before.status === 200) return;
    await asking.put(path, { files: [{ name: 'next-quarter.csv', kind: 'price_sheet', content: Buffer.from(text).toString('base64') }] });
    await asking.get(path);
  },
};
