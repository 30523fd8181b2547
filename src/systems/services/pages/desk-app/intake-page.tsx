import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ItemBody, ItemListBody } from '../../api-schema-intake.ts';
import { IntakeForm } from './intake-form.tsx';
import { useKept } from './kept.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';

type Items = ItemListBody['items'];

const SHOWN_MAX = 12;

/** Items whose name, sentence or everyday words hold every word that was typed; by name first. Pure. */
export function findItems(items: Items, words: string): Items {
  const asked = words.trim().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return items;
  const said = (i: Items[number]) => [i.name, i.code, ...i.keywords, i.about].join(' ');
  const inName = (i: Items[number]) => (asked.every((w) => i.name.includes(w)) ? 0 : 1);
  return items
    .filter((i) => asked.every((w) => said(i).includes(w)))
    .sort((a, b) => inName(a) - inName(b) || a.name.length - b.name.length);
}

/** Taking in the application of somebody who stands at the window. */
export default function IntakePage() {
  const [code, setCode] = useKept<string>('new:item', () => '');
  useTitle('窗口收件');
  return (
    <div className="intake">
      <h1 tabIndex={-1}>窗口收件</h1>
      {code ? (
        <Chosen key={code} code={code} back={() => setCode(() => '')} />
      ) : (
        <Finder choose={(chosen) => setCode(() => chosen)} />
      )}
    </div>
  );
}

function Finder({ choose }: { choose: (code: string) => void }) {
  const { data, problem, reload } = useAddress<ItemListBody>('/api/desk/items');
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const found = findItems(data?.items ?? [], words);
  const shown = found.slice(0, SHOWN_MAX);
  return (
    <section className="finder">
      <label htmlFor="find-item">办什么事</label>
      <Input
        id="find-item"
        ref={field}
        size="large"
        value={words}
        placeholder="事项名称或常用说法，如 养狗、开店"
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
          else if (event.key === 'Enter' && chosen) choose(chosen.code);
          else return;
          event.preventDefault();
        }}
      />
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      <p id="found-count" className="quiet" role="status">
        {data &&
          `${found.length}个事项${found.length > SHOWN_MAX ? `，先列${SHOWN_MAX}个，再打几个字会更少` : ''}。↑↓选择，Enter 确定：`}
        {data && <strong>{shown[at]?.name ?? '没有这样的事项，换个说法试试'}</strong>}
      </p>
      <ul className="found">
        {shown.map((item, index) => (
          <li key={item.code}>
            <button
              type="button"
              className={index === at ? 'active' : undefined}
              onClick={() => choose(item.code)}
            >
              <strong>{item.name}</strong>
              <span>{item.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chosen({ code, back }: { code: string; back: () => void }) {
  const { data, problem, reload } = useAddress<ItemBody>(`/api/desk/items/${code}`);
  if (data) return <IntakeForm item={data} back={back} refresh={reload} />;
  return problem ? <Problem problem={problem} retry={back} /> : <p className="quiet">正在读取……</p>;
}
