import { StoreUnavailable } from '../../kernel/partitionStore';

/** A customer's rows are on their way to another account: nothing of it is written for some seconds. Nothing was stored. */
export class CustomerMoving extends StoreUnavailable {
  constructor(readonly customerId: string) {
    super(`Customer ${customerId} is being moved to another storage account`);
  }
}
