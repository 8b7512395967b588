import { idOf } from '../asking';
import { type Step } from '../step';
import { drawSeller } from './sellers';

const REPORTS = '/v1.0/reports/partners/billing';

/** An export is asked for, looked at, and fetched when it is there. */
export const exportLines: Step = {
  name: 'exportLines',
  weight: 2,
  act: async (life, dice) => {
    const { partner, asking } = drawSeller(life, dice);
    const invoices = (await asking.get('/v1/invoices')).body as { readonly items?: readonly { readonly id: string }[] };
    const invoiceId = invoices.items?.at(-1)?.id;
    const what = dice.pick(['reconciliation', 'usage']);
    const done = await (invoiceId !== undefined && dice.chance(60)
      ? asking.post(`${REPORTS}/${what}/billed/export`, { invoiceId, attributeSet: dice.pick(['full', 'basic']) })
      : asking.post(`${REPORTS}/${what}/unbilled/export`, { currencyCode: partner.currency, billingPeriod: dice.pick(['current', 'last', 'never']) }));
    const place = Object.entries(done.headers).find(([name]) => name.toLowerCase() === 'location')?.[1];
    const id = place?.slice(-36);
    if (id === undefined) return;
    await asking.get(`${REPORTS}/operations/${id}`);
    if (dice.chance(70)) await life.advanceTo(life.now());
    const read = await asking.get(`${REPORTS}/operations/${id}`);
    if ((read.body as { readonly status?: string }).status === 'succeeded') await asking.get(`${REPORTS}/manifests/${idOf(read)}`);
  },
};
