import { type ChildProcess } from 'node:child_process';
import { type PartitionStore } from '../../kernel/partitionStore';

interface Asked {
  readonly id: number;
  readonly table: string;
  readonly method: keyof PartitionStore;
  readonly args: readonly unknown[];
}

interface Answered {
  readonly id: number;
  readonly value?: unknown;
  readonly problem?: string;
}

const isAsked = (message: unknown): message is Asked => typeof message === 'object' && message !== null && 'table' in message;

/** The stores of the process that forked this one, so that their rows are not in this one's memory. The fork has `serialization: 'advanced'`. */
export const remoteStores = (): ((table: string) => PartitionStore) => {
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (problem: Error) => void }>();
  let last = 0;
  process.on('message', ({ id, value, problem }: Answered) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (problem === undefined) asked?.resolve(value);
    else asked?.reject(new Error(problem));
  });
  const ask = <T>(table: string, method: keyof PartitionStore, args: readonly unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: (value) => resolve(value as T), reject });
      process.send?.({ id: last, table, method, args } satisfies Asked);
    });
  return (table) => ({
    read: (...args) => ask(table, 'read', args),
    list: (...args) => ask(table, 'list', args),
    listAcross: (...args) => ask(table, 'listAcross', args),
    commit: (...args) => ask(table, 'commit', args),
  });
};

/** Answers a forked process what it asks of stores that lie here. */
export const serveStores = (child: ChildProcess, stores: Readonly<Record<string, PartitionStore>>): void => {
  child.on('message', (message) => {
    if (isAsked(message)) void answered(stores, message).then((answer) => child.send(answer));
  });
};

const answered = async (stores: Readonly<Record<string, PartitionStore>>, { id, table, method, args }: Asked): Promise<Answered> => {
  try {
    const store = stores[table];
    if (store === undefined) throw new Error(`There is no table ${table}`);
    const call = store[method].bind(store) as (...given: readonly unknown[]) => Promise<unknown>;
    return { id, value: await call(...args) };
  } catch (error) {
    return { id, problem: String(error) };
  }
};
