import { named } from '../parts/words';

const words: Readonly<Record<string, string>> = {
  scheduledNextTermInstructions: 'the plan for the next term',
  nextChargeInstructions: 'the planned change of the billing cycle',
  promotionId: 'the promotion',
};

/** What a change deletes that it is not about, as one says it. @param member of the contract's resource */
export const removedText = (member: string): string => words[member] ?? named(member).toLowerCase();
