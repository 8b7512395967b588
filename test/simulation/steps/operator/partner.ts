import { ofOperator } from '../asking';
import { type Step } from '../step';

/** A partner is read, and put as it was with another address; one that sells is not removed. */
export const partner: Step = {
  name: 'partner',
  weight: 1,
  act: async (life, dice) => {
    const { tenantId } = dice.pick(life.world.partners);
    const path = `/nextterm/v1/operations/partners/${tenantId}`;
    const asking = ofOperator(life);
    const read = await asking.get(path);
    if (read.status !== 200) return;
    const { attributes: _attributes, links: _links, ...stands } = read.body as Readonly<Record<string, unknown>>;
    if (dice.chance(80)) await asking.put(path, { ...stands, address: [`Kade ${dice.below(100)}`] });
    else await asking.delete(path);
  },
};
