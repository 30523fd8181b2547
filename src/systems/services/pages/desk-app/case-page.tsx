import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { ClockCard } from '#web/case/clock-card.tsx';
import { LightBadge } from '#web/case/light.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { CaseBody, MeBody } from '../../api-schema.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { Events } from './events.tsx';
import { useKeys } from './keys.tsx';
import { Materials } from './materials.tsx';
import { CaseNumber, Problem, useTitle } from './page-parts.tsx';
import { SaidText } from './pre-said.tsx';
import { Stated, useReveal } from './reveal.tsx';
import { Steps } from './steps.tsx';
import { useAddress } from './use-data.ts';
import { useFollow } from './use-follow.ts';
import { instantText } from './words.ts';

/** One case: what is known on the left, what can be done on the right. */
export default function CasePage({ id, me }: { id: string; me: MeBody }) {
  const address = `/api/desk/cases/${encodeURIComponent(id)}`;
  const { data: shown, problem, reload } = useAddress<CaseBody>(address);
  const [done, setDone] = useState<string>();
  const [giving, setGiving] = useState<'take' | 'give'>();
  const fresh = useFollow(address, shown?.version);
  useTitle(shown?.title);
  const mine = shown?.assignee?.id === me.id;
  const mayTake = shown?.mayAssign === true && !mine;
  useKeys({
    ...(mayTake && { l: () => setGiving('take') }),
    ...(shown?.mayAssign && { g: () => setGiving('give') }),
  });
  if (!shown)
    return problem ? (
      <Problem problem={problem} retry={() => void reload()} />
    ) : (
      <p className="quiet">正在读取……</p>
    );
  return (
    <article className="case-desk">
      <header className="case-top">
        <p>
          <Link href="/">回到待办</Link>
          <kbd>Esc</kbd>
        </p>
        <h1 tabIndex={-1}>{shown.title}</h1>
        <p className="case-line">
          <LightBadge light={shown.light} />
          <strong>{shown.state.title}</strong>
          <span>{shown.holder}</span>
          <CaseNumber number={shown.number} />
          <Link href={`/${id}/receipt`}>收件凭证</Link>
        </p>
        <p className="quiet">{shown.state.about}</p>
        {shown.theme && (
          <p>
            属于一件事“<Link href={`/themes/${shown.theme.id}`}>{shown.theme.title}</Link>”，编号
            {shown.theme.number}
          </p>
        )}
        {shown.reading !== 'whole' && (
          <p className="since">
            {shown.reading === 'answered'
              ? '您单位的意见已经答复。此件办结之前可以查看，不能再办理，也不能看证件号码和材料原件。'
              : '督查：只看办理经过和期限，不看申请内容。'}
          </p>
        )}
        {shown.role && (
          <p className="case-line who">
            <span>
              经办人（{shown.roleTitle}）：
              <strong>{shown.assignee ? (mine ? '我' : shown.assignee.name) : '还没有人'}</strong>
            </span>
            {mayTake && (
              <Button size="small" onClick={() => setGiving('take')}>
                领取<kbd>l</kbd>
              </Button>
            )}
            {shown.mayAssign && (
              <Button size="small" onClick={() => setGiving('give')}>
                {mine ? '转给同事或退回' : '转给同事'}
                <kbd>g</kbd>
              </Button>
            )}
          </p>
        )}
        {shown.consulted.length > 0 && (
          <p className="case-line">
            会办单位：
            {shown.consulted.map((c) => (
              <span key={c.body}>
                {c.body}
                <span className={c.answered ? 'good' : 'quiet'}>
                  {c.answered ? '（已答复）' : '（没有答复）'}
                </span>
              </span>
            ))}
          </p>
        )}
        {done && <Alert type="success" role="status" title={done} showIcon={false} />}
        <div role="status">
          {fresh && (
            <Alert
              type="info"
              title={`本件刚有新进展：${fresh}`}
              showIcon={false}
              action={<Button onClick={() => void reload()}>刷新本件</Button>}
            />
          )}
        </div>
      </header>
      <Steps
        shown={shown}
        again={reload}
        made={(title) => {
          // Said when the new state stands beside it, so that nobody presses a step of the old one.
          void reload().then(() => setDone(`${title}：已办好，要告知申请人的已经发出。`));
        }}
      />
      {giving && (
        <AssignDialog
          me={me}
          cases={[shown]}
          take={giving === 'take'}
          close={() => {
            setGiving(undefined);
            void reload();
          }}
        />
      )}
      <div className="case-facts-column">
        {shown.preReview && (
          <section aria-labelledby="pre-review">
            <div className="section-head">
              <h2 id="pre-review">提交前的预审</h2>
              {me.posts.some((p) => p.role === 'clerk') && (
                <Link href={`/pre-reviews/${shown.preReview.id}`}>看当时的草稿</Link>
              )}
            </div>
            {shown.preReview.answer ? (
              <SaidText said={shown.preReview.answer} unchanged={shown.preReview.unchanged} />
            ) : (
              <p className="quiet">请过预审，没等答复就提交了。</p>
            )}
          </section>
        )}
        {shown.reading !== 'course' && <Answers address={address} shown={shown} />}
        {shown.materials.length > 0 && <Materials shown={shown} again={reload} />}
        <Evidence shown={shown} />
        {shown.clocks.length > 0 && (
          <section className="clock-cards" aria-labelledby="clocks">
            <h2 id="clocks">期限</h2>
            {shown.clocks.map((clock) => (
              <ClockCard key={clock.name} clock={clock} />
            ))}
            {shown.moved.length > 0 && (
              <ul>
                {shown.moved.map((m) => (
                  <li key={`${m.notice}${m.clock}`}>
                    按《{m.notice}》重新推算：{m.clock}的最后一天由{m.from ? formatDate(m.from) : '待定'}改为
                    {m.to ? formatDate(m.to) : '待定'}，已告知申请人。
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <section aria-labelledby="events">
          <h2 id="events">办理经过</h2>
          <Events events={shown.events.toReversed()} />
        </section>
      </div>
    </article>
  );
}

/** Licences that the case rests on as they stand now, and its papers. */
function Evidence({ shown }: { shown: CaseBody }) {
  return (
    <>
      {shown.licences.length > 0 && (
        <section aria-labelledby="licences">
          <h2 id="licences">电子证照（免提交）</h2>
          <dl className="facts">
            {shown.licences.map((l) => (
              <div key={l.useId}>
                <dt>{l.material ?? '窗口出示'}</dt>
                <dd>
                  《{l.typeName}》{l.agencyName}，证据等级{l.evidence}，{instantText(l.checkedAt)}
                  核验有效，现在
                  <strong>{l.stateTitle}</strong>　<a href={`/desk/licences/uses/${l.useId}`}>加注件</a>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {shown.papers.length > 0 && (
        <section aria-labelledby="papers">
          <h2 id="papers">文书</h2>
          <ul>
            {shown.papers.map((p) => (
              <li key={p.seq}>
                <a href={`/desk/cases/${shown.id}/papers/${p.seq}`} target="_blank" rel="noreferrer">
                  {p.title}
                </a>
                <span className="quiet">　{p.date}，PDF</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What the applicant stated; numbers are masked until they are asked for, which is written down. */
function Answers({ address, shown }: { address: string; shown: CaseBody }) {
  const { open, control } = useReveal<CaseBody>(address);
  return (
    <section aria-labelledby="answers">
      <div className="section-head">
        <h2 id="answers">申请内容</h2>
        {shown.reading === 'whole' && control}
      </div>
      <Stated lines={(open ?? shown).answers} />
    </section>
  );
}
