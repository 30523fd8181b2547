import { AsOf } from '#web/components/as-of.tsx';
import { labelMark } from '#web/components/clause-tree.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { STATUS_WORDS, StatusBadge } from '#web/components/status-badge.tsx';
import type { View } from '#web/components/view.ts';
import { clauseHref, placeWords } from '../clause-address.ts';
import { citingClause, referringClauses } from '../clause-references.ts';
import type { PrintedClause, PrintedText } from '../printed-text.ts';
import type { DocumentReading } from '../read-document.ts';
import type { AsOfAsked } from '../reading.ts';
import { clausePath, documentPath } from './addresses.ts';
import { crumbsOf } from './document-page.tsx';
import { Evidence } from './effect-words.tsx';
import { printedNumber } from './head-words.ts';
import { type PageParts, pageParts } from './page-parts.ts';
import { TextBody } from './text-view.tsx';

type ClausePageProps = {
  view: View;
  reading: DocumentReading;
  text: PrintedText;
  clause: PrintedClause;
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
};

/** One clause by itself: what it says, where it stands, who cites it. Everything below it is shown with it. */
export function ClausePage({ view, reading, text, clause, asOf, today }: ClausePageProps) {
  const { document } = reading;
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const branch = subtree(text, clause);
  const parts = pageParts([branch]);
  const place = placeWords(clause.path);
  const named = {
    targets: reading.targets,
    statuses: reading.statuses,
    asOf: day,
    previewed: new Set<string>(),
  };
  const ancestors = ancestorsOf(text, clause);
  const number = document.number ?? reading.parent?.number;
  return (
    <Page
      view={view}
      title={`${place}　${document.title}`}
      description={clause.gist ?? clause.heading ?? clause.text?.slice(0, 80)}
      canonical={clausePath(document.id, clause.address, day)}
      noindex={asOf.asked}
      section="documents"
      crumbs={[
        ...crumbsOf(reading, day),
        { label: document.number ?? document.title, href: documentPath(document.id, day) },
        ...ancestors.map((a) => ({
          label: `${a.label}${labelMark(a.label)}${a.heading ?? ''}` || placeWords(a.path),
          href: clausePath(document.id, a.address, day),
        })),
      ]}
    >
      <article className="document clause-page">
        <header className="document-header">
          <p className="document-kind">
            <a href={documentPath(document.id, day)}>{document.title}</a>
          </p>
          <h1 className="document-title">
            {place}
            {clause.heading && `　${clause.heading}`}
          </h1>
          <p className="document-line">
            {number && <DocumentNumber value={number} />}
            {printedNumber(document) === null && <span>无文号</span>}
            {document.signedBy.map((body) => (
              <span key={body}>{body}</span>
            ))}
            {document.dated && <DateText value={document.dated} />}
          </p>
          <div className="document-status">
            <StatusBadge status={reading.status.status} />
            <p>
              <span className="document-as-of">
                本件截至
                <DateText value={asOf.date} />：
              </span>
              <Evidence reading={reading} asOf={day} />
            </p>
          </div>
        </header>
        {clause.text === null && (
          <Notice title="原文待导入，以下为要点">要点由编辑用自己的话写成，不是原文。</Notice>
        )}
        <TextBody text={branch} index={0} parts={parts as PageParts} part={0} named={named} />
        {parts.parts.length > 1 && (
          <p>
            以下内容较长，请到<a href={documentPath(document.id, day)}>全文</a>中阅读。
          </p>
        )}
        <Neighbours text={text} clause={clause} day={day} />
      </article>
      <Quotation origin={view.site.origin} reading={reading} clause={clause} date={asOf.date} />
      <CitedBy reading={reading} text={text} clause={clause} day={day} />
      <AsOf
        action={clauseHref(document.id, clause.address)}
        value={asOf.date.toString()}
        today={today.toString()}
        error={asOf.error}
      />
    </Page>
  );
}

/** How a report quotes the clause: title, number, place, status on the day, and the permanent address of that day. */
function Quotation({
  origin,
  reading,
  clause,
  date,
}: {
  origin: string;
  reading: DocumentReading;
  clause: PrintedClause;
  date: Temporal.PlainDate;
}) {
  const { document, parent, status } = reading;
  const number = document.number ?? (parent?.number ? `${parent.number}印发` : null);
  const day = date.toString();
  return (
    <section className="page-section" aria-labelledby="quotation">
      <h2 id="quotation">引用格式</h2>
      <p>
        《{document.title.replaceAll('《', '〈').replaceAll('》', '〉')}》{number && `（${number}）`}
        {placeWords(clause.path).trim()}，截至
        <DateText value={day} />
        {STATUS_WORDS[status.status]}。
      </p>
      <p className="muted">
        永久地址{' '}
        <a className="hash" href={clausePath(document.id, clause.address, day)}>
          {`${origin}/documents/${document.id}/clauses/${clause.address}?asOf=${day}`}
        </a>
      </p>
    </section>
  );
}

/** The clause and everything below it, as a text of its own. */
function subtree(text: PrintedText, clause: PrintedClause): PrintedText {
  const at = text.clauses.indexOf(clause);
  const after = text.clauses.slice(at + 1);
  const end = after.findIndex((c) => c.depth <= clause.depth);
  const below = end < 0 ? after : after.slice(0, end);
  return { ...text, tables: [], clauses: [{ ...clause, parent: null }, ...below] };
}

function ancestorsOf(text: PrintedText, clause: PrintedClause): PrintedClause[] {
  const up = text.clauses.find((c) => c.ord === clause.parent);
  return up ? [...ancestorsOf(text, up), up] : [];
}

/** The clauses before and after among those of the same rank, so that articles follow each other over chapters. */
function Neighbours({
  text,
  clause,
  day,
}: {
  text: PrintedText;
  clause: PrintedClause;
  day: string | undefined;
}) {
  const rank = text.clauses.filter(
    (c) => c.depth === clause.depth && (c.label === '') === (clause.label === ''),
  );
  const at = rank.indexOf(clause);
  const link = (c: PrintedClause | undefined, word: string, rel: string) =>
    c && (
      <li>
        <a href={clausePath(text.expression.documentId, c.address, day)} rel={rel}>
          {word}：{placeWords(c.path)} {c.heading}
        </a>
      </li>
    );
  return (
    <nav className="pagination" aria-label="前后条款">
      <ul>
        {link(rank[at - 1], '上一条', 'prev')}
        {link(rank[at + 1], '下一条', 'next')}
      </ul>
    </nav>
  );
}

function CitedBy({
  reading,
  text,
  clause,
  day,
}: {
  reading: DocumentReading;
  text: PrintedText;
  clause: PrintedClause;
  day: string | undefined;
}) {
  const inside = referringClauses(text.clauses, clause.label);
  const here = citingClause(reading.citing, clause.label);
  const places = (documents: DocumentReading['citing']) =>
    documents.map((d) => (
      <li key={d.id} className="related">
        <p>
          <a href={documentPath(d.id, day)}>{d.title}</a>
        </p>
        <p className="result-line">
          {d.number && <DocumentNumber value={d.number} />}
          {[...new Set(d.places.flatMap((p) => p.path ?? []))].slice(0, 6).map((path) => (
            <a key={path} href={clausePath(d.id, path, day)}>
              {placeWords(path)}
            </a>
          ))}
        </p>
      </li>
    ));
  return (
    <section className="page-section" aria-labelledby="cited-by">
      <h2 id="cited-by">哪里引用本条</h2>
      {here.length + inside.length === 0 && <p>没有查到写明引用本条的条款。</p>}
      {inside.length > 0 && (
        <ul className="related-list">
          {inside.map((c) => (
            <li key={c.address}>
              本件 <a href={clausePath(reading.document.id, c.address, day)}>{placeWords(c.path)}</a>
            </li>
          ))}
        </ul>
      )}
      {here.length > 0 && <ul className="related-list">{places(here)}</ul>}
      {reading.citing.length > 0 && (
        <p>
          另有 {reading.citing.length} 份文件引用本件，见
          <a href={`${documentPath(reading.document.id, day)}#cited-by`}>全文页</a>。
        </p>
      )}
    </section>
  );
}
