/**
 * A made-up corpus for measuring: 10,000 documents with 1,000,000 clauses of invented words, written straight
 * into the law tables. The words follow a Zipf distribution, so that some are everywhere and most are rare, as
 * in real documents. It pretends to be nothing: titles say 虚构.
 */
import { sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import { titleKey } from '#engines/law/name.ts';
import { toVector } from '#platform/search/bigram.ts';
import type { Store } from '#platform/store/store.ts';
import { seeded } from './measure.ts';

const CHARACTERS =
  '政府机关部门单位工作管理服务发展建设实施方案办法规定条例通知意见要求保障监督责任组织领导加强推进完善落实制度措施标准检查考核安全环境资源教育卫生文化体育交通住房城乡农村水利林草防火应急救援市场企业项目投资财政税收统计人口民族宗教法治行政许可审批备案公开村务托育能源节能交易用户申请受理材料期限日内月年度季报表上级下级区县镇街社区居民群众利益权利义务处罚复议诉讼鉴定评估';

export interface Corpus {
  readonly documentIds: readonly string[];
  /** Words from common to rare, for queries. */
  readonly words: readonly string[];
}

const BODIES = ['虚构区人民政府'];

const SECTIONS = ['规范性文件', '政府文件', '区委办 政府办文件', '部门文件'];

/** Words of two characters, common ones first, and a sampler that picks them by rank. */
function vocabulary(random: () => number, size: number): { words: string[]; pick: () => string } {
  const words = new Set<string>();
  while (words.size < size) {
    words.add(
      (CHARACTERS[Math.floor(random() * CHARACTERS.length)] ?? '') +
        (CHARACTERS[Math.floor(random() * CHARACTERS.length)] ?? ''),
    );
  }
  const list = [...words];
  return { words: list, pick: () => list[Math.min(size - 1, Math.floor(size ** random()) - 1)] ?? '' };
}

const CLAUSES_A_DOCUMENT = 100;
const DOCUMENTS_A_BATCH = 100;

/**
 * Fills an empty, migrated database. Search indexes are dropped before and made again after, which is how
 * a rebuild does it too.
 */
export async function fillCorpus(
  store: Store,
  documents: number,
  progress: (done: number) => void,
): Promise<Corpus> {
  const random = seeded(20231229);
  const { words, pick } = vocabulary(random, 6_000);
  const sentence = (n: number) => Array.from({ length: n }, pick).join('');
  const issueId = newId();
  const editionId = newId();
  await store.runSql(
    `insert into law_issue (id, issue_key, shape, title, year, number, dated, first_imported_at)
     values ($1, 'bench', 'documents', '虚构测试文献集', 2024, 1, '2024-01-01', now())`,
    [issueId],
  );
  await store.runSql(
    `insert into law_edition (id, issue_id, number, origin, artifact, artifact_sha256, rows_sha256, current, imported_by, imported_at)
     values ($1, $2, 1, 'facts', '{}', '', '', true, 'system:bench', now())`,
    [editionId, issueId],
  );
  for (const name of ['law_search_words', 'law_search_newest', 'law_search_document'])
    await store.runSql(`drop index ${name}`);
  const documentIds: string[] = [];
  for (let from = 0; from < documents; from += DOCUMENTS_A_BATCH) {
    const batch = Array.from({ length: Math.min(DOCUMENTS_A_BATCH, documents - from) }, (_, i) =>
      makeDocument(from + i, random, sentence),
    );
    documentIds.push(...batch.map((d) => d.id));
    await insertBatch(store, editionId, batch, from);
    progress(from + batch.length);
  }
  await store.runSql('create index law_search_words on law_search using gin (words)');
  await store.runSql('create index law_search_newest on law_search (dated desc, expression_id)');
  await store.runSql('create index law_search_document on law_search (document_id)');
  await store.runSql('vacuum analyze');
  return { documentIds, words };
}

interface MadeUp {
  id: string;
  expressionId: string;
  number: string;
  title: string;
  section: string;
  dated: string;
  clauses: {
    label: string;
    path: string;
    depth: number;
    parent: number | null;
    heading: string | null;
    text: string;
  }[];
}

function makeDocument(n: number, random: () => number, sentence: (words: number) => string): MadeUp {
  const year = 2004 + (n % 20);
  const clauses: MadeUp['clauses'] = [];
  for (let ord = 0; ord < CLAUSES_A_DOCUMENT; ord++) {
    const article = ord % 5 === 0;
    const parent = article ? null : ord - (ord % 5);
    const label = article ? `第${ord / 5 + 1}条` : `（${ord % 5}）`;
    clauses.push({
      label,
      path: article ? label : `第${Math.floor(ord / 5) + 1}条/${label}`,
      depth: article ? 0 : 1,
      parent,
      heading: article ? sentence(3) : null,
      text: `${sentence(8 + Math.floor(random() * 10))}，${sentence(6 + Math.floor(random() * 10))}。`,
    });
  }
  return {
    id: newId(),
    expressionId: newId(),
    number: `虚构发〔${year}〕${1 + Math.floor(n / 20)}号`,
    title: `虚构区${sentence(4)}办法`,
    section: SECTIONS[n % SECTIONS.length] ?? '',
    dated: `${year}-${String(1 + (n % 12)).padStart(2, '0')}-15`,
    clauses,
  };
}

async function insertBatch(
  store: Store,
  editionId: string,
  batch: readonly MadeUp[],
  from: number,
): Promise<void> {
  const insert = (table: string, rows: readonly object[]) =>
    store.runSql(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`, [
      JSON.stringify(rows),
    ]);
  await insert(
    'law_document',
    batch.map((d) => ({
      id: d.id,
      kind: 'issuance',
      number: d.number,
      number_key: d.number,
      title: d.title,
      title_key: titleKey(d.title),
      section: d.section,
      signed_by: BODIES,
      dated: d.dated,
      disclosed: true,
      holding: 'held',
      effects_version: 0,
      created_at: '2024-01-01T00:00:00Z',
    })),
  );
  await insert(
    'law_expression',
    batch.map((d, i) => ({
      id: d.expressionId,
      document_id: d.id,
      edition_id: editionId,
      ord: from + i,
      locator: `issuance:${from + i}`,
      current: true,
      addressees: [],
      attachments: [],
      start_at: 0,
      end_at: 0,
      text_sha256: '',
    })),
  );
  await insert('law_clause', clauseRows(batch));
  await insert(
    'law_effect',
    batch.map((d) => ({
      id: newId(),
      document_id: d.id,
      kind: 'commence',
      dated: d.dated,
      date_precision: 'day',
      stage: 'decided',
      source_document_id: d.id,
      source_edition_id: editionId,
      start_at: 0,
      end_at: 0,
      fingerprint: d.id,
      asserted_by: 'system:bench',
      asserted_at: '2024-01-01T00:00:00Z',
    })),
  );
  await insert('law_search', searchRows(batch));
}

function clauseRows(batch: readonly MadeUp[]): object[] {
  return batch.flatMap((d) =>
    d.clauses.map((c, ord) => ({
      expression_id: d.expressionId,
      ord,
      parent_ord: c.parent,
      depth: c.depth,
      label: c.label,
      path: c.path,
      heading: c.heading,
      text: c.text,
      sha256: sha256(c.text),
      clause_key: sha256(c.path),
      start_at: 0,
      end_at: 0,
    })),
  );
}

function searchRows(batch: readonly MadeUp[]): object[] {
  return [
    ...batch.map((d) => ({
      expression_id: d.expressionId,
      part: 0,
      table_ord: 0,
      ord: 0,
      document_id: d.id,
      dated: d.dated,
      section: d.section,
      bodies: BODIES,
      words: toVector([
        [d.number, 'A'],
        [d.title, 'A'],
      ]),
    })),
    ...batch.flatMap((d) =>
      d.clauses.map((c, ord) => ({
        expression_id: d.expressionId,
        part: 1,
        table_ord: 0,
        ord,
        document_id: d.id,
        dated: d.dated,
        section: d.section,
        bodies: BODIES,
        words: toVector([
          [c.heading, 'B'],
          [c.text, 'D'],
        ]),
      })),
    ),
  ];
}
