/** One thing that is wrong with one setting; `problem` goes on after the name and shows no value. */
export interface SettingProblem {
  readonly setting: string;
  readonly problem: string;
}

/** Settings are missing or wrong: nothing can be done before they are right. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';

  constructor(readonly problems: readonly SettingProblem[]) {
    super(`Settings are missing or wrong (see local.settings.sample.json):\n${problems.map(({ setting, problem }) => `  ${setting}: ${problem}`).join('\n')}`);
  }
}
