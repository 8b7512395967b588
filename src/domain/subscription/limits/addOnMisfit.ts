/** An add-on of which a customer has more than its base allows (`most`), or less than the share that is asked of it (`least`). Licences, over all partners. */
export interface AddOnMisfit {
  readonly productId: string;
  readonly skuId: string;
  readonly held: number;
  readonly base: number;
  readonly most?: number;
  readonly least?: number;
}
