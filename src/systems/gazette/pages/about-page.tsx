import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { STATUS_WORDS, STATUSES, type Status, StatusBadge } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';

const MEANINGS: Record<Status, string> = {
  not_yet: '已经公布，还没到施行的日子。',
  in_force: '已经施行，没有查到修改、暂停、失效或废止的记录。',
  amended: '仍然有效，但其中的内容已被修改，要和修改它的文件一起读。',
  partly_repealed: '一部分条款已经废止，其余仍然有效。',
  suspended: '暂时停止执行，恢复之前不适用。',
  lapsed: '有效期届满，或被宣布失效。有效期写到某一天，那一天仍然有效，次日起失效。',
  repealed: '已被废止、取代或撤销。',
  unknown: '现有记录不足以判断。宁可写明不知道，也不猜。',
};

/** What the site is, how it knows what is in force, and on what terms its data may be used. */
export function AboutPage({ view }: { view: View }) {
  return (
    <Page
      view={view}
      title="关于本站"
      description="本站是什么、文件的效力如何认定、数据从哪里来。"
      canonical="/about"
      section="about"
      crumbs={[{ label: '首页', href: '/' }]}
    >
      <div className="prose">
        <h1>关于本站</h1>
        <p className="lead">
          本站收录{view.site.name}
          ，把每一期拆成可以逐条阅读、逐条引用的文件，并说明每份文件在任何一天是否有效。
        </p>

        <h2 id="status">效力怎样认定</h2>
        <p>
          本站不给文件贴标签，而是记录影响效力的每一件事：施行、修改、暂停、延期、期满、废止，各在哪一天，写在哪份文件的哪一条。
          某一天的状态由这些记录推算出来，所以能回看过去，也能预告将来；页面上总附着作为依据的那条记录。
        </p>
        <ul>
          <li>公报写“拟废止”“拟修改”的，只是拟议，不改变状态；由编辑审定、署名之后才生效。</li>
          <li>文件没有写明施行日期的，按成文日期推定，并注明是推定。</li>
          <li>日期只知道年或月、因而无法断定某一天状态的，标为“{STATUS_WORDS.unknown}”。</li>
          <li>通知所附的方案、办法、清单，与通知同生效、同失效，除非另有规定。</li>
          <li>记录只增不改；写错的由新的记录更正，旧记录仍可查。</li>
        </ul>
        <h3>各种状态的含义</h3>
        <dl className="definitions">
          {STATUSES.map((status) => (
            <div key={status}>
              <dt>
                <StatusBadge status={status} small />
              </dt>
              <dd>{MEANINGS[status]}</dd>
            </div>
          ))}
        </dl>

        <h2 id="gist">大意</h2>
        <p>
          有的条款旁边有一句“大意”，由编辑用平常话写成，帮助理解。大意不是原文，也没有法律效力；原文尚未导入时，页面会写明，并以大意代替。
        </p>

        <h2 id="links">引用</h2>
        <p>
          文中的书名号和文号都会尝试对应到具体文件。对得上的成为链接；对不上、指向不明或书写有误的，照原样保留并注明原因，不做猜测。
        </p>

        <h2 id="addresses">永久地址</h2>
        <ul>
          <li>
            每份文件一个地址；后面加 <code>?asOf=2024-06-02</code> 就是那一天的样子，可以收藏和引用。
          </li>
          <li>
            每一条也有自己的地址，例如 <code>…/clauses/三/（六）</code>。
          </li>
          <li>
            知道文号，可以直接打开 <code>/documents/by-number/文号</code>。
          </li>
        </ul>

        <h2 id="sources">来源与核对</h2>
        <p>
          正文由程序从公报文件中解析，原文件一字不改地保存，附 SHA-256
          校验值。公报以印发的正式文本为准；本站与正式文本不一致的，以正式文本为准。
        </p>

        <h2 id="data">数据与许可</h2>
        <p>
          法律、法规和国家机关的决议、决定、命令等公文及其官方译文，依《中华人民共和国著作权法》第五条不受著作权保护，可以自由使用。大意和结构化数据由本站编写，可在注明来源后使用。程序以
          Apache-2.0 许可开放源代码。
        </p>
        <p>
          机器可读的数据见<a href="/api">开放数据</a>；新文件可用 <a href="/feed.atom">Atom</a> 或{' '}
          <a href="/feed.json">JSON Feed</a> 订阅。
        </p>

        <h2 id="privacy">个人信息</h2>
        <p>
          阅读不需要登录，本站不记录谁读了什么，不使用第三方统计。“大字版”“高对比度”的选择只存在您自己的浏览器里。
        </p>
        <Notice>发现文件缺漏、效力有误或链接不对，请与{view.site.organ}联系，并附上页面地址。</Notice>
      </div>
    </Page>
  );
}

/** What readers who cannot see well, or use no mouse, may count on. */
export function AccessibilityPage({ view }: { view: View }) {
  return (
    <Page
      view={view}
      title="无障碍说明"
      description="大字版、高对比度、键盘和读屏的使用说明。"
      canonical="/about/accessibility"
      section="about"
      crumbs={[
        { label: '首页', href: '/' },
        { label: '关于本站', href: '/about' },
      ]}
    >
      <div className="prose">
        <h1>无障碍说明</h1>
        <p className="lead">所有人都应当读得到公报。本站按 WCAG 2.2 的 A 级和 AA 级制作和检查。</p>
        <ul>
          <li>页面顶部可以切换“大字版”和“高对比度”，选择会记住一年。</li>
          <li>全部内容可以只用键盘操作：Tab 键前进，回车键打开，第一个链接可以跳过页眉直达正文。</li>
          <li>不开启 JavaScript 也能阅读、检索、查看任何一天的状态。</li>
          <li>手机竖屏不需要左右滑动；宽的表格在窄屏上逐行显示。</li>
          <li>文件状态同时用文字、图形和颜色表示，不只靠颜色。</li>
          <li>打印时只印正文，按公文的版心排版。</li>
        </ul>
        <p>
          使用中遇到困难，请与{view.site.organ}
          联系，说明页面地址和您使用的设备、读屏软件，我们会提供其他方式。
        </p>
      </div>
    </Page>
  );
}
