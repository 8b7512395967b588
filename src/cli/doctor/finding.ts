/** What was looked at, and how it is: `attention` is no fault yet. */
export interface Finding {
  readonly what: string;
  readonly state: 'fine' | 'attention' | 'wrong';
  /** How it is, and where it is not fine what to do. */
  readonly says: string;
}

export const fine = (what: string, says: string): Finding => ({ what, state: 'fine', says });
export const attention = (what: string, says: string): Finding => ({ what, state: 'attention', says });
export const wrong = (what: string, says: string): Finding => ({ what, state: 'wrong', says });
