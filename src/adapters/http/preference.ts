interface Liked {
  readonly range: string;
  readonly quality: number;
}

const likedOf = (part: string): Liked => {
  const [range = '', ...parameters] = part.toLowerCase().replaceAll(/\s/g, '').split(';');
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { range, quality: quality >= 0 && quality <= 1 ? quality : 0 };
};

/** How much a header `Accept` likes a type, from 0 to 1: what names it goes before what covers it. Source: RFC 9110, 12.5.1. */
const quality = (liked: readonly Liked[], type: string): number => {
  for (const range of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const found = liked.find((each) => each.range === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
};

/** Whether a page is liked better than JSON, as browsers like it; whoever takes anything, or does not say, is no browser. @param accept the header, as sent. */
export const prefersPage = (accept = ''): boolean => {
  const liked = accept.split(',').map(likedOf);
  return quality(liked, 'text/html') > quality(liked, 'application/json');
};
