import { Page } from '#web/components/page.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';

const ADDRESSES = [
  {
    path: '/api/documents',
    what: '全部文件与某一天的状态，可按状态、年份、机关等筛选',
    try: '/api/documents?status=lapsed',
  },
  { path: '/api/documents/{id}', what: '一份文件：状态与依据、条款、表格、引用' },
  { path: '/api/issues', what: '历期公报', try: '/api/issues' },
  { path: '/api/search', what: '检索条款、标题和文号', try: '/api/search?q=办法' },
  {
    path: '/api/calendar/deadline',
    what: '从某天起算若干日的最后一天，跳过的日子和原因',
    try: '/api/calendar/deadline?from=2023-09-27&limit=20&unit=working',
  },
  {
    path: '/api/calendar/days　/calendar.ics',
    what: '一年里哪天上班、为什么；也可放进自己的日历',
    try: '/api/calendar/days?calendar=ningxia&year=2023',
  },
  { path: '/documents/{id}.md　.json　.xml', what: '一份文件的 Markdown、JSON、Akoma Ntoso' },
  { path: '/issues/{id}/editions/{n}.json', what: '一期公报的完整解析结果' },
  { path: '/feed.atom　/feed.json', what: '新文件订阅；加 ?section= 只要一个栏目', try: '/feed.json' },
  { path: '/sitemap.xml', what: '全部永久地址', try: '/sitemap.xml' },
];

/** Where machines read. */
export function ApiPage({ view }: { view: View }) {
  return (
    <Page
      view={view}
      title="开放数据"
      description="公报、文件和效力状态的机器可读数据。"
      canonical="/api"
      section="about"
      crumbs={[
        { label: '首页', href: '/' },
        { label: '关于本站', href: '/about' },
      ]}
    >
      <div className="prose">
        <h1>开放数据</h1>
        <p className="lead">
          页面上看得到的，都能以数据取用，不需要登录。接口的完整说明是{' '}
          <a href="/api/openapi.json">OpenAPI 3.1 文件</a>；要代人申请、办理办件、接收推送，见{' '}
          <a href="/developers">系统接入</a>。
        </p>
      </div>
      <Table
        caption="地址"
        narrow="cards"
        columns={[
          { key: 'path', name: '地址', rowHeader: true, cell: (a) => <code>{a.path}</code> },
          { key: 'what', name: '内容', cell: (a) => a.what },
          { key: 'try', name: '试一试', cell: (a) => a.try && <a href={a.try}>打开</a> },
        ]}
        rows={ADDRESSES}
        rowKey={(a) => a.path}
      />
      <div className="prose page-section">
        <h2>约定</h2>
        <ul>
          <li>
            凡与状态有关的地址都可以加 <code>asOf=2024-06-02</code>，取那一天的状态；不加就是今天。
          </li>
          <li>日期写作“年-月-日”；区间不含末日：有效期至6月1日，末日记作6月2日。</li>
          <li>文号和标题都可能重复，识别文件请用 id，它永远不变。</li>
          <li>
            出错时返回 <code>{'{ "error": { "code", "message" } }'}</code>；code 固定不变，message 写给人看。
          </li>
          <li>每份数据带 ETag，没有变化时返回 304；请求过快会收到 429，请稍后再试。</li>
        </ul>
      </div>
    </Page>
  );
}
