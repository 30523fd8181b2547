import { useEffect, useRef, useState } from 'react';

/**
 * Follows a case that is looked at. The page is not changed under the clerk's hands: they are told, and read it anew
 * when they like; a step that rests on what they saw is refused as stale until then.
 * @param seen version that is shown; undefined: not read yet
 * @returns what happened since, undefined when nothing did
 */
export function useFollow(address: string, seen: number | undefined): string | undefined {
  const [last, setLast] = useState<{ address: string; seq: number; done: string }>();
  const from = useRef(seen);
  from.current = seen;
  const ready = seen !== undefined;
  useEffect(() => {
    if (!ready) return;
    const source = new EventSource(`${address}/events?after=${from.current ?? 0}`);
    source.onmessage = ({ lastEventId, data }: MessageEvent<string>) => {
      const { event } = JSON.parse(data) as { event: { done: string } };
      setLast({ address, seq: Number(lastEventId), done: event.done });
    };
    return () => source.close();
  }, [address, ready]);
  return last?.address === address && last.seq > (seen ?? 0) ? last.done : undefined;
}
