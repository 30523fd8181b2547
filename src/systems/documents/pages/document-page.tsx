import { AsOf } from '#web/components/as-of.tsx';
import { DateText, formatDate, PeriodText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentHeader } from '#web/components/document-header.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import type { Beside } from '../beside.ts';
import type { DocumentReading } from '../read-document.ts';
import type { AsOfAsked } from '../reading.ts';
import { statusPeriods } from '../status-index.ts';
import { documentPath } from './addresses.ts';
import { CitedText, type Named } from './cited.tsx';
import { History } from './document-history.tsx';
import { legislation } from './document-metadata.ts';
import { Besides, CarriedOut, PageContents, PartLinks, TextSection } from './document-parts.tsx';
import { Relations } from './document-relations.tsx';
import { Evidence } from './effect-words.tsx';
import { kindName, printedDate, printedNumber } from './head-words.ts';
import { pageParts } from './page-parts.ts';
import type { CarriedClauses } from './text-view.tsx';

export type DocumentPageProps = {
  view: View;
  reading: DocumentReading;
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
  /** Counted from 1. */
  part: number;
  /** What carries its clauses, by the clause's address. */
  carried: CarriedClauses;
  /** What other systems know of it. */
  besides: readonly Beside[];
};

const CHANGES_MAX = 6;

/** A document as of a day. */
export function DocumentPage(props: DocumentPageProps) {
  const { view, reading, asOf } = props;
  const { document } = reading;
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const texts = [reading.text, ...reading.instruments.map((i) => i.text)].filter((t) => t !== null);
  const parts = pageParts(texts);
  const part = Math.min(props.part, parts.parts.length) - 1;
  const named: Named = {
    targets: reading.targets,
    statuses: reading.statuses,
    asOf: day,
    previewed: new Set(),
  };
  const number = document.number ?? reading.parent?.number;
  return (
    <Page
      view={view}
      title={part > 0 ? `${document.title}（第${part + 1}页）` : document.title}
      description={`${number ? `${number}，` : ''}${STATUS_WORDS[reading.status.status]}（截至${formatDate(asOf.date.toString())}）。`}
      canonical={documentPath(document.id, day)}
      noindex={asOf.asked || document.holding === 'stub'}
      section="documents"
      crumbs={crumbsOf(reading, day)}
      alternates={formsOf(reading).map(({ extension, type, label }) => ({
        href: `/documents/${document.id}.${extension}`,
        type,
        title: label,
      }))}
      jsonLd={legislation(view.site, reading)}
    >
      <article className="document">
        <Head {...props} day={day} />
        <Holding reading={reading} />
        {part === 0 && <Periods reading={reading} />}
        <PageContents reading={reading} texts={texts} parts={parts} part={part} day={day} />
        {part === 0 && <Opening reading={reading} named={named} />}
        {texts.map((text, index) => (
          <TextSection
            key={text.expression.id}
            {...{ reading, text, index, parts, part, named, day }}
            carried={props.carried}
          />
        ))}
        <PartLinks reading={reading} parts={parts} part={part} day={day} />
        {part === parts.parts.length - 1 && <Closing reading={reading} />}
      </article>
      {part === 0 && <Relations reading={reading} day={day} organ={view.site.organ} />}
      {part === 0 && <History reading={reading} day={day} />}
      {part === 0 && <Besides besides={props.besides} />}
      {part === 0 && <CarriedOut reading={reading} />}
      <Sources reading={reading} origin={view.site.origin} />
    </Page>
  );
}

export const crumbsOf = ({ parent }: DocumentReading, day: string | undefined) => [
  { label: '首页', href: '/' },
  { label: '文件', href: day ? `/documents?asOf=${day}` : '/documents' },
  ...(parent ? [{ label: parent.number ?? parent.title, href: documentPath(parent.id, day) }] : []),
];

const PDF = { extension: 'pdf', type: 'application/pdf', label: 'PDF' };
const FORMS = [
  { extension: 'md', type: 'text/markdown', label: 'Markdown' },
  { extension: 'json', type: 'application/json', label: 'JSON' },
  { extension: 'xml', type: 'application/akn+xml', label: 'Akoma Ntoso（XML）' },
];

/** What is known by name only cannot be downloaded, and only what came from a file can be typeset. */
const formsOf = ({ expression }: DocumentReading) =>
  expression ? (expression.origin === 'file' ? [PDF, ...FORMS] : FORMS) : [];

function Head({ reading, asOf, today, day }: DocumentPageProps & { day: string | undefined }) {
  const { document, effects } = reading;
  const changes = statusPeriods(effects, Temporal.Now.instant()).filter((p) => p.date !== null);
  return (
    <DocumentHeader
      kind={kindName(document)}
      number={printedNumber(document)}
      issuedUnder={reading.parent?.number}
      title={document.title}
      bodies={[...document.signedBy]}
      date={printedDate(document)}
      status={reading.status.status}
      asOf={asOf.date.toString()}
      evidence={<Evidence reading={reading} asOf={day} />}
    >
      <AsOf
        action={`/documents/${document.id}`}
        value={asOf.date.toString()}
        today={today.toString()}
        error={asOf.error}
        links={changes
          .slice(-CHANGES_MAX)
          .map((p) => ({ date: p.date ?? '', label: STATUS_WORDS[p.status] }))}
      />
      {reading.expression && (
        <Downloads
          level={2}
          items={formsOf(reading).map(({ extension, type, label }) => ({
            href: `/documents/${document.id}.${extension}${day ? `?asOf=${day}` : ''}`,
            type,
            label,
          }))}
        />
      )}
    </DocumentHeader>
  );
}

/** Said plainly when the words themselves are not here. */
function Holding({ reading }: { reading: DocumentReading }) {
  const { document, text } = reading;
  if (document.holding === 'stub') {
    return (
      <Notice title="只知名称，原文未收录">
        本站从其他文件的引用和清理目录中知道有这份文件，没有它的正文。下面列出与它有关的记录。
      </Notice>
    );
  }
  if (document.holding === 'outlined') {
    return (
      <Notice title="原文待导入，以下为要点">
        每一条的要点由编辑用自己的话写成，只帮助理解，不是原文，也没有法律效力。
      </Notice>
    );
  }
  const from = text?.expression.validFrom;
  if (from && from > reading.date.toString()) {
    return (
      <Notice title="这一天的文本未收录">
        以下是
        <DateText value={from} />
        起的文本{from === document.dated && '（文中没有写明本次施行日期，按公布或修订日期推定）'}。
      </Notice>
    );
  }
  return null;
}

/** 有效期, 防火期 and the like, with their last days. */
function Periods({ reading }: { reading: DocumentReading }) {
  const items = reading.periods.flatMap(({ name, starts, ends }) =>
    starts
      ? [
          {
            term: name,
            value: (
              <PeriodText
                start={Temporal.PlainDate.from(starts)}
                end={ends ? Temporal.PlainDate.from(ends) : undefined}
              />
            ),
          },
        ]
      : [],
  );
  return items.length > 0 ? <DefinitionList items={items} /> : null;
}

function Opening({ reading, named }: { reading: DocumentReading; named: Named }) {
  const { text, expression } = reading;
  if (!text || !expression) return null;
  const { addressees, opening } = expression;
  if (addressees.length === 0 && !opening) return null;
  return (
    <div className="document-opening">
      {addressees.length > 0 && <p>{addressees.join('，')}：</p>}
      {opening && (
        <p>
          <CitedText text={opening} citations={text.openingCitations} named={named} />
        </p>
      )}
    </div>
  );
}

/** Signature and date as at the end of the print. */
function Closing({ reading }: { reading: DocumentReading }) {
  const { document, expression } = reading;
  if (!expression || document.kind !== 'issuance' || document.signedBy.length === 0) return null;
  return (
    <footer className="document-closing">
      {document.signedBy.map((body) => (
        <p key={body}>{body}</p>
      ))}
      {document.dated && (
        <p>
          <DateText value={document.dated} />
        </p>
      )}
      {document.disclosed && <p>（此件公开发布）</p>}
    </footer>
  );
}

/** Where the text comes from, so that anybody can check it. */
function Sources({ reading, origin }: { reading: DocumentReading; origin: string }) {
  const { expressions, document } = reading;
  if (expressions.length === 0) return null;
  return (
    <section className="page-section" aria-labelledby="sources">
      <h2 id="sources">来源</h2>
      <ul className="sources">
        {expressions.map((x) => (
          <li key={x.id}>
            <p>
              {x.issueShape === 'gazette' ? (
                <a href={`/issues/${x.issueId}`}>
                  {x.issueTitle} {x.issueYear && `${x.issueYear}年第${x.issueNumber}期`}
                </a>
              ) : (
                `单独导入：${x.issueTitle}`
              )}
              ，第 {x.editionNumber} 版（
              {x.origin === 'file' ? '由原文解析' : '据已公布的事实编写，原文待导入'}）
              {x.validFrom && (
                <>
                  ，<DateText value={x.validFrom} />
                  起的文本
                </>
              )}
            </p>
            {x.sourceSha256 && (
              <p className="muted">
                原文件 SHA-256 <code className="hash">{x.sourceSha256}</code>
              </p>
            )}
            <p className="muted">
              正文 SHA-256 <code className="hash">{x.textSha256}</code>
            </p>
          </li>
        ))}
      </ul>
      <p className="muted">
        永久地址 <code className="hash">{`${origin}${documentPath(document.id)}`}</code>
        {document.number && (
          <>
            ；按文号 <DocumentNumber value={document.number} />{' '}
            <a href={`/documents/by-number/${encodeURIComponent(document.number)}`}>打开</a>
          </>
        )}
      </p>
    </section>
  );
}
