import { type Call, type httpOver } from './httpWorld';
import { type World } from './world';

/** The body of a refusal. @param more members that differ from what nearly all have. */
export const failed = (code: number, description: unknown, more: object = {}) => ({ code, description, data: [], source: 'NextTerm', ...more });

/** Expects calls to be refused, and to store nothing. @param over the world as it then is. */
export const refusalsOver =
  (over: () => { readonly world: World; readonly http: ReturnType<typeof httpOver> }) =>
  async (path: string, call: Call, status: number, body: unknown): Promise<void> => {
    const { world, http } = over();
    const before = await world.dump();
    const reply = await http(path, call);
    expect([reply.status, reply.body]).toEqual([status, body]);
    expect(await world.dump()).toEqual(before);
  };
