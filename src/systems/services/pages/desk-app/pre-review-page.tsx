import { Alert } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { LightBadge } from '#web/case/light.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import type { PreReviewBody } from '../../api-schema-pre-reviews.ts';
import { useKeys } from './keys.tsx';
import { FilePicture, MaterialLine, type ShownFile } from './materials.tsx';
import { Problem, useTitle } from './page-parts.tsx';
import { AnswerForm, useAnswer } from './pre-answer-form.tsx';
import { SaidText } from './pre-said.tsx';
import { Stated, useReveal } from './reveal.tsx';
import { useAddress } from './use-data.ts';
import { instantText, PRE_STATES } from './words.ts';

/** One draft that somebody asks the window to look at: what was filled in and uploaded, and the clerk's answer. */
export default function PreReviewPage({ id }: { id: string }) {
  const address = `/api/desk/pre-reviews/${encodeURIComponent(id)}`;
  const { data: shown, problem, reload } = useAddress<PreReviewBody>(address);
  const [, go] = useLocation();
  useTitle(shown && `预审：${shown.title}`);
  useKeys({ Escape: () => go('/pre-reviews'), r: () => void reload() });
  if (!shown)
    return problem ? (
      <Problem problem={problem} retry={() => void reload()} />
    ) : (
      <p className="quiet">正在读取……</p>
    );
  return <Opened address={address} shown={shown} reload={reload} />;
}

function Opened({
  address,
  shown,
  reload,
}: {
  address: string;
  shown: PreReviewBody;
  reload: () => Promise<unknown>;
}) {
  const draft = useAnswer(shown.id);
  const [picture, setPicture] = useState<ShownFile>();
  const [sent, setSent] = useState(false);
  return (
    <article className="case-desk pre-desk">
      <header className="case-top">
        <p>
          <Link href="/pre-reviews">回到预审</Link>
          <kbd>Esc</kbd>
        </p>
        <h1 tabIndex={-1}>{shown.title}</h1>
        <p className="case-line">
          {shown.light !== 'none' && <LightBadge light={shown.light} />}
          <strong>{PRE_STATES[shown.state]}</strong>
          <span>{shown.body}</span>
          <span>{instantText(shown.askedAt)}发来</span>
          {shown.forWhom && <span>为{shown.forWhom}办理</span>}
        </p>
        <p className="quiet">
          这是提交之前的草稿，不是申请，不起算办理期限。
          {shown.state === 'waiting' &&
            shown.dueOn &&
            `约定${shown.promised}内答复，最迟${formatDate(shown.dueOn)}${shown.provisional ? '（暂定）' : ''}；没有法定期限。`}
        </p>
        <Ended shown={shown} />
        {sent && <Alert type="success" role="status" title="已经答复，通知已发给申请人。" showIcon={false} />}
        {shown.outdated && (
          <p className="since">填写之后，这个事项的办事指南有了新版本。请告诉申请人按新的要求核对。</p>
        )}
      </header>
      <section className="steps" aria-labelledby="answer">
        <h2 id="answer">答复</h2>
        {shown.answer ? (
          <SaidText said={shown.answer} />
        ) : shown.mayAnswer ? (
          <AnswerForm
            shown={shown}
            draft={draft}
            reload={reload}
            done={() => {
              void reload().then(() => setSent(true));
            }}
          />
        ) : (
          <p className="quiet">
            {shown.state === 'waiting' ? '这是您自己的草稿，请同事答复。' : '没有答复。'}
          </p>
        )}
        {shown.before && (
          <details>
            <summary>上一次是怎么答复的</summary>
            <SaidText said={shown.before} />
          </details>
        )}
      </section>
      <div className="case-facts-column">
        {shown.sections.length > 0 && <Filled address={address} shown={shown} draft={draft} />}
        {shown.materials.length > 0 && (
          <section aria-labelledby="materials">
            <div className="section-head">
              <h2 id="materials">材料</h2>
              <span className="quiet">打开材料会记入审计记录。</span>
            </div>
            <ul className="materials">
              {shown.materials.map((m) => (
                <MaterialLine
                  key={m.name}
                  material={{
                    ...m,
                    about: m.licensed ? `${m.about}申请人选用电子证照，提交时核验。` : m.about,
                    check: null,
                  }}
                  finding={draft.kept.findings[m.name]}
                  mayCheck={shown.mayAnswer}
                  address={address}
                  show={setPicture}
                  note={(change) => draft.find(m.name, change)}
                  papers={false}
                />
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="conditions">
          <h2 id="conditions">受理条件</h2>
          <ul>
            {shown.conditions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      </div>
      {picture && <FilePicture address={address} file={picture} close={() => setPicture(undefined)} />}
    </article>
  );
}

/** Why there is nothing to answer any more, and where to go on. */
function Ended({ shown }: { shown: PreReviewBody }) {
  if (shown.caseId)
    return (
      <p className="since">
        申请人已经正式提交，按办件办理：<Link href={`/${shown.caseId}`}>打开办件</Link>
      </p>
    );
  if (shown.newer)
    return (
      <p className="since">
        申请人改过之后另请了一次：<Link href={`/pre-reviews/${shown.newer}`}>打开新的一次</Link>
        。这一次的内容不再显示。
      </p>
    );
  if (shown.state === 'withdrawn') return <p className="since">申请人已经撤回，内容不再显示。</p>;
  return null;
}

/** What was filled in, section by section, with what the form itself would refuse and the clerk's note. */
function Filled({
  address,
  shown,
  draft,
}: {
  address: string;
  shown: PreReviewBody;
  draft: ReturnType<typeof useAnswer>;
}) {
  const { open, control } = useReveal<PreReviewBody>(address);
  return (
    <section aria-labelledby="answers">
      <div className="section-head">
        <h2 id="answers">填写的内容</h2>
        {control}
      </div>
      {(open ?? shown).sections.map((section) => (
        <section key={section.name} className="pre-section" aria-label={section.title}>
          <h3>{section.title}</h3>
          {section.answers.length === 0 && <p className="quiet">没有填。</p>}
          <Stated lines={section.answers} />
          {section.wrong.length > 0 && <p className="asked">系统核对：{section.wrong.join('')}</p>}
          {shown.mayAnswer && (
            <label className="field">
              <span className="quiet">这部分要改什么（没有问题的不填）</span>
              <textarea
                className="pre-note"
                rows={2}
                maxLength={500}
                aria-label={`${section.title}要改什么`}
                value={draft.kept.notes[section.name] ?? ''}
                onChange={(event) => draft.note(section.name, event.target.value)}
              />
            </label>
          )}
        </section>
      ))}
    </section>
  );
}
