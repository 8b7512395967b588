import { coveringSkus } from '../../../src/domain/catalogue/coveringSkus';
import { offerOf } from '../../../src/domain/catalogue/findOffer';
import { findTarget, upgradeTargets } from '../../../src/domain/catalogue/upgradeTargets';
import { line, nlOf, sku } from './offers';

// Product ids of traditional offers are GUIDs, and whoever writes extras may write any id in small letters.
const target = { sku: sku({ productId: 'NCPXTARGET01' }), lines: [line()] };

describe.each(['NCPXTARGET01:0001', 'ncpxtarget01:0001'])('a pair that is unsupported by name, written %s', (written) => {
  const source = { sku: sku({ upgradeTargets: ['NCPXTARGET01:0001'], unsupportedUpgrades: [written] }), lines: [line()] };
  const catalogue = nlOf(source, target);
  const subscription = { offer: { productId: 'NCPX7K2M9QH4', skuId: '0001' } };

  test('[UPG-1] is no target, and refused by name', () => {
    expect(upgradeTargets(catalogue, subscription)).toEqual([]);
    expect(findTarget(catalogue, subscription, offerOf(catalogue, target, 'commercial').catalogItemId, 'commercial')).toMatchObject({ ok: false, error: { kind: 'UpgradeNotOffered', reason: 'Unsupported' } });
  });

  test('[UPG-8] is what covers it', () => {
    expect(coveringSkus(catalogue, subscription)).toEqual(['NCPXTARGET01:0001']);
  });
});
