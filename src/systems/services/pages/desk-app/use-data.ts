import { useCallback, useEffect, useRef, useState } from 'react';
import { type Answer, ask, type Refused } from './http.ts';

export type Data<T> = {
  /** What was read last; stays while it is read again. */
  readonly data: T | undefined;
  readonly problem: Refused | undefined;
  readonly reload: () => Promise<T | undefined>;
};

/**
 * Reads from the API.
 * @param key names what is read: with another key, what was read before is dropped
 * @param everyMs read again so often while the page is looked at
 */
export function useRead<T>(key: string, read: () => Promise<Answer<T>>, everyMs?: number): Data<T> {
  const [held, setHeld] = useState<{ key: string; data?: T; problem?: Refused }>({ key });
  const latest = useRef({ key, read });
  latest.current = { key, read };
  const reload = useCallback(async (): Promise<T | undefined> => {
    const asked = latest.current;
    const answer = await asked.read();
    // An answer to what is no longer asked is dropped.
    if (latest.current.key !== asked.key) return undefined;
    setHeld((before) =>
      answer.ok
        ? { key: asked.key, data: answer.value }
        : { ...(before.key === asked.key && before), key: asked.key, problem: answer },
    );
    return answer.ok ? answer.value : undefined;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when it is another thing that is read
  useEffect(() => {
    void reload();
    if (everyMs === undefined) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void reload(), everyMs);
    return () => clearInterval(timer);
  }, [key, everyMs, reload]);
  const current = held.key === key;
  return { data: current ? held.data : undefined, problem: current ? held.problem : undefined, reload };
}

/** One address of the API. */
export const useAddress = <T>(path: string, everyMs?: number): Data<T> =>
  useRead(path, () => ask<T>(path), everyMs);
