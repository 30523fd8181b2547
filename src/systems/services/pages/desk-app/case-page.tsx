import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { ClockCard } from '#web/case/clock-card.tsx';
import { LightBadge } from '#web/case/light.tsx';
import type { CaseBody } from '../../api-schema.ts';
import { Events } from './events.tsx';
import { ask } from './http.ts';
import { CaseNumber, Problem, useTitle } from './page-parts.tsx';
import { Steps } from './steps.tsx';
import { useAddress } from './use-data.ts';
import { useFollow } from './use-follow.ts';
import { instantText } from './words.ts';

/** One case: what is known on the left, what can be done on the right. */
export default function CasePage({ id }: { id: string }) {
  const address = `/api/desk/cases/${encodeURIComponent(id)}`;
  const { data: shown, problem, reload } = useAddress<CaseBody>(address);
  const [done, setDone] = useState<string>();
  const fresh = useFollow(address, shown?.version);
  useTitle(shown?.title);
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
      <div className="case-facts-column">
        <Answers address={address} shown={shown} />
        <Evidence shown={shown} />
        {shown.clocks.length > 0 && (
          <section className="clock-cards" aria-labelledby="clocks">
            <h2 id="clocks">期限</h2>
            {shown.clocks.map((clock) => (
              <ClockCard key={clock.name} clock={clock} />
            ))}
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

/** Licences that the case rests on as they stand now, its papers, and the matter that it is a part of. */
function Evidence({ shown }: { shown: CaseBody }) {
  return (
    <>
      {shown.theme && (
        <p>
          属于一件事“{shown.theme.title}”，编号{shown.theme.number}
        </p>
      )}
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
    </>
  );
}

/** What the applicant stated; numbers are masked until they are asked for, which is written down. */
function Answers({ address, shown }: { address: string; shown: CaseBody }) {
  const [open, setOpen] = useState<CaseBody['answers']>();
  const [failed, setFailed] = useState<string>();
  const reveal = async () => {
    const answer = await ask<CaseBody>(`${address}/reveal`, {});
    if (answer.ok) setOpen(answer.value.answers);
    else setFailed(answer.message);
  };
  return (
    <section aria-labelledby="answers">
      <div className="section-head">
        <h2 id="answers">申请内容</h2>
        {open ? (
          <Button size="small" onClick={() => setOpen(undefined)}>
            遮住证件号码
          </Button>
        ) : (
          <Button size="small" onClick={() => void reveal()}>
            显示证件号码
          </Button>
        )}
        <span className="quiet" role="status">
          {failed ?? (open && '查看已记入审计记录')}
        </span>
      </div>
      <dl className="facts">
        {(open ?? shown.answers).map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
