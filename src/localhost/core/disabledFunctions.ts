const SETTING = /^azurewebjobs\.(.+)\.disabled$/i;

/**
 * Which functions the app settings switch off: `AzureWebJobs.<name>.Disabled`, in any case of letters, is `true` or `1`.
 * Source: "How to disable functions in Azure Functions".
 * @param names all functions of the app. @returns their names as registered; and a sentence for each such setting that has no effect.
 */
export function disabledFunctions(names: readonly string[], settings: Readonly<Record<string, string | undefined>>): { readonly disabled: readonly string[]; readonly strange: readonly string[] } {
  const disabled: string[] = [];
  const strange: string[] = [];
  for (const [setting, value = ''] of Object.entries(settings)) {
    const [, asked] = SETTING.exec(setting) ?? [];
    if (asked === undefined) continue;
    const name = names.find((known) => known.toLowerCase() === asked.toLowerCase());
    if (name === undefined) strange.push(`The setting ${setting} has no effect: there is no function "${asked}".`);
    else if (/^(true|1)$/i.test(value)) disabled.push(name);
    else if (!/^(false|0|)$/i.test(value)) strange.push(`The setting ${setting} has no effect: "${value}" is neither true nor false.`);
  }
  return { disabled, strange };
}
