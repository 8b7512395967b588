import { type RowStep } from '../rowStep';

/** Partner, 1 → 2: its version always stands there. Partners that were stored before theirs was counted had none, and each reader took it for 1. */
export const partnerHasVersion: RowStep = (value) => (value['version'] === undefined ? { ...value, version: 1 } : value);
