import { type CaseFile, dayOf, type Light, lightOfRow } from '#engines/procedure/index.ts';
import type { Notice as Told } from '#platform/notices/notice.ts';
import { LightBadge } from '#web/case/light.tsx';
import { ButtonLink } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { type keeperCleared, keeperScript } from '../keeper.ts';

export type DraftLine = {
  readonly id: string;
  readonly href: string;
  readonly name: string;
  /** For whom it is, when not for oneself. */
  readonly forWhom: string | undefined;
  readonly at: Temporal.Instant;
  /** How the window that was asked to look at it first stands. */
  readonly preReview:
    | { readonly id: string; readonly words: string; readonly yours: string | null }
    | undefined;
};
/** A matter of several items; its cases stand among the others too. */
export type ThemeLine = {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly ended: boolean;
  readonly forWhom: string | undefined;
};
export type CaseLine = Pick<
  CaseFile,
  'id' | 'number' | 'title' | 'holder' | 'clock' | 'due_on' | 'warn_on' | 'suspended' | 'closed_at'
> & { readonly stateTitle: string; readonly turn: string; readonly forWhom: string | undefined };

const lightOf = (line: CaseLine, now: Temporal.Instant): Light => lightOfRow(line, dayOf(now));

/** What somebody has handed in and what they are still writing. */
export function MyCasesPage({
  view,
  cases,
  themes,
  drafts,
  deleted,
  now,
}: {
  view: View;
  cases: readonly CaseLine[];
  themes: readonly ThemeLine[];
  drafts: readonly DraftLine[];
  /** A draft was just deleted: what the device kept of it goes too. */
  deleted?: ReturnType<typeof keeperCleared> | undefined;
  now: Temporal.Instant;
}) {
  return (
    <Page
      view={view}
      title="我的办件"
      noindex
      search={false}
      {...(deleted && { script: keeperScript().path })}
    >
      <div className="case" {...deleted}>
        <h1>我的办件</h1>
        {deleted && (
          <Notice tone="success" title="草稿已经删除" live>
            没有提交过，不影响您的其他申请。以后要办，重新填写就可以。
          </Notice>
        )}
        {drafts.length > 0 && (
          <section aria-labelledby="drafts">
            <h2 id="drafts">还没提交</h2>
            <ul className="case-list">
              {drafts.map((draft) => (
                <li key={draft.id}>
                  <a href={draft.href}>{draft.name}</a>
                  <p className="muted">
                    {draft.forWhom && <>为{draft.forWhom}办理，</>}
                    <InstantText value={draft.at} />
                    保存
                    <a className="draft-delete" href={`/me/drafts/${draft.id}/delete`}>
                      删除<span className="visually-hidden">草稿：{draft.name}</span>
                    </a>
                  </p>
                  {draft.preReview && (
                    <p>
                      <a href={`/me/pre-reviews/${draft.preReview.id}`}>窗口预审：{draft.preReview.words}</a>
                      {draft.preReview.yours && <span className="case-turn">{draft.preReview.yours}</span>}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {themes.length > 0 && (
          <section aria-labelledby="themes">
            <h2 id="themes">一件事</h2>
            <ul className="case-list">
              {themes.map((theme) => (
                <li key={theme.id}>
                  <a href={`/me/themes/${theme.id}`}>{theme.title}</a>
                  <p>
                    <strong>{theme.ended ? '已办结' : '办理中'}</strong>
                    <span className="muted">
                      {theme.forWhom && <>为{theme.forWhom}办理　</>}
                      {theme.number}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="cases">
          <h2 id="cases">已经提交</h2>
          {cases.length === 0 ? (
            <EmptyState title="还没有提交过申请">
              <ButtonLink href="/services">找要办的事</ButtonLink>
            </EmptyState>
          ) : (
            <ul className="case-list">
              {cases.map((line) => (
                <li key={line.id} className={line.turn === 'applicant' ? 'case-yours' : undefined}>
                  <a href={`/me/cases/${line.id}`}>{line.title}</a>
                  <p>
                    <strong>{line.stateTitle}</strong>
                    {line.closed_at === null && line.clock !== null && (
                      <LightBadge light={lightOf(line, now)} />
                    )}
                    {line.turn === 'applicant' && <span className="case-turn">等您办理</span>}
                  </p>
                  <p className="muted">
                    {line.forWhom && <>为{line.forWhom}办理　</>}
                    {line.holder}
                    {line.closed_at === null && line.due_on && (
                      <>
                        　最迟
                        <DateText value={line.due_on} />
                      </>
                    )}
                  </p>
                  {line.closed_at !== null && (
                    <p>
                      <a href={`/me/cases/${line.id}/rate`}>评价这次服务</a>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Page>
  );
}

/** Everything that somebody was told in writing, the newest first. */
export function MyNoticesPage({ view, notices }: { view: View; notices: readonly Told[] }) {
  return (
    <Page view={view} title="我的通知" noindex search={false}>
      <div className="case">
        <h1>我的通知</h1>
        {notices.length === 0 ? (
          <EmptyState title="还没有通知">提交申请之后，受理、补正、决定等都会写在这里。</EmptyState>
        ) : (
          <ol className="notice-list">
            {notices.map((notice) => (
              <li key={notice.id}>
                <h2>{notice.title}</h2>
                <p>{notice.body}</p>
                <p className="muted">
                  <InstantText value={notice.madeAt} />{' '}
                  {notice.about.startsWith('case:') && (
                    <a
                      href={`/me/${notice.kind.startsWith('review.') ? 'reviews' : 'cases'}/${notice.about.slice('case:'.length)}`}
                    >
                      看这件事
                    </a>
                  )}
                  {notice.about.startsWith('pre_review:') && (
                    <a href={`/me/pre-reviews/${notice.about.slice('pre_review:'.length)}`}>看答复</a>
                  )}
                  {notice.about.startsWith('theme:') && (
                    <a href={`/me/themes/${notice.about.slice('theme:'.length)}`}>看这件事</a>
                  )}
                </p>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Page>
  );
}
