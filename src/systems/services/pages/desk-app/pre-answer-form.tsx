import { Button, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import type { PreReviewBody } from '../../api-schema-pre-reviews.ts';
import { ask, type Refused } from './http.ts';
import { forget, useKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { type Finding, found } from './materials.tsx';
import { Problem } from './page-parts.tsx';
import { newRequestKey, PRE_VERDICTS } from './words.ts';

type Kept = {
  readonly findings: Readonly<Record<string, Finding>>;
  /** What is wrong in sections of the form. */
  readonly notes: Readonly<Record<string, string>>;
  readonly verdict: keyof typeof PRE_VERDICTS | '';
  readonly summary: string;
  readonly elsewhere: string;
  readonly requestKey: string;
};

/** The clerk's answer as it is being made: kept in the tab until it is sent. */
export function useAnswer(id: string) {
  const [kept, setKept] = useKept<Kept>(`pre:${id}`, () => ({
    findings: {},
    notes: {},
    verdict: '',
    summary: '',
    elsewhere: '',
    requestKey: newRequestKey(),
  }));
  return {
    kept,
    find: (name: string, change: Partial<Finding>) =>
      setKept((k) => ({ ...k, findings: { ...k.findings, [name]: found(k.findings[name], change) } })),
    note: (section: string, text: string) =>
      setKept((k) => ({ ...k, notes: { ...k.notes, [section]: text } })),
    set: (change: Partial<Kept>) => setKept((k) => ({ ...k, ...change })),
  };
}

/** What the answer is as a whole, and sending it. */
export function AnswerForm({
  shown,
  draft: { kept, set },
  reload,
  done,
}: {
  shown: PreReviewBody;
  draft: ReturnType<typeof useAnswer>;
  reload: () => Promise<unknown>;
  done: () => void;
}) {
  const [problem, setProblem] = useState<Refused>();
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const left = shown.materials.filter((m) => m.need === '必要' && !kept.findings[m.name]).length;
  const faults =
    Object.values(kept.findings).filter((f) => f.verdict !== 'complete').length +
    Object.values(kept.notes).filter((text) => text.trim() !== '').length;
  const send = async () => {
    if (underWay.current) return;
    if (kept.verdict === '') {
      setProblem({
        ...{ ok: false, status: 0, code: 'desk.verdict', fields: [] },
        message: '请先选一个总的答复。',
      });
      return;
    }
    underWay.current = true;
    setSending(true);
    setProblem(undefined);
    const answer = await ask(`/api/desk/pre-reviews/${shown.id}/answer`, {
      verdict: kept.verdict,
      summary: kept.summary,
      elsewhere: kept.verdict === 'elsewhere' ? kept.elsewhere : '',
      sections: Object.entries(kept.notes).flatMap(([section, note]) =>
        note.trim() === '' ? [] : [{ section, note }],
      ),
      materials: shown.materials.flatMap(({ name }) => {
        const finding = kept.findings[name];
        return finding ? [{ material: name, verdict: finding.verdict, reason: finding.reason }] : [];
      }),
      requestKey: kept.requestKey,
    });
    underWay.current = false;
    setSending(false);
    if (!answer.ok) return setProblem(answer);
    forget(`pre:${shown.id}`);
    done();
    return undefined;
  };
  useKeys({ 'Mod+Enter': () => void send() });
  return (
    <form
      className="step-form"
      aria-label="答复预审"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="quiet" role="status">
        {left > 0 ? `还有${left}样必要的材料没有核对。` : '必要的材料都核对了。'}
        {faults > 0 && `标了${faults}处要改。`}
      </p>
      <fieldset>
        <legend>总的答复</legend>
        <Radio.Group
          name="verdict"
          className="pre-verdicts"
          value={kept.verdict}
          onChange={(event) => set({ verdict: event.target.value as Kept['verdict'] })}
          options={Object.entries(PRE_VERDICTS).map(([value, label]) => ({ value, label }))}
        />
      </fieldset>
      {kept.verdict === 'elsewhere' && (
        <div className="field">
          <label htmlFor="pre-elsewhere">应该到哪个机关办</label>
          <Input
            id="pre-elsewhere"
            maxLength={200}
            value={kept.elsewhere}
            onChange={(event) => set({ elsewhere: event.target.value })}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor="pre-summary">给申请人的话（选填）</label>
        <Input.TextArea
          id="pre-summary"
          rows={3}
          maxLength={1000}
          value={kept.summary}
          onChange={(event) => set({ summary: event.target.value })}
        />
      </div>
      {problem && <Problem problem={problem} />}
      <div className="send">
        <Button type="primary" htmlType="submit" loading={sending}>
          发出答复<kbd>Ctrl+Enter</kbd>
        </Button>
        {problem?.status === 409 && <Button onClick={() => void reload()}>刷新，看现在怎样了</Button>}
      </div>
    </form>
  );
}
