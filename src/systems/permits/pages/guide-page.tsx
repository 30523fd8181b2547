/** The guide of an item: what it is, who can, what to bring, how long, where, what if not. */
import type { ReactNode } from 'react';
import { today } from '#systems/documents/index.ts';
import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Columns } from '#web/components/columns.tsx';
import { Contents } from '#web/components/contents.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { Hash } from '#web/components/hash.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import { basisFlags, type Law } from '../basis-status.ts';
import { isProvisional } from '../codes.ts';
import { CHOICE_WORDS, DELIVERY_WORDS, type Item, VARIANT_WORDS } from '../item.ts';
import type { StoredItem } from '../queries.ts';
import { applyPath, checkPath, itemPath, lawPath, listDocumentPath, versionsPath } from './addresses.ts';
import { Assumed, Cited, LimitPicture, Phone, ProcedureDrawing, unitWord } from './item-parts.tsx';
import { MaterialList } from './material-list.tsx';

const SECTIONS = [
  { id: 'who', label: '谁能办' },
  { id: 'bring', label: '要准备什么' },
  { id: 'time', label: '多久办好' },
  { id: 'steps', label: '怎么办' },
  { id: 'fee', label: '收不收钱' },
  { id: 'result', label: '办好拿到什么' },
  { id: 'where', label: '在哪里办，问谁' },
  { id: 'remedies', label: '不服怎么办' },
  { id: 'law', label: '哪部法律规定的' },
  { id: 'faq', label: '常见问题' },
  { id: 'record', label: '编码和版本' },
] as const;

type Props = { view: View; stored: StoredItem; law: Law };

export function GuidePage({ view, stored, law }: Props) {
  const { content: item, code, version, latest, withdrawn } = stored;
  const open = latest && !withdrawn;
  return (
    <Page
      view={view}
      title={item.name}
      description={item.about}
      canonical={latest ? itemPath(code) : itemPath(code, version)}
      noindex={!latest}
      section="services"
      crumbs={[{ label: '办事', href: '/services' }]}
    >
      <article className="guide">
        <header>
          <p className="muted">
            {item.kind}　{item.subjects.join('、')}可以办
          </p>
          <h1>{item.name}</h1>
          <p className="lead">{item.about}</p>
        </header>
        <Standing stored={stored} />
        <KeyFacts item={item} />
        {open && (
          <ButtonRow>
            <ButtonLink href={applyPath(code)}>开始办理</ButtonLink>
            <ButtonLink href={checkPath(code)} look="secondary">
              先看能不能办
            </ButtonLink>
          </ButtonRow>
        )}
        {item.notices.map((notice) => (
          <Notice key={notice.text} tone="warning" title="先看这里">
            <p>{notice.text}</p>
            {notice.bases.length > 0 && (
              <p>
                见
                {notice.bases.map((cited, at) => (
                  <span key={`${cited.title}${cited.place}`}>
                    {at > 0 && '、'}
                    <Cited cited={cited} law={law} />
                  </span>
                ))}
              </p>
            )}
          </Notice>
        ))}
        {basisFlags(item.bases, law).map(({ law: moved }) => (
          <Notice key={moved.id} tone="warning" title="依据有变动">
            <p>
              <a href={lawPath(moved.id)}>《{moved.title}》</a>现在的状态是“{STATUS_WORDS[moved.status]}
              ”，本事项正在核对。办理前请先咨询。
            </p>
          </Notice>
        ))}
        <Columns label="本页内容" aside={<Aside />}>
          <Body item={item} law={law} stored={stored} />
        </Columns>
      </article>
    </Page>
  );
}

function Aside() {
  return (
    <>
      <Contents items={SECTIONS.map(({ id, label }) => ({ href: `#${id}`, label }))} />
      <p className="muted">
        标有<span className="assumed">区内默认，待核定</span>
        的内容，清单和本站收录的法律没有规定，由区里按通常做法填写，核定后去掉标记。
      </p>
    </>
  );
}

/** Said above a version that does not apply, or not much longer. */
function Standing({
  stored: { code, latest, next, withdrawn, version, effectiveOn },
}: {
  stored: StoredItem;
}) {
  if (withdrawn)
    return (
      <Notice tone="warning" title="这个事项已经取消，不能再申请">
        <p>
          自<DateText value={withdrawn.effectiveOn} />
          起取消。理由：{withdrawn.reason}
        </p>
      </Notice>
    );
  if (latest)
    return next ? (
      <Notice tone="info" title="办法就要变">
        <p>
          自<DateText value={next.effectiveOn} />起 按
          <a href={itemPath(code, next.version)}>第{next.version}版</a>办理。
        </p>
      </Notice>
    ) : null;
  const later = Temporal.PlainDate.compare(effectiveOn, today()) > 0;
  return (
    <Notice tone="info" title={later ? `第${version}版还没有施行` : `这是第${version}版，已有更新的版本`}>
      <p>
        {later && (
          <>
            自<DateText value={effectiveOn} />
            起施行。
          </>
        )}
        现在办理按<a href={itemPath(code)}>现行的办事指南</a>。
      </p>
    </Notice>
  );
}

function KeyFacts({ item }: { item: Item }) {
  const facts: [string, ReactNode][] = [
    ['多久办好', item.caseKind === '即办件' ? '当场办' : `${item.promisedDays}个工作日内`],
    ['要跑几次', item.visits === 0 ? '不用跑' : `跑${item.visits}次`],
    ['收不收钱', item.fee.charged ? '收费' : '不收钱'],
    [
      '交几样材料',
      `${item.materials.filter((m) => m.need === '必要' && m.source !== '数据共享' && m.when === null).length}样`,
    ],
  ];
  return (
    <dl className="stats guide-facts">
      {facts.map(([term, value]) => (
        <div className="stat" key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Part({
  id,
  children,
  item,
  path,
}: {
  id: (typeof SECTIONS)[number]['id'];
  children: ReactNode;
  item: Item;
  path?: string;
}) {
  return (
    <section className="guide-part" aria-labelledby={id}>
      <h2 id={id}>
        {SECTIONS.find((s) => s.id === id)?.label}
        {path && <Assumed item={item} path={path} />}
      </h2>
      {children}
    </section>
  );
}

function Body({ item, law, stored }: { item: Item; law: Law; stored: StoredItem }) {
  return (
    <>
      <Part id="who" item={item} path="conditions.0">
        <ul>
          {item.conditions.map((condition) => (
            <li key={condition}>{condition}</li>
          ))}
        </ul>
        {item.quota && (
          <p>
            数量限制：{item.quota}
            <Assumed item={item} path="quota" />
          </p>
        )}
      </Part>
      <Part id="bring" item={item} path="materials">
        <MaterialList item={item} law={law} />
      </Part>
      <Part id="time" item={item}>
        <LimitPicture item={item} />
        <p>
          从受理的第二天算起，我们承诺
          <strong>{item.caseKind === '即办件' ? '当场' : `${item.promisedDays}个工作日内`}</strong>
          办好
          <Assumed item={item} path="promisedDays" />
          。法律规定最长{item.statutory.days}
          {unitWord(item.statutory.unit)}（<Cited cited={item.statutory.basis} law={law} />）
          <Assumed item={item} path="statutory" />
          ；听证、检验、检测、检疫、鉴定、专家评审的时间不算在内，要多久会书面告诉您。
        </p>
        <p>
          {item.visits === 0 ? '不用到现场。' : `要到现场${item.visits}次：${item.visitReason}`}
          <Assumed item={item} path="visits" />
        </p>
      </Part>
      <Part id="steps" item={item} path="steps">
        <p>办理程序：{VARIANT_WORDS[item.variant]}。图上是一件事会经过的状态，后面写每一步由谁做、做什么。</p>
        <div className="guide-steps">
          <ProcedureDrawing item={item} />
          <ol className="step-list">
            {item.steps.map((step) => (
              <li key={step.name}>
                <p>
                  <strong>{step.name}</strong>　
                  {step.days !== null && <span className="muted">　{step.days}个工作日</span>}
                </p>
                <p>{step.what}</p>
                <p className="muted">{step.body}</p>
              </li>
            ))}
          </ol>
        </div>
      </Part>
      <Part id="fee" item={item} path="fee">
        {item.fee.charged ? (
          <ul>
            {item.fee.items.map((fee) => (
              <li key={fee.name}>
                {fee.name}：{fee.standard}
                {fee.basis && (
                  <>
                    ，依据
                    <Cited cited={fee.basis} law={law} />
                  </>
                )}
              </li>
            ))}
            <li>{item.fee.onlinePay ? '可以网上支付。' : '到窗口缴费。'}</li>
          </ul>
        ) : (
          <p>不收钱。</p>
        )}
      </Part>
      <Part id="result" item={item} path="result">
        <DefinitionList
          items={[
            { term: '名称', value: item.result.name },
            { term: '有效期', value: item.result.validity },
            { term: '上面写什么', value: item.result.sample ?? '没有样本' },
            { term: '怎么给您', value: item.delivery.map((way) => DELIVERY_WORDS[way]).join('、') },
          ]}
        />
      </Part>
      <Where item={item} />
      <Part id="remedies" item={item}>
        <ul>
          <li>
            行政复议：知道决定之日起{item.remedies.reviewDays}日内，向{item.remedies.reviewBody}申请（
            <Cited cited={item.remedies.reviewBasis} law={law} />）
            <Assumed item={item} path="remedies.reviewBody" />
          </li>
          <li>
            行政诉讼：知道决定之日起{item.remedies.suitMonths}个月内，向{item.remedies.court}起诉（
            <Cited cited={item.remedies.suitBasis} law={law} />）
          </li>
        </ul>
      </Part>
      <Part id="law" item={item} path="bases">
        <p>
          这项许可列在<a href={listDocumentPath(stored.listDocument)}>{stored.listDocument}</a>第{item.no}
          项。清单之外，谁也不能要求您办许可。
        </p>
        <ul>
          {item.bases.map((basis) => (
            <li key={`${basis.title}${basis.place}`}>
              <Cited cited={basis} law={law} />
            </li>
          ))}
        </ul>
      </Part>
      <Part id="faq" item={item} path="faq">
        {item.faq.map(({ q, a }) => (
          <details key={q} className="faq">
            <summary>{q}</summary>
            <p>{a}</p>
          </details>
        ))}
      </Part>
      <Record item={item} stored={stored} />
    </>
  );
}

function Where({ item }: { item: Item }) {
  return (
    <Part id="where" item={item} path="place">
      <DefinitionList
        items={[
          {
            term: item.implementers.length > 1 ? `实施机关（${CHOICE_WORDS[item.choice]}）` : '实施机关',
            value: item.implementers.join('、'),
          },
          ...(item.opinionBodies.length > 0
            ? [{ term: '会办单位', value: item.opinionBodies.join('、') }]
            : []),
          { term: '地点', value: item.place },
          { term: '时间', value: item.hours },
          { term: '网上办到哪一步', value: item.onlineDepth },
          { term: '能在哪些地方办', value: item.scope },
          { term: '预约', value: item.appointment ? '可以预约' : '不用预约' },
          { term: '咨询电话', value: <Phone number={item.phones.consult} /> },
          { term: '投诉电话', value: <Phone number={item.phones.complaint} /> },
          {
            term: '网上投诉、反映',
            value: (
              <>
                <a href={`/reviews/complain?item=${item.codes.base}`}>投诉</a>，
                <a href={`/reviews/stuck?item=${item.codes.base}`}>这件事办不成</a>
              </>
            ),
          },
        ]}
      />
    </Part>
  );
}

function Record({ item, stored }: { item: Item; stored: StoredItem }) {
  const provisional = item.codes.implementations.some((c) => isProvisional(c.code));
  return (
    <Part id="record" item={item}>
      <DefinitionList
        items={[
          { term: '主管部门', value: item.authority },
          { term: '基本编码', value: <code>{item.codes.base}</code> },
          {
            term: '实施编码',
            value: item.codes.implementations.map(({ body, code }) => (
              <p key={code}>
                <code>{code}</code>　{body}
              </p>
            )),
          },
          { term: '办理项', value: item.codes.handlings.map((h) => `${h.suffix} ${h.name}`).join('、') },
          {
            term: '版本',
            value: (
              <>
                第{stored.version}版，自
                <DateText value={stored.effectiveOn} />
                起。<a href={versionsPath(stored.code)}>各版本和比较</a>
              </>
            ),
          },
          { term: '内容摘要（SHA-256）', value: <Hash value={stored.sha256} /> },
        ]}
      />
      {provisional && (
        <p className="muted">
          编码是临时的：机构的统一社会信用代码还没有取得，含字母 Z 或者部门 00 的不是正式编码。
        </p>
      )}
    </Part>
  );
}
