/**
 * Replaces every `%NAME%` in a binding's property by the app setting of that name.
 * Errors: a setting that does not exist, naming the text it stands in.
 */
export function resolveAppSettings(text: string, setting: (name: string) => string | undefined): string {
  return text.replace(/%([^%]+)%/g, (token, name: string) => {
    const value = setting(name);
    if (value === undefined) throw new Error(`"${token}" in "${text}" does not resolve: there is no app setting "${name}".`);
    return value;
  });
}
