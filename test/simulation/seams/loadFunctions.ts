// Stands for a file that imports every function of the app; the bundler puts it in (src/cli/simulate/bundleSimulation.ts).
export {};
