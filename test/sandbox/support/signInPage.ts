/** The fields of a page's form as a browser would send them: hidden ones, the chosen radio button and option, none of the buttons. */
export const fieldsOf = (page: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  for (const [, name = '', value = ''] of page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) fields[unescaped(name)] = unescaped(value);
  for (const [, name = '', value = ''] of page.matchAll(/<input type="radio" name="([^"]*)" value="([^"]*)" checked>/g)) fields[name] = value;
  const options = [...page.matchAll(/<option value="([^"]*)"( selected)?>/g)];
  const option = options.find(([, , selected]) => selected !== undefined) ?? options[0];
  if (option?.[1] !== undefined) fields['tenant'] = option[1];
  return fields;
};
