import { EmptyState } from '#web/components/empty-state.tsx';
import { Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { Told } from '../tell-line.ts';

const KIND_WORDS = {
  sights: '看过我的资料',
  acts: '办理',
  account: '登录和账号',
  proxies: '代办授权',
} as const;

/** Who saw or did what with the reader's data, the newest first. */
export function OwnRecordPage({
  view,
  lines,
  kind,
  next,
  forWhom,
}: {
  view: View;
  lines: readonly Told[];
  kind: string;
  /** Address of the page with what was before; null: this is the last. */
  next: string | null;
  /** Whose records are shown beside the reader's own. */
  forWhom: readonly string[];
}) {
  return (
    <Page view={view} title="查看记录" noindex search={false} crumbs={[{ label: '我的', href: '/me' }]}>
      <div className="case">
        <h1>查看记录</h1>
        <p>
          谁在什么时候看过、动过您的办件、证照、账号和代办授权。记录只增不改，只有您能看到
          {forWhom.length > 0 && `；包括${forWhom.join('、')}的`}。
        </p>
        <FilterForm action="/me/audit">
          <Select
            name="kind"
            label="看哪些"
            optional
            value={kind}
            empty="全部"
            options={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))}
          />
        </FilterForm>
        {lines.length === 0 ? (
          <EmptyState title="没有记录" />
        ) : (
          <ol className="case-list">
            {lines.map((line) => (
              <li key={line.id}>
                <p>
                  <strong>{line.who}</strong>　{line.what}
                  {line.failed && <span className="muted">（没有办成）</span>}
                </p>
                <p className="muted">
                  <InstantText value={line.at} />
                  {line.about && <>　{line.href ? <a href={line.href}>{line.about}</a> : line.about}</>}
                  {line.why && <>　理由：{line.why}</>}
                </p>
              </li>
            ))}
          </ol>
        )}
        {next && (
          <p>
            <a href={next} rel="next">
              更早的记录
            </a>
          </p>
        )}
        <p className="muted">觉得有人不该看的，请带办件编号到任一政务服务窗口反映，或向所在机关投诉。</p>
      </div>
    </Page>
  );
}
