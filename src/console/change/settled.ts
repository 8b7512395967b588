import { useEffect, useState } from 'react';

/** The value once it has stood for so long: what is being typed is not asked about at every key. @param waitMs milliseconds */
export const useSettled = <T>(value: T, waitMs: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(waiting);
  }, [value, waitMs]);
  return settled;
};
