import { SCOPE_NAMES, SCOPE_WORDS, SCOPES } from '#platform/people/scope.ts';
import { Page } from '#web/components/page.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import type { ApiDescription } from '#web/http/openapi.ts';
import { EVENT_KINDS, KINDS } from '../kinds.ts';

const TAGS: Readonly<Record<string, string>> = {
  permits: '事项：查找、指南、表单、版本',
  applicants: '申请人：草稿、材料、申请、办件、通知',
  cases: '办件台：待办、办理、收件',
  licences: '证照：查验、持有、授权、核用、变更',
  reviews: '好差评：评价、投诉、办不成事、回访整改、统计、导出',
  calendar: '工作日历',
  webhooks: '进展推送',
  documents: '文件',
  issues: '公报',
  search: '检索',
  personnel: '任职',
  description: '接口说明',
};

type Line = {
  method: string;
  path: string;
  summary: string;
  scopes: string[];
  open: boolean;
  tag: string;
};

const linesOf = (api: ApiDescription): Line[] =>
  Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, op]) => ({
      method: method.toUpperCase(),
      path,
      summary: op.summary ?? '',
      scopes: op['x-scopes'],
      open: op.security?.some((s) => Object.keys(s).length === 0) ?? false,
      tag: op.tags?.[0] ?? '',
    })),
  );

const VERIFY = `import { Webhook } from 'standardwebhooks';

// The body exactly as it came, before any parsing.
const said = new Webhook('whsec_…').verify(body, headers);
if (await seenBefore(headers['webhook-id'])) return; // at least once
`;

const BY_HAND = `signed    = webhook-id + "." + webhook-timestamp + "." + body
key       = base64-decode(secret without "whsec_")
signature = "v1," + base64(HMAC-SHA-256(key, signed))`;

/** The API for people who write programs: how to begin, every operation, scopes, webhooks, live events. */
export function DevelopersPage({ view, api }: { view: View; api: ApiDescription }) {
  const lines = linesOf(api);
  const tags = [...new Set([...Object.keys(TAGS), ...lines.map((l) => l.tag)])].filter((tag) =>
    lines.some((l) => l.tag === tag),
  );
  return (
    <Page
      view={view}
      title="系统接入"
      description="办事、证照、日历和公报的接口，推送和实时事件。"
      canonical="/developers"
      section="about"
      crumbs={[
        { label: '首页', href: '/' },
        { label: '开放数据', href: '/api' },
      ]}
    >
      <div className="prose developers">
        <h1>系统接入</h1>
        <p className="lead">
          页面上能办的事，其他系统都能通过接口办，办的是同一件事、同一套规则。机器可读的说明是{' '}
          <a href="/api/openapi.json">OpenAPI 3.1 文件</a>。
        </p>
        <Beginning />
        <h2 id="operations">接口</h2>
      </div>
      {tags.map((tag) => (
        <div key={tag} className="developers-table">
          <Table
            caption={TAGS[tag] ?? tag}
            narrow="cards"
            columns={[
              {
                key: 'operation',
                name: '接口',
                rowHeader: true,
                cell: (l) => (
                  <code className="operation">
                    <span className="operation-method">{l.method}</span> {l.path}
                  </code>
                ),
              },
              { key: 'summary', name: '作用', cell: (l) => <span lang="en">{l.summary}</span> },
              {
                key: 'who',
                name: '谁可以',
                cell: (l) =>
                  [l.open ? '任何人' : '登录的人', ...l.scopes].map((who, i) => (
                    <span key={who}>
                      {i > 0 && '、'}
                      {i > 0 ? <code>{who}</code> : who}
                    </span>
                  )),
              },
            ]}
            rows={lines.filter((l) => l.tag === tag)}
            rowKey={(l) => l.method + l.path}
          />
        </div>
      ))}
      <Scopes />
      <WebhookPart />
    </Page>
  );
}

function Beginning() {
  return (
    <>
      <h2 id="begin">开始</h2>
      <ol>
        <li>
          向系统管理员要一把密钥（以 <code>gbk_</code> 开头），写明系统名称、所属机关、要做什么、用到哪天。
        </li>
        <li>
          每次请求带上 <code>Authorization: Bearer gbk_…</code>
          。带了密钥，就不看登录状态；密钥不对、到期或被吊销，一律 401，并写明怎么办。
        </li>
        <li>
          代人办事，先请申请人在“我的—系统授权”授权，再在请求头写 <code>Gongbao-On-Behalf-Of: 授权编号</code>
          。
        </li>
        <li>
          每个会改变什么的请求带 <code>Idempotency-Key</code>
          （本次操作独有的编号）。没收到答复就用同一编号重发：不会办两次，答复和第一次一样。
        </li>
      </ol>
      <h2 id="rules">约定</h2>
      <ul>
        <li>
          出错时返回 <code>{'{ "error": { "code", "message", "basis" } }'}</code>
          ；code 固定不变，message 写明下一步怎么办。填写有误时另有 <code>fields</code>，逐项说明。
        </li>
        <li>办理时带上看到的版本（seen）；期间别人办过，返回 409，请重新读取。</li>
        <li>每把密钥有每分钟请求数上限，超过返回 429，请按 Retry-After 等候。</li>
        <li>每次使用密钥都记入审计。密钥遗失或泄露，请立即请管理员吊销。</li>
        <li>证件号码、手机号在接口里也是遮掩的。整份证照清单、查看完整证件号码，只有登录的工作人员可以。</li>
      </ul>
    </>
  );
}

function Scopes() {
  return (
    <section className="page-section">
      <h2 id="scopes">密钥的范围</h2>
      <Table
        caption="密钥只能做所给范围之内、且所给职责（或申请人本人）可以做的事"
        narrow="cards"
        columns={[
          { key: 'scope', name: '范围', rowHeader: true, nowrap: true, cell: (s) => <code>{s}</code> },
          { key: 'words', name: '可以做什么', cell: (s) => SCOPE_WORDS[s] },
          {
            key: 'uses',
            name: '用例',
            cell: (s) => <span className="muted">{SCOPES[s].join('、')}</span>,
          },
        ]}
        rows={[...SCOPE_NAMES]}
        rowKey={(s) => s}
      />
    </section>
  );
}

function WebhookPart() {
  return (
    <>
      <section className="page-section">
        <h2 id="webhooks">进展推送（webhook）</h2>
        <Table
          caption="可以订阅的进展"
          narrow="cards"
          columns={[
            { key: 'kind', name: '类型', rowHeader: true, nowrap: true, cell: (k) => <code>{k}</code> },
            { key: 'words', name: '何时', cell: (k) => KINDS[k] },
          ]}
          rows={EVENT_KINDS}
          rowKey={(k) => k}
        />
      </section>
      <div className="prose developers">
        <ul>
          <li>推送不含个人信息：只有机关、办件编号、第几步、状态和结果。详情请用密钥读取。</li>
          <li>
            <strong>至少一次</strong>：可能重复。同一进展的 <code>webhook-id</code>{' '}
            永远相同，请据此去重；补发也用同一编号。
          </li>
          <li>
            <strong>不保证先后</strong>：请按 <code>seq</code> 排列。办结没有单独的类型，看状态。
          </li>
          <li>
            10 秒内答 2xx 即为收到；其他答复、超时、转向都算没收到，间隔逐次加倍重发，最后一次仍不成就停下，
            由管理员或您自己补发。答复最多读 64 KB。
          </li>
          <li>办理步骤即时推送；新申请在一分钟内推送。</li>
          <li>只推送到 https 的公网地址。</li>
        </ul>
        <h3 id="signature">核对签名</h3>
        <p>
          签名用 Standard Webhooks 的 v1（HMAC-SHA-256）。换密钥后的一天里新旧两个签名都在，任一相符即可；
          <code>webhook-timestamp</code> 与现在相差五分钟以上的请拒绝。
        </p>
        <pre>
          <code>{BY_HAND}</code>
        </pre>
        <p>各种语言都有现成的库，例如：</p>
        <pre>
          <code>{VERIFY}</code>
        </pre>
        <h2 id="live">实时跟进一件</h2>
        <p>
          <code>GET /api/me/cases/{'{id}'}/events</code>（机关用 <code>/api/desk/…</code>）是 server-sent
          events：每一步一条，<code>id</code> 是第几步。断线后带 <code>Last-Event-ID</code> 重连，不漏一条；每
          15 秒有一行心跳。一个账号同时最多 6 条。
        </p>
      </div>
    </>
  );
}
