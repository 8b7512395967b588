/** The members of the page's address with one changed, as they stand now and not as they were last drawn: two changes can come between two drawings. @param value empty: the member goes */
export const addressWith = (name: string, value: string): URLSearchParams => {
  const members = new URLSearchParams(location.hash.split('?')[1] ?? '');
  if (value === '') members.delete(name);
  else members.set(name, value);
  return members;
};
