import { type Step } from '../step';
import { drawSeller } from './sellers';

const MOST_PAGES = 3;

interface Page {
  readonly since: string;
  readonly more: boolean;
  readonly next: string;
}

/** A partner reads what it was told, from the beginning page by page, or from where it came to. */
export const feed: Step = {
  name: 'feed',
  weight: 2,
  act: async (life, dice) => {
    const { asking } = drawSeller(life, dice);
    let path = `/nextterm/v1/events?since=000000000000&size=${dice.pick([5, 50])}`;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const reply = await asking.get(path);
      if (reply.status !== 200) return;
      const { since, more, next } = reply.body as Page;
      if (!more) return void (await asking.get(`/nextterm/v1/events?since=${since}`));
      path = next;
    }
  },
};
