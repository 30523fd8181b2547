import type { PreAnswerBody } from '../../api-schema-pre-answer.ts';
import { VERDICTS } from './materials.tsx';
import { instantText, PRE_VERDICTS } from './words.ts';

/** What a clerk said of a draft, in full. */
export function SaidText({ said, unchanged }: { said: PreAnswerBody; unchanged?: readonly string[] }) {
  return (
    <div className="pre-said">
      <p>
        <strong>{PRE_VERDICTS[said.verdict]}</strong>
        {said.elsewhere && `：到${said.elsewhere}`}
        <span className="quiet">{`　${said.by}，${instantText(said.at)}`}</span>
      </p>
      {said.summary && <p>{said.summary}</p>}
      {(said.sections.length > 0 || said.materials.length > 0) && (
        <ul>
          {said.sections.map((s) => (
            <li key={s.section}>
              {s.title}：{s.note}
            </li>
          ))}
          {said.materials.map((m) => (
            <li key={m.material}>
              {m.material}：<strong>{VERDICTS[m.verdict]}</strong>
              {m.reason && `，${m.reason}`}
              {unchanged?.includes(m.material) && <span className="good">（提交的就是看过的文件）</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
