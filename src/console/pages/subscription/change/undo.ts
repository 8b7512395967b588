/** What of a subscription a change can make otherwise. */
interface Changeable {
  readonly quantity: number;
  readonly friendlyName: string;
  readonly autoRenewEnabled: boolean;
  readonly status: string;
  readonly scheduledNextTermInstructions?: object;
  readonly nextChargeInstructions?: object;
}

type Undo<S extends Changeable> = {
  -readonly [Member in keyof Changeable]?: NonNullable<S[Member]> | (Member extends 'scheduledNextTermInstructions' | 'nextChargeInstructions' ? null : never);
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What undoes a change: whatever it made otherwise, as it was before, and what it deleted on the way. Only the server says whether it still can be.
 * A plan that went with another number of seats cannot come back together with them: it has to be made again.
 */
export const undoOf = <S extends Changeable>(before: S, after: S): Undo<S> => {
  const seats = before.quantity !== after.quantity;
  return {
    ...(seats && { quantity: before.quantity }),
    ...(before.friendlyName !== after.friendlyName && { friendlyName: before.friendlyName }),
    ...(before.status !== after.status && { status: before.status }),
    ...(before.autoRenewEnabled !== after.autoRenewEnabled && { autoRenewEnabled: before.autoRenewEnabled }),
    ...(!seats && !same(before.scheduledNextTermInstructions, after.scheduledNextTermInstructions) && { scheduledNextTermInstructions: before.scheduledNextTermInstructions ?? null }),
    ...(!same(before.nextChargeInstructions, after.nextChargeInstructions) && { nextChargeInstructions: before.nextChargeInstructions ?? null }),
  } as Undo<S>;
};
