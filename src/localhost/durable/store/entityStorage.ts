import { type DurableStore, type EntityPost, type InboxRow, type LoadedInstance, type TurnWrite } from './port';
import { Together } from './together';

/** Entities in the store: what many of them ask for at the same time takes about as many calls as what one asks for. */
export class EntityStorage {
  private readonly loads: Together<string, LoadedInstance>;
  private readonly commits: Together<TurnWrite, string>;
  private readonly posts: Together<EntityPost, void>;

  constructor(store: DurableStore) {
    this.loads = new Together(
      (id) => store.load(id),
      (ids) => store.loadEntities(ids),
    );
    this.commits = new Together(
      (turn) => store.commit(turn),
      (turns) => store.commitEntities(turns),
    );
    this.posts = new Together(
      ({ id, row }) => store.post(id, row),
      async (posts) => Array.from({ length: await store.postEntities(posts) }, () => undefined),
    );
  }

  /** As `DurableStore.load`. */
  load(id: string): Promise<LoadedInstance> {
    return this.loads.ask(id);
  }

  /** As `DurableStore.commit`. Turns of one entity come one after another. */
  commit(turn: TurnWrite): Promise<string> {
    return this.commits.ask(turn);
  }

  /** As `DurableStore.post`. */
  post(id: string, row: InboxRow): Promise<void> {
    return this.posts.ask({ id, row });
  }
}
