/** What came of one step. */
export interface Tried {
  readonly state: 'passed' | 'failed' | 'not tried';
  readonly says: string;
}
