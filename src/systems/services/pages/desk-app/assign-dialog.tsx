import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CaseRowBody, ColleaguesBody, MeBody, OutcomesBody } from '../../api-schema.ts';
import { Dialog } from './dialog.tsx';
import { ask, type Refused } from './http.ts';
import { Problem } from './page-parts.tsx';
import { useAddress } from './use-data.ts';
import { newRequestKey, shortNumber } from './words.ts';

type Given = Pick<CaseRowBody, 'id' | 'number' | 'title' | 'holder' | 'role' | 'assignee'>;
type Colleague = ColleaguesBody['colleagues'][number];

const fits = (who: Colleague, { holder, role }: Given): boolean =>
  who.posts.some((p) => (p.body === '*' || p.body === holder) && p.role === role);

/** Takes cases, gives them to a colleague with a note, or gives them back; each one's outcome is told. */
export function AssignDialog({
  me,
  cases,
  take,
  close,
}: {
  me: MeBody;
  cases: readonly Given[];
  take: boolean;
  close: () => void;
}) {
  const { data, problem } = useAddress<ColleaguesBody>('/api/desk/colleagues');
  const [to, setTo] = useState(take ? me.id : '');
  const [note, setNote] = useState('');
  const [key] = useState(newRequestKey);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<Refused>();
  const [outcomes, setOutcomes] = useState<OutcomesBody['outcomes']>();
  const able = (data?.colleagues ?? []).filter((c) => !c.me && cases.some((one) => fits(c, one)));
  const back = cases.some((c) => c.assignee !== null);

  const send = async () => {
    if (sending || to === '') return;
    setSending(true);
    const answer = await ask<OutcomesBody>('/api/desk/assignments', {
      cases: cases.map((c) => ({ id: c.id, from: c.assignee?.id ?? null })),
      to: to === 'back' ? null : to,
      note,
      requestKey: key,
    });
    setSending(false);
    if (answer.ok) setOutcomes(answer.value.outcomes);
    else setFailed(answer);
  };
  const verb = take ? '领取' : '转办';
  const made = outcomes?.filter((o) => o.refused === null).length ?? 0;
  return (
    <Dialog
      title={outcomes ? `${verb}了 ${made} 件` : `${verb} ${cases.length} 件`}
      close={close}
      footer={
        outcomes ? (
          <Button type="primary" onClick={close}>
            知道了
          </Button>
        ) : (
          <>
            <Button onClick={close} disabled={sending}>
              不{verb}
            </Button>
            <Button type="primary" loading={sending} disabled={to === ''} onClick={() => void send()}>
              {take ? '由我经办' : to === 'back' ? '退回，不再经办' : '转给选中的人'}
            </Button>
          </>
        )
      }
    >
      {!take && !outcomes && (
        <div className="assign">
          <fieldset>
            <legend>转给谁</legend>
            <div className="ticks people">
              {able.map((c) => (
                <label key={c.id}>
                  <input type="radio" name="assign-to" checked={to === c.id} onChange={() => setTo(c.id)} />
                  {c.name}
                  <span className="quiet">
                    手里{c.open}件{cases.every((one) => fits(c, one)) ? '' : '，其中有的件不归其办理'}
                  </span>
                </label>
              ))}
              {back && (
                <label>
                  <input
                    type="radio"
                    name="assign-to"
                    checked={to === 'back'}
                    onChange={() => setTo('back')}
                  />
                  退回，不指定经办人
                </label>
              )}
            </div>
            {data && able.length === 0 && (
              <p className="quiet">没有别的同事有办理这一步的职责。请联系系统管理员授予职责。</p>
            )}
          </fieldset>
          <div className="field">
            <label htmlFor="assign-note">交接说明（可不填，申请人看不到）</label>
            <Input.TextArea
              id="assign-note"
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        </div>
      )}
      {(problem ?? failed) && <Problem problem={(problem ?? failed) as Refused} />}
      <ul className="bulk-results" aria-live="polite">
        {cases.map((c) => {
          const outcome = outcomes?.find((o) => o.id === c.id);
          return (
            <li key={c.id}>
              <span>
                {c.title}　<span className="number">{shortNumber(c.number)}</span>
                {!outcomes && c.assignee && <span className="quiet">　现由{c.assignee.name}经办</span>}
              </span>
              {outcome && (
                <strong className={outcome.refused === null ? 'good' : 'bad'}>
                  {outcome.refused === null ? '已办好' : `没有${verb}：${outcome.refused}`}
                </strong>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
