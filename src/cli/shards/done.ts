/** What a command on shards did, as `--json` tells it. */
export interface Done {
  readonly said: object;
  /** Something is left, with which the same command, or the one that is named, goes on. */
  readonly isPart: boolean;
}

export const whole = (said: object): Done => ({ said, isPart: false });
