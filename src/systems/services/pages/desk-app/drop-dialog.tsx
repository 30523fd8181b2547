import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { ThemeCaseBody } from '../../api-schema-intake.ts';
import { Dialog } from './dialog.tsx';
import { ask, type Refused } from './http.ts';
import { forget, useKept } from './kept.ts';
import { Problem } from './page-parts.tsx';
import { TEMPLATES } from './templates.ts';

/** Notes that the applicant, who stands at the window, no longer wants an item that is not filed yet. */
export function DropDialog({
  matter,
  child,
  again,
  close,
}: {
  matter: ThemeCaseBody;
  child: ThemeCaseBody['children'][number];
  /** Reads the matter anew. */
  again: () => Promise<unknown>;
  close: () => void;
}) {
  const place = `drop:${matter.id}:${child.code}`;
  const [reason, setReason] = useKept<string>(place, () => '');
  const [problem, setProblem] = useState<Refused>();
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const waiting = matter.children.filter((c) => c.after.includes(child.code) && c.caseId === null);

  const send = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setProblem(undefined);
    const answer = await ask<ThemeCaseBody>(`/api/desk/themes/cases/${matter.id}/drop`, {
      code: child.code,
      seen: matter.version,
      reason,
    });
    underWay.current = false;
    setSending(false);
    if (answer.ok) {
      forget(place);
      await again();
      close();
      return;
    }
    setProblem(answer);
    // What happened meanwhile stands behind the dialogue, and the next try is for what is seen then.
    if (answer.status === 409) await again();
  };

  return (
    <Dialog
      title={`申请人不办“${child.name}”`}
      close={close}
      footer={
        <>
          <Button onClick={close} disabled={sending}>
            不登记
          </Button>
          <Button type="primary" loading={sending} onClick={() => void send()}>
            登记：申请人不办这一项
          </Button>
        </>
      }
    >
      <p>只按申请人本人的意思登记，登记后不能改回，要办得单独申请。申请人会收到通知。</p>
      {waiting.length > 0 && (
        <p>
          <strong>{waiting.map((c) => c.name).join('、')}</strong>
          要等它办好才能提交，也会随之不能办。请先向申请人说清。
        </p>
      )}
      <div className="templates">
        <span>常用文书</span>
        {TEMPLATES.drop_child?.map(({ name, fill }) => (
          <Button key={name} size="small" onClick={() => setReason(() => fill.reason ?? '')}>
            {name}
          </Button>
        ))}
      </div>
      <div className="field">
        <label htmlFor="drop-reason">申请人怎样表示、为什么不办（申请人看得到）</label>
        <Input.TextArea
          id="drop-reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            const { value } = event.target;
            setReason(() => value);
          }}
        />
      </div>
      {problem && <Problem problem={problem} />}
    </Dialog>
  );
}
