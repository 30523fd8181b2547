import { Button } from 'antd';
import { useState } from 'react';
import type { CaseRowBody, StepBody } from '../../api-schema.ts';
import { Dialog } from './dialog.tsx';
import { type Answer, ask } from './http.ts';
import { newRequestKey, shortNumber } from './words.ts';

/** Accepts several cases with one confirmation. Each is a step of its own, refused or made on its own. */
export function BulkAccept({ cases, close }: { cases: readonly CaseRowBody[]; close: () => void }) {
  // Made when the dialogue opens: a second press sends the same requests, which do nothing twice.
  const [keys] = useState(() => new Map(cases.map((c) => [c.id, newRequestKey()])));
  const [results, setResults] = useState<ReadonlyMap<string, Answer<StepBody>>>(new Map());
  const [sending, setSending] = useState(false);
  const done = results.size === cases.length;
  const send = async () => {
    if (sending) return;
    setSending(true);
    for (const { id, version } of cases) {
      const answer = await ask<StepBody>(`/api/desk/cases/${id}/steps`, {
        transition: 'accept',
        input: {},
        seen: version,
        requestKey: keys.get(id),
      });
      setResults((before) => new Map(before).set(id, answer));
    }
  };
  const made = [...results.values()].filter((r) => r.ok).length;
  return (
    <Dialog
      title={done ? `受理了 ${made} 件` : `受理 ${cases.length} 件`}
      close={close}
      footer={
        done ? (
          <Button type="primary" onClick={close}>
            回到待办
          </Button>
        ) : (
          <>
            <Button onClick={close} disabled={sending}>
              不受理
            </Button>
            <Button type="primary" loading={sending} onClick={() => void send()}>
              确认受理这 {cases.length} 件
            </Button>
          </>
        )
      }
    >
      <ul className="bulk-results" aria-live="polite">
        {cases.map((c) => {
          const result = results.get(c.id);
          return (
            <li key={c.id}>
              <span>
                {c.title}　<span className="number">{shortNumber(c.number)}</span>
              </span>
              <strong className={result && (result.ok ? 'good' : 'bad')}>
                {!result ? (sending ? '等待' : '') : result.ok ? '已受理' : `没有受理：${result.message}`}
              </strong>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
