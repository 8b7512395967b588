const LOOPBACK = new Set(['localhost', '[::1]']);

/** Whether an address is of this machine. */
export const isLoopbackAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return LOOPBACK.has(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
};
