import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ColleaguesBody, MeBody, OutcomesBody } from '../../api-schema.ts';
import { ask, type Refused } from './http.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';
import { newRequestKey, shortNumber } from './words.ts';

/** 交接: all open cases of somebody who is absent go to a colleague, or back. */
export default function HandOverPage({ me }: { me: MeBody }) {
  const { data, problem, reload } = useAddress<ColleaguesBody>('/api/desk/colleagues');
  const head = me.posts.some((p) => p.role === 'head');
  const [from, setFrom] = useState(me.id);
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [key, setKey] = useState(newRequestKey);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<Refused>();
  const [done, setDone] = useState<OutcomesBody>();
  useTitle('交接');
  const all = data?.colleagues ?? [];
  const givers = all.filter((c) => c.me || (head && c.open > 0));
  const giver = all.find((c) => c.id === from);
  const send = async () => {
    if (sending || to === '') return;
    setSending(true);
    setFailed(undefined);
    const answer = await ask<OutcomesBody>('/api/desk/assignments/all', {
      from,
      to: to === 'back' ? null : to,
      note,
      requestKey: key,
    });
    setSending(false);
    if (!answer.ok) return setFailed(answer);
    setDone(answer.value);
    setKey(newRequestKey());
    return void reload();
  };
  const refused = done?.outcomes.filter((o) => o.refused !== null) ?? [];
  return (
    <div className="intake">
      <h1 tabIndex={-1}>交接</h1>
      <p className="quiet">
        请假、调岗时，把没有办结的件一次交给同事。每一件都记在办理经过里，期限不变；接手的人没有相应职责的件留在原处，逐件说明。
        {!head && '这里只能交出自己的；别人的由机关负责人交接。'}
      </p>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      <form
        className="intake-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className="fields two">
          <label className="field">
            <span className="label">谁的件</span>
            <select
              value={from}
              onChange={(event) => {
                setFrom(event.target.value);
                setDone(undefined);
              }}
            >
              {givers.map((c) => (
                <option key={c.id} value={c.id}>
                  {c.me ? `我自己（${c.name}）` : c.name}：{c.open}件
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="label">交给谁</span>
            <select value={to} onChange={(event) => setTo(event.target.value)}>
              <option value="">请选择</option>
              {all
                .filter((c) => c.id !== from)
                .map((c) => (
                  <option key={c.id} value={c.id}>
                    {c.name}：手里{c.open}件
                  </option>
                ))}
              <option value="back">退回，不指定经办人</option>
            </select>
          </label>
        </div>
        <div className="field">
          <label htmlFor="hand-over-note">交接说明（可不填，申请人看不到）</label>
          <Input.TextArea
            id="hand-over-note"
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {failed && <Problem problem={failed} />}
        <div className="send">
          <Button
            type="primary"
            htmlType="submit"
            loading={sending}
            disabled={to === '' || (giver?.open ?? 0) === 0}
          >
            交接 {giver?.open ?? 0} 件
          </Button>
        </div>
      </form>
      {done && (
        <section aria-labelledby="handed" role="status">
          <h2 id="handed">
            交接了 {done.outcomes.length - refused.length} 件
            {refused.length > 0 && `，${refused.length} 件没有交出`}
          </h2>
          {done.left > 0 && <p>还有 {done.left} 件，请再按一次。</p>}
          <ul className="bulk-results">
            {[...refused, ...done.outcomes.filter((o) => o.refused === null)].map((o) => (
              <li key={o.id}>
                <Link href={`/${o.id}`}>
                  {o.title}　{shortNumber(o.number)}
                </Link>
                <strong className={o.refused === null ? 'good' : 'bad'}>
                  {o.refused === null ? '已交接' : o.refused}
                </strong>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
