import { forgetProfile } from '../remote/profiles';
import { type Terminal } from '../terminal';

/** Forgets a profile, its tokens with it. @returns the exit code. */
export const signOut = async (name: string, terminal: Terminal): Promise<number> => {
  terminal.print((await forgetProfile(name)) ? `${name} is forgotten.` : `There is no profile ${name}.`);
  return 0;
};
