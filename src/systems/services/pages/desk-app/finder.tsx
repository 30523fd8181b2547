import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ItemListBody, ThemeListBody } from '../../api-schema-intake.ts';
import { Problem } from './page-parts.tsx';
import { useAddress } from './use-data.ts';

/** What can be taken in: an item of the list, or a matter of several. */
export type Found = {
  /** Basic code of the item; `theme:` and the code of a matter. */
  readonly code: string;
  readonly name: string;
  readonly about: string;
  readonly several: boolean;
  /** What it is also called, and what its items are called. */
  readonly words: string;
};

const SHOWN_MAX = 12;

/** Matters first: whoever types nothing sees that they exist. Pure. */
export const foundOf = (items: ItemListBody['items'], themes: ThemeListBody['themes']): Found[] => [
  ...themes.map(({ code, title, about, parts }) => ({
    code: `theme:${code}`,
    name: title,
    about,
    several: true,
    words: parts.flatMap((p) => [p.short, p.name, p.code, ...p.keywords]).join(' '),
  })),
  ...items.map(({ code, name, about, keywords }) => ({
    ...{ code, name, about, several: false, words: [code, ...keywords].join(' ') },
  })),
];

/**
 * Those whose name, sentence or everyday words hold every word that was typed; by name first, then items before the
 * matters of which they are a part. Pure.
 */
export function findIn(all: readonly Found[], typed: string): readonly Found[] {
  const asked = typed.trim().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return all;
  const rank = (f: Found) => (asked.every((w) => f.name.includes(w)) ? 0 : f.several ? 2 : 1);
  return all
    .filter((f) => asked.every((w) => [f.name, f.words, f.about].join(' ').includes(w)))
    .sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length);
}

/** Finding what somebody at the window wants. */
export function Finder({ choose }: { choose: (code: string) => void }) {
  const items = useAddress<ItemListBody>('/api/desk/items');
  const themes = useAddress<ThemeListBody>('/api/services/themes');
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const problem = items.problem ?? themes.problem;
  const data = items.data && (themes.data || themes.problem);
  const found = findIn(foundOf(items.data?.items ?? [], themes.data?.themes ?? []), words);
  const shown = found.slice(0, SHOWN_MAX);
  return (
    <section className="finder">
      <label htmlFor="find-item">办什么事</label>
      <Input
        id="find-item"
        ref={field}
        size="large"
        value={words}
        placeholder="事项名称或常用说法，如 养狗、开饭店"
        aria-describedby="found-count"
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const chosen = shown[at];
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, shown.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
          else if (event.key === 'Enter' && chosen && data) choose(chosen.code);
          else return;
          event.preventDefault();
        }}
      />
      {problem && (
        <Problem
          problem={problem}
          retry={() => {
            void items.reload();
            void themes.reload();
          }}
        />
      )}
      <p id="found-count" className="quiet" role="status">
        {data &&
          `${found.length}个事项${found.length > SHOWN_MAX ? `，先列${SHOWN_MAX}个，再打几个字会更少` : ''}。↑↓选择，Enter 确定：`}
        {data && <strong>{shown[at]?.name ?? '没有这样的事项，换个说法试试'}</strong>}
      </p>
      <ul className="found">
        {shown.map((one, index) => (
          <li key={one.code}>
            <button
              type="button"
              className={index === at ? 'active' : undefined}
              onClick={() => choose(one.code)}
            >
              <strong>
                {one.name}
                {one.several && <span className="several">一件事</span>}
              </strong>
              <span>{one.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
