import { Breadcrumb } from '#web/components/breadcrumb.tsx';
import { Columns } from '#web/components/columns.tsx';
import { Contents } from '#web/components/contents.tsx';
import { DisplaySwitch } from '#web/components/display-switch.tsx';
import { Seal } from '#web/components/seal.tsx';
import { SearchBox } from '#web/components/search-box.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { Group, Specimen } from './specimen.tsx';

/** What stands around every page's content. */
export function Shell({ view }: { view: View }) {
  return (
    <Group
      id="shell"
      title="页面"
      lead="每一页相同的部分。不含脚本，不含行内样式；先有可读的网页，再有别的。"
    >
      <Specimen
        name="Page"
        file="page.tsx"
        props="view, title, description, canonical, alternates, jsonLd, section, crumbs, query, search, noindex, children"
      >
        <p>本页就是一例：跳转链接、页头、横幅、当前位置、正文和页脚。</p>
      </Specimen>
      <Specimen name="Masthead" file="masthead.tsx" props="view, section, query, search">
        <p>见本页顶部。窄屏上检索框收起，由“检索”栏目代替。</p>
      </Specimen>
      <Specimen name="Footer" file="footer.tsx" props="view">
        <p>见本页底部。</p>
      </Specimen>
      <Specimen name="DisplaySwitch" file="display-switch.tsx" props="display, back">
        <DisplaySwitch display={view.display} back={view.path} />
        <p className="muted">
          改变 <code>&lt;html&gt;</code> 的类：<code>large-type</code>、<code>high-contrast</code>
          。深浅色随系统设置。
        </p>
      </Specimen>
      <Specimen name="Seal" file="seal.tsx" props="（无）">
        <Seal />
      </Specimen>
      <Specimen name="SearchBox" file="search-box.tsx" props="id, query, label, placeholder, large">
        <SearchBox id="q-large" large query="防火" label="大检索框示例" />
        <SearchBox id="q-small" label="小检索框示例" />
      </Specimen>
      <Specimen name="Breadcrumb" file="breadcrumb.tsx" props="crumbs: { label, href }[]">
        <p>见本页标题之上；页面自己的标题不重复列出。</p>
        <BreadcrumbSample />
      </Specimen>
      <Specimen name="Columns" file="columns.tsx" props="children, aside, label">
        <Columns
          label="示例侧栏"
          aside={
            <Contents
              title="示例目录"
              level={4}
              items={[
                {
                  href: '#foundations',
                  label: '一、基础',
                  children: [{ href: '#documents', label: '（一）文件', number: '示政发〔2023〕84号' }],
                },
                { href: '#forms', label: '二、表单' },
              ]}
            />
          }
        >
          <p className="prose">
            左边是正文，右边是目录；窄屏上目录在正文之后。正文的宽度不超过三十四字，屏幕再宽也不加长。
          </p>
        </Columns>
      </Specimen>
      <Specimen
        name="Contents"
        file="contents.tsx"
        props="items: { href, label, number, children }[], title, level"
      >
        <p>见上例。</p>
      </Specimen>
      <Specimen name="Tabs" file="tabs.tsx" props="tabs: { href, label, count }[], current, label">
        <Tabs
          label="示例分栏"
          current="#Tabs"
          tabs={[
            { href: '#Tabs', label: '正文' },
            { href: '#Timeline', label: '沿革', count: 3 },
            { href: '#Citation', label: '引用本文', count: 1204 },
          ]}
        />
      </Specimen>
    </Group>
  );
}

function BreadcrumbSample() {
  return (
    <Breadcrumb
      label="示例位置"
      crumbs={[
        { label: '公报', href: '/issues' },
        { label: '2023年第4期', href: '/issues/2023-4' },
      ]}
    />
  );
}
