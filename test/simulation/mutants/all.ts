import { type Mutant } from '../../../src/cli/simulate/told';
import { knownFaults } from './knownFaults';
import { mutants } from './mutants';

export const LISTS: { readonly mutants: readonly Mutant[]; readonly 'known faults': readonly Mutant[] } = { mutants, 'known faults': knownFaults };
