/** `Vary` with further names, each of them once. */
export const varying = (given: string | undefined, ...names: readonly string[]): string => [...new Set([...(given === undefined ? [] : given.split(/\s*,\s*/)), ...names])].join(', ');
