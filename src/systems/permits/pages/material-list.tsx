import type { Law } from '../basis-status.ts';
import { formatCitation, type Item, type Material } from '../item.ts';
import { Cited } from './item-parts.tsx';

const EVIDENCE_WORDS: Record<Material['evidence'], string> = {
  A: '核发机关直接提供',
  B: '窗口核验过',
  C: '您上传，窗口核对原件',
  D: '您自己填写并承诺',
};

/** What must be brought first, then what is fetched, then what only some bring. */
export function MaterialList({ item, law }: { item: Item; law: Law }) {
  const fetched = item.materials.filter((m) => m.source === '数据共享');
  const own = item.materials.filter((m) => m.source !== '数据共享');
  const always = own.filter((m) => m.when === null && m.need === '必要');
  const sometimes = own.filter((m) => !always.includes(m));
  return (
    <>
      <h3>要交的</h3>
      <Materials list={always} law={law} />
      {sometimes.length > 0 && (
        <>
          <h3>有下列情形才交的</h3>
          <Materials list={sometimes} law={law} />
        </>
      )}
      {fetched.length > 0 && (
        <>
          <h3>不用您交，我们自己查的</h3>
          <Materials list={fetched} law={law} />
        </>
      )}
    </>
  );
}

function Materials({ list, law }: { list: readonly Material[]; law: Law }) {
  return (
    <ul className="item-rows">
      {list.map((m) => (
        <li key={m.name}>
          <p>
            <strong>{m.name}</strong>
          </p>
          {(m.when || m.need !== '必要') && (
            <p className="material-when">
              {m.when ? `${m.when.says}才交` : m.need === '容缺' ? '可以先受理，后补' : '不是必须的'}
            </p>
          )}
          <p>{m.standard}</p>
          {m.sample && <p>样子：{m.sample}</p>}
          {m.blank && <p>空白表：{m.blank}</p>}
          <details className="material-more">
            <summary>形式、来源和依据</summary>
            <p>
              {m.form}
              {m.form === '电子' ? '' : `${m.copies}份`}；{m.kind}；{m.source}
              {m.issuer && `（${m.issuer}）`}；证据等级{m.evidence}：{EVIDENCE_WORDS[m.evidence]}
            </p>
            <p>
              依据：
              {m.basis === null ? (
                '没有依据，不得索要'
              ) : (
                <Cited cited={m.basis} law={law} key={formatCitation(m.basis)} />
              )}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
}
