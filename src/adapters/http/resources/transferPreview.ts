import { type PickedTransfer } from '../../../app/transfer/answerTransfer';
import { type PreviewedLine, type Side, type TransferPreview } from '../../../app/transfer/previewMoves';
import { type Encoding } from '../../../app/ports';
import { type TransferEffect } from '../../../domain/transfer/effects';
import { changing, encoding } from '../encoding';
import { type Transfer } from '../../../domain/transfer/state';
import { transferObstacles } from '../errors/transfer';
import { jsonText } from '../json';
import { link } from '../links';
import { dayAtMidnight } from '../wireDates';
import { chargeLineResource } from './chargeLine';
import { previewResource } from './preview';
import { transferResource } from './transfer';

const effectResource = (effect: TransferEffect) => ('termEnd' in effect ? { ...effect, termEnd: dayAtMidnight(effect.termEnd) } : effect);

const shownResource = ({ cyclePrice, currency, quantity, termDuration, billingCycle, termEnd }: NonNullable<PreviewedLine['shown']>) => ({
  pricePerCycle: cyclePrice,
  currency,
  quantity,
  termDuration,
  billingCycle,
  commitmentEndDate: dayAtMidnight(termEnd),
});

/** The target is shown the terms of what it gets: none of the source's ids, nor what the source paid. */
const lineResource = ({ subscription, obstacle, outcome, shown, gains, loses }: PreviewedLine, index: number, side: Side) => {
  const { offer, termDuration, billingCycle, quantity, friendlyName, term } = subscription;
  const own = outcome?.subscription;
  return {
    line: index,
    ...(side === 'source' && { subscriptionId: subscription.id }),
    productId: offer.productId,
    skuId: offer.skuId,
    friendlyName,
    quantity,
    termDuration,
    billingCycle,
    commitmentEndDate: dayAtMidnight(term.end),
    possible: obstacle === undefined,
    ...(obstacle !== undefined && { reason: transferObstacles[obstacle] }),
    ...(own !== undefined && { pricePerCycle: own.cyclePrice, currency: own.currency }),
    ...(shown !== undefined && { offerOutdated: true, ...(side === 'target' && { shown: shownResource(shown) }) }),
    charges: (outcome?.charges ?? []).map(chargeLineResource),
    gains: gains.map(effectResource),
    loses: loses.map(effectResource),
  };
};

const effectsOf = (preview: TransferPreview) => ({
  items: preview.lines.map((line, index) => lineResource(line, index, preview.side)),
  gains: preview.gains.map(effectResource),
  loses: preview.loses.map(effectResource),
});

/** Own API: what was offered, as one of the two sides would have it if it were moved at `asOf`. */
export const transferPreviewResource = (preview: TransferPreview) => ({
  transferId: preview.transfer.id,
  side: preview.side,
  asOf: preview.at,
  offered: (preview.transfer.offered ?? []).length > 0,
  ...effectsOf(preview),
  links: { self: link(`/nextterm/v1/customers/${preview.transfer.customerId}/transfers/${preview.transfer.id}/preview`) },
});

/** What the source answers with subscriptions: stored as `resource`; previewed as any write, and with what each line gains and loses. Nobody takes back what is submitted. */
export const pickEncoding = (resource: (picked: PickedTransfer) => unknown, viewer: string, isFinal: boolean): Encoding<PickedTransfer, Transfer> => ({
  ...changing(encoding(200, resource), (transfer: Transfer) => transferResource(transfer, viewer)),
  preview: (picked) => {
    const outcomes = picked.preview.lines.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));
    const shown = previewResource(resource(picked), outcomes, isFinal);
    return { status: 200, headers: {}, body: jsonText({ ...shown, ...effectsOf(picked.preview) }) };
  },
});
