/**
 * What was typed, kept in the tab until the server has taken it: a reload, an ended session or a refusal loses nothing.
 * It ends with the tab, and it is never another person's: whoever signs in next in the same tab finds nothing.
 */
import { useCallback, useState } from 'react';

const PREFIX = 'desk:';
const OWNER = 'desk-owner';

/** Drops what somebody else typed in this tab. */
export function keepFor(owner: string): void {
  if (sessionStorage.getItem(OWNER) === owner) return;
  forget('');
  sessionStorage.setItem(OWNER, owner);
}

/** Drops everything whose key begins so. */
export function forget(key: string): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(PREFIX + key)) sessionStorage.removeItem(name);
}

export function readKept<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(PREFIX + key);
  return text === null ? undefined : (JSON.parse(text) as T);
}

export const keep = (key: string, value: unknown): void =>
  sessionStorage.setItem(PREFIX + key, JSON.stringify(value));

/** State that is kept. The key must stay the same while the component lives: give the component a `key`. */
export function useKept<T>(key: string, initial: () => T): [T, (change: (before: T) => T) => void] {
  const [value, setValue] = useState<T>(() => readKept<T>(key) ?? initial());
  const change = useCallback(
    (next: (before: T) => T) =>
      setValue((before) => {
        const after = next(before);
        keep(key, after);
        return after;
      }),
    [key],
  );
  return [value, change];
}
