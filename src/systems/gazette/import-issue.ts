/**
 * Importing a file: an issue of a gazette, single documents, or a statute. One transaction: all of it or nothing.
 *
 * Giving the same bytes again changes nothing; a corrected file of the same issue becomes a new edition, in which
 * documents keep their identities. Two imports of the same file at once: one does it, the other is told.
 */
import { sha256 } from '#base/digest.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { contentOf } from '#engines/law/content.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { withStatuteVersion } from '#engines/law/statute-version.ts';
import { type WrittenEdition, writeEdition } from '#engines/law/store/write-edition.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { cutDocuments } from './completeness.ts';
import { sniff, type Unfit } from './desk/sniff.ts';

/** What the import needs from around it; effects are injectable so that tests are deterministic. */
export type ImportContext = {
  readonly db: Db;
  /** Never throws; same bytes, same artifact. */
  readonly parse: (bytes: Uint8Array) => Artifact;
  readonly maxBytes: number;
  /** Takes a file whose end is missing all the same; the person who asks has seen that it is. */
  readonly takeIncomplete?: boolean;
  readonly now?: () => Temporal.Instant;
  /** Told of every step as it ends, so that an upload page can show how far it is. */
  readonly onStep?: (step: ImportStep) => void;
};

export type ImportFile = { readonly name: string | null; readonly bytes: Uint8Array };

export type ImportStep = {
  readonly step:
    | 'receive'
    | 'decode'
    | 'parse'
    | 'compare'
    | 'documents'
    | 'clauses'
    | 'citations'
    | 'effects'
    | 'records'
    | 'findings';
  /** Name of the step and its outcome, in Chinese, for the editor. */
  readonly label: string;
  readonly outcome: string;
  readonly state: 'done' | 'skipped' | 'attention';
};

export type ImportReport = {
  readonly outcome: WrittenEdition['outcome'];
  readonly issueId: string;
  readonly editionId: string;
  readonly editionNumber: number;
  readonly title: string;
  readonly sourceSha256: string;
  readonly steps: readonly ImportStep[];
};

export type ImportRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.import.too_large'
  | Unfit
  | 'gazette.import.incomplete'
  | 'gazette.import.nothing_recognised';

export async function importIssue(
  context: ImportContext,
  actor: Actor,
  file: ImportFile,
): Promise<Result<ImportReport, ImportRefusal>> {
  const allowed = authorise(actor, 'gazette.import');
  if (!allowed.ok) return allowed;
  const read = readFile(context, file);
  if (!read.ok) {
    await audit(context.db, actor, {
      useCase: 'gazette.import',
      outcome: `refused:${read.error.code}`,
      detail: { sizeBytes: file.bytes.byteLength },
    });
    return read;
  }
  const { artifact, steps } = read.value;
  const now = context.now?.() ?? Temporal.Now.instant();
  const written = await context.db
    .transaction()
    .execute((tx) => writeIssue(tx, actor, { artifact, file, now }));
  const all = [...steps, ...stepsOf(written, artifact)];
  for (const step of all.slice(steps.length)) context.onStep?.(step);
  return ok({
    outcome: written.outcome,
    issueId: written.issueId,
    editionId: written.editionId,
    editionNumber: written.editionNumber,
    title: titleOf(artifact),
    sourceSha256: sha256(file.bytes),
    steps: all,
  });
}

/** Writes what was read of a file, in the caller's transaction: an import and a publication write the same. */
export async function writeIssue(
  tx: Tx,
  actor: Actor,
  read: { readonly artifact: Artifact; readonly file: ImportFile; readonly now: Temporal.Instant },
): Promise<WrittenEdition> {
  const { artifact, file, now } = read;
  const source = { sha256: sha256(file.bytes), bytes: file.bytes, fileName: file.name };
  const content = contentOf(artifact);
  const edition = await writeEdition(tx, { content, source, actor: actorKey(actor), now });
  await audit(tx, actor, {
    useCase: 'gazette.import',
    subject: `edition:${edition.editionId}`,
    outcome: 'done',
    detail: { result: edition.outcome, sha256: source.sha256, sizeBytes: file.bytes.byteLength },
  });
  return edition;
}

type ReadFile = { artifact: Artifact; steps: ImportStep[] };

function readFile(context: ImportContext, file: ImportFile): Result<ReadFile, ImportRefusal> {
  const size = file.bytes.byteLength;
  if (size === 0) {
    return refuse('gazette.import.empty', '文件是空的，没有导入任何内容。请重新导出公报文本后再上传。');
  }
  if (size > context.maxBytes) return refuseTooLarge(size, context.maxBytes);
  const wrong = sniff(file.bytes);
  if (wrong) return { ok: false, error: wrong };
  const artifact = withStatuteVersion(context.parse(file.bytes));
  if (artifact.source.encoding === 'binary' || artifact.source.text.includes('\u0000')) {
    return refuse(
      'gazette.import.binary',
      '这不是文本文件（可能是 PDF、Word 或压缩包）。请先导出为纯文本（UTF-8）再上传。',
    );
  }
  if (artifact.source.text.trim() === '') {
    return refuse('gazette.import.empty', '文件里只有空白，没有导入任何内容。请重新导出公报文本后再上传。');
  }
  if (artifact.shape === 'none' || artifact.issuances.length === 0) {
    return refuse(
      'gazette.import.nothing_recognised',
      '没有认出公报或公文：找不到文件标题、发文字号、发文机关或条款。新闻稿、通讯等不能作为公报导入，请核对文件。',
    );
  }
  const lost = cutDocuments(artifact);
  if (lost.length > 0 && !context.takeIncomplete) {
    return refuse(
      'gazette.import.incomplete',
      `文件不完整：目录列有 ${artifact.contents.length} 份文件，正文从“${lost[0]?.title}”起缺 ${lost.length} 份。` +
        '没有导入任何内容，原有版本不受影响。请重新导出完整的文本；确实只有这些，上传时勾选“缺页也导入”（命令行加 --incomplete）。',
    );
  }
  const steps = [
    done('receive', '收到文件', `${file.name ?? '未命名'}，${size} 字节`),
    done('decode', '识别编码', encodingNotice(artifact)),
    done(
      'parse',
      '解析',
      `${titleOf(artifact)}：${artifact.issuances.length} 份文件，未识别文字 ${artifact.residue.length} 处`,
    ),
  ];
  for (const step of steps) context.onStep?.(step);
  return ok({ artifact, steps });
}

/** What is over the limit is refused by its size, also by those who have not read it. */
export const refuseTooLarge = (sizeBytes: number, maxBytes: number) =>
  refuse(
    'gazette.import.too_large',
    `文件有 ${megabytes(sizeBytes)} MB，超过上限 ${megabytes(maxBytes)} MB。请只上传公报的文本（不含图片），或请管理员调高上限。`,
  );

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

const done = (step: ImportStep['step'], label: string, outcome: string): ImportStep => ({
  step,
  label,
  outcome,
  state: 'done',
});

function encodingNotice({ source }: Artifact): string {
  const converted =
    source.encoding === 'utf-8' ? 'UTF-8' : `${source.encoding.toUpperCase()}，已转换为 UTF-8`;
  return source.bytes === undefined ? converted : `${converted}；个别字节无法识别，原文件已原样保存`;
}

const titleOf = (artifact: Artifact): string => {
  const { issue } = artifact;
  if (artifact.shape !== 'gazette' || !issue?.title) return artifact.issuances[0]?.title ?? '';
  const which = [issue.year && `${issue.year}年`, issue.number && `第${issue.number}期`]
    .filter(Boolean)
    .join('');
  return which ? `${issue.title} ${which}` : issue.title;
};

function stepsOf(written: WrittenEdition, artifact: Artifact): ImportStep[] {
  if (written.outcome === 'already_here') {
    const superseded = written.current ? '' : '，但已被后来的更正版取代';
    return [
      {
        step: 'compare',
        label: '核对重复',
        outcome: `同样的文件早已导入（第 ${written.editionNumber} 版）${superseded}，没有改动任何内容`,
        state: 'skipped',
      },
    ];
  }
  const { documents, effects, citations } = written;
  const total = Object.values(citations).reduce((a, b) => a + b, 0);
  const unsure = (citations.ambiguous ?? 0) + (citations.malformed ?? 0) + (citations.unverified ?? 0);
  const compared =
    written.outcome === 'corrected' ? `同一期的新版本，登记为第 ${written.editionNumber} 版` : '首次导入';
  const steps = [
    done('compare', '核对重复', compared),
    done(
      'documents',
      '登记文件',
      `新登记 ${documents.created} 份，补全 ${documents.filled} 份此前只知名称的文件`,
    ),
    done('clauses', '写入条款', `${written.clauses} 条，表格 ${written.tableRows} 行`),
    done(
      'citations',
      '核对引用',
      `${total} 处，其中 ${unsure} 处没有对上具体文件；另有 ${written.olderCitations} 处旧引用因此有了着落`,
    ),
    done(
      'effects',
      '记录效力',
      `新记拟议 ${effects.proposed} 条（须由编辑审定后才生效）、已定 ${effects.decided} 条` +
        (effects.unchanged > 0 ? `，此前已记 ${effects.unchanged} 条` : '') +
        (effects.retracted > 0 ? `，更正撤回 ${effects.retracted} 条` : ''),
    ),
    done('records', '人事与统计', `任免 ${written.appointments} 条，数据 ${artifact.figures.length} 条`),
  ];
  if (written.findings === 0) return [...steps, done('findings', '需要核对', '无')];
  const attention: ImportStep = {
    step: 'findings',
    label: '需要核对',
    outcome: `${written.findings} 项，见待核清单`,
    state: 'attention',
  };
  return [...steps, attention];
}
