import { counted } from '../../parts/words';

/** What is said of lines that no answer tells of, since it broke off before; undefined where each is told of. @param sent how many were to be sent. @param told of how many an answer tells */
export const leftText = (sent: number, told: number): string | undefined => {
  const left = sent - told;
  return left <= 0 ? undefined : `It broke off: nothing is known of ${counted(left, 'line')}. Show again what the plan would do, and carry out what is left; what was done is not done twice.`;
};
