const vm = require('node:vm');

/**
 * Jest gives each test file a realm and module registry of its own, and compiles all that the file loads anew: half of what loading a world costs. Here a worker compiles each text once and runs it in every realm;
 * what a module holds is still each test file's own, for it comes of running the text. Functions that were compiled when first called stay compiled, too.
 * Should a version of Jest compile in another way, this has no effect but that tests take longer.
 */
const compileFunction = vm.compileFunction;

/** By parameters and file. */
const compiled = new Map();

/** Text that imports while it runs needs what Jest gives for that, and a script's first line with `#!` cannot stand in a function. */
const needsJest = (source) => source.startsWith('#!') || /\bimport\s*\(/.test(source);

const compile = (source, names, filename) => {
  const key = `${names.join()} ${filename}`;
  const known = compiled.get(key);
  if (known?.source === source) return known;
  // Lines keep their numbers, for stack traces.
  const fresh = { source, script: needsJest(source) ? undefined : new vm.Script(`(function (${names.join()}) {\n${source}\n})`, { filename, lineOffset: -1 }) };
  compiled.set(key, fresh);
  return fresh;
};

vm.compileFunction = (source, names, options) => {
  const { filename, parsingContext } = options ?? {};
  const isModule = filename !== undefined && parsingContext !== undefined && Array.isArray(names);
  const script = isModule ? compile(source, names, filename).script : undefined;
  return script === undefined ? compileFunction(source, names, options) : script.runInContext(parsingContext);
};
