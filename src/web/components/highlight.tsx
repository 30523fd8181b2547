/** Half-open ranges `[start, end)` of `text` in UTF-16 units, in order and apart. */
export type Range = readonly [start: number, end: number];

/** Text with the found words marked. Ranges that overlap or lie outside are clipped to what is left. */
export function Highlight({ text, ranges }: { text: string; ranges: Range[] }) {
  let at = 0;
  const pieces = ranges.flatMap(([start, end]) => {
    const from = Math.max(start, at);
    const to = Math.min(end, text.length);
    if (from >= to) return [];
    const before = text.slice(at, from);
    at = to;
    return [before, <mark key={from}>{text.slice(from, to)}</mark>];
  });
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
