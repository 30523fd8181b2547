import { Button } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { Select } from '#web/components/field.tsx';
import { Hash } from '#web/components/hash.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { FieldDifference } from '../list-change.ts';
import type { StoredItem } from '../queries.ts';
import { itemPath, listDocumentPath, versionsPath } from './addresses.ts';
import { DiffTable } from './diff-table.tsx';

/** Every version of an item, and a form to compare two. */
export function VersionsPage({
  view,
  versions,
}: {
  view: View;
  versions: readonly [StoredItem, ...StoredItem[]];
}) {
  const [latest] = versions;
  const options = versions.map((v) => ({ value: String(v.version), label: `第${v.version}版` }));
  return (
    <Page
      view={view}
      title={`${latest.content.name}：各版本`}
      canonical={versionsPath(latest.code)}
      section="services"
      crumbs={[
        { label: '办事', href: '/services' },
        { label: latest.content.name, href: itemPath(latest.code) },
      ]}
    >
      <div className="services">
        <h1>{latest.content.name}：各版本</h1>
        <p className="lead">发布过的内容不改不删；每次改动是一个新版本，写明理由。</p>
        {versions.length > 1 && (
          <form action={`${versionsPath(latest.code)}/diff`} method="get" className="filter">
            <Select name="from" label="从" options={options} value={String(latest.version - 1)} />
            <Select name="to" label="到" options={options} value={String(latest.version)} />
            <Button look="secondary">比较</Button>
          </form>
        )}
        <ol className="item-rows">
          {versions.map((v) => (
            <li key={v.version}>
              <p>
                <a href={itemPath(v.code, v.version)}>第{v.version}版</a>
                {v.latest && !v.withdrawn && <strong>　现行</strong>}　自
                <DateText value={v.effectiveOn} />起
              </p>
              <p>{v.reason}</p>
              <p className="muted">
                {v.publishedByName}发布，清单见
                <a href={listDocumentPath(v.listDocument)}>{v.listDocument}</a>
              </p>
              <p className="muted">
                <Hash value={v.sha256} />
              </p>
              {v.withdrawn && (
                <p>
                  自<DateText value={v.withdrawn.effectiveOn} />
                  起取消：{v.withdrawn.reason}
                </p>
              )}
            </li>
          ))}
        </ol>
      </div>
    </Page>
  );
}

/** What differs between two versions of an item. */
export function DiffPage({
  view,
  from,
  to,
  differences,
}: {
  view: View;
  from: StoredItem;
  to: StoredItem;
  differences: readonly FieldDifference[];
}) {
  return (
    <Page
      view={view}
      title={`${to.content.name}：第${from.version}版和第${to.version}版比较`}
      noindex
      section="services"
      crumbs={[
        { label: '办事', href: '/services' },
        { label: to.content.name, href: itemPath(to.code) },
        { label: '各版本', href: versionsPath(to.code) },
      ]}
    >
      <div className="services">
        <h1>
          第{from.version}版和第{to.version}版比较
        </h1>
        <p className="lead">
          第{to.version}版的理由：{to.reason}
        </p>
        <DiffTable differences={differences} before={`第${from.version}版`} after={`第${to.version}版`} />
      </div>
    </Page>
  );
}
