import type { ReactNode } from 'react';
import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Hash } from '#web/components/hash.tsx';
import { Notice, type NoticeTone } from '#web/components/notice.tsx';
import { type Step, Steps } from '#web/components/steps.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { RecordedStep } from '../../desk/tables.ts';
import type { EditionContents, UploadView } from '../../desk/uploads.ts';
import { formatBytes, UPLOAD_STATE_WORDS } from './imports-page.tsx';

/** Steps of an import in order; one that is recorded under several names (parse, store) covers those after it. */
const PLAN: [step: string, label: string, ...covers: string[]][] = [
  ['receive', '收到文件'],
  ['decode', '识别编码', 'parse'],
  ['parse', '解析'],
  ['compare', '核对重复', 'store'],
  ['documents', '登记文件', 'store'],
  ['clauses', '写入条款', 'store'],
  ['citations', '核对引用', 'store'],
  ['effects', '记录效力', 'store'],
  ['records', '人事与统计', 'store'],
  ['findings', '需要核对', 'store'],
];

const STATES: Record<RecordedStep['state'], Step['state']> = {
  now: 'now',
  done: 'done',
  skipped: 'skipped',
  attention: 'done',
  failed: 'failed',
};

/** What has been recorded, then what is still to come; nothing is to come when the import has ended. */
export function stepsOf(upload: UploadView): Step[] {
  const known = upload.steps.map(
    (s): Step => ({ name: s.label, state: STATES[s.state], detail: s.outcome || undefined }),
  );
  const seen = new Set(upload.steps.map((s) => s.step));
  const ended = !isUnderWay(upload);
  const rest = PLAN.filter(([step, , ...covers]) => !seen.has(step) && !covers.some((c) => seen.has(c)));
  return [...known, ...rest.map(([, name]): Step => ({ name, state: ended ? 'skipped' : 'waiting' }))];
}

export const isUnderWay = (upload: UploadView): boolean =>
  upload.state === 'queued' || upload.state === 'running';

const TONES: Record<UploadView['state'], NoticeTone> = {
  queued: 'info',
  running: 'info',
  imported: 'success',
  already_here: 'info',
  refused: 'error',
  failed: 'error',
};

function UnderWay({ upload, still }: { upload: UploadView; still: boolean }) {
  const path = `/desk/imports/${upload.id}`;
  return (
    <Notice tone="info" title={UPLOAD_STATE_WORDS[upload.state]} live>
      <p>
        {still
          ? '本页不会自动刷新。'
          : '本页每两秒自动刷新，直到导入结束。关闭本页不影响导入，可随时从“导入”清单回来查看。'}
      </p>
      <p>
        <a href={still ? `${path}?still=1` : path}>现在刷新</a>
        {'　'}
        <a href={still ? path : `${path}?still=1`}>{still ? '恢复自动刷新' : '停止自动刷新'}</a>
      </p>
    </Notice>
  );
}

function Outcome({ upload }: { upload: UploadView }) {
  const { report } = upload;
  const converted = report?.encoding !== undefined && report.encoding !== 'utf-8';
  return (
    <>
      <Notice tone={TONES[upload.state]} title={UPLOAD_STATE_WORDS[upload.state]} live>
        <p>{report?.message}</p>
        {upload.state === 'already_here' && <p>如需登记更正，请上传改正后的全期文本。</p>}
      </Notice>
      {converted && (
        <Notice tone="info">
          文件是 {report.encoding?.toUpperCase()} 编码，已识别并转换为
          UTF-8；收到的原文件逐字节保存，未作改动。
        </Notice>
      )}
    </>
  );
}

function Next({
  upload,
  contents,
  proposals,
  mayImport,
}: {
  upload: UploadView;
  contents: EditionContents | undefined;
  proposals: number;
  mayImport: boolean;
}) {
  if (!upload.report?.issueId || !contents) {
    return mayImport ? (
      <ButtonRow>
        <ButtonLink href="/desk/imports/new">重新上传</ButtonLink>
      </ButtonRow>
    ) : null;
  }
  return (
    <ButtonRow>
      <ButtonLink href={`/issues/${upload.report.issueId}`}>看这一期公报</ButtonLink>
      {proposals > 0 && (
        <ButtonLink href={`/desk/proposals?issue=${upload.report.issueId}`} look="secondary">
          审定 {String(proposals)} 条拟议效力
        </ButtonLink>
      )}
      {upload.editionId && (
        <ButtonLink href={`/desk/proofread/${upload.editionId}`} look="secondary">
          校对
        </ButtonLink>
      )}
    </ButtonRow>
  );
}

const sizeWords = (bytes: number): string => {
  const exact = `${bytes.toLocaleString('zh-CN')} 字节`;
  return bytes < 1024 ? exact : `${formatBytes(bytes)}（${exact}）`;
};

function Facts({ upload, contents }: { upload: UploadView; contents: EditionContents | undefined }) {
  const residue = upload.report?.residue;
  const more: { term: string; value: ReactNode }[] = contents
    ? [
        {
          term: '待核事项',
          value:
            contents.findings === 0 ? (
              '无'
            ) : (
              <a href={`/desk/findings?edition=${upload.editionId}`}>{contents.findings} 项</a>
            ),
        },
        {
          term: '未识别的文字',
          value: residue ? <a href={`/desk/imports/${upload.id}/residue`}>{residue} 处</a> : '无',
        },
      ]
    : [];
  return (
    <DefinitionList
      items={[
        { term: '文件名', value: upload.fileName ?? '未命名' },
        {
          term: '大小',
          value: sizeWords(upload.sizeBytes),
        },
        {
          term: '上传',
          value: (
            <>
              <InstantText value={upload.at} />，{upload.byName}
            </>
          ),
        },
        { term: 'SHA-256', value: <Hash value={upload.sha256} /> },
        ...more,
      ]}
    />
  );
}

function Documents({ contents }: { contents: EditionContents }) {
  return (
    <Table
      caption={`这个文件里的 ${contents.documents.length} 份发文`}
      narrow="cards"
      rows={[...contents.documents]}
      rowKey={(d) => d.id}
      columns={[
        {
          key: 'title',
          name: '标题',
          rowHeader: true,
          cell: (d) => <a href={`/documents/${d.id}`}>{d.title}</a>,
        },
        {
          key: 'number',
          name: '文号',
          nowrap: true,
          cell: (d) => (d.number ? <DocumentNumber value={d.number} /> : '无文号'),
        },
        {
          key: 'dated',
          name: '日期',
          nowrap: true,
          cell: (d) => (d.dated ? <DateText value={d.dated} /> : '未署日期'),
        },
      ]}
    />
  );
}

/** One upload: how far it is, and what came of it. */
export function ImportPage({
  view,
  upload,
  contents,
  proposals,
  mayImport,
  still,
}: {
  view: View;
  upload: UploadView;
  /** What its edition brought, once it has ended well. */
  contents: EditionContents | undefined;
  /** How many proposals of its issue wait. */
  proposals: number;
  mayImport: boolean;
  /** The reader has stopped the page from refreshing. */
  still: boolean;
}) {
  const title = upload.report?.title ?? upload.fileName ?? '未命名文件';
  const underWay = isUnderWay(upload);
  return (
    <DeskPage
      view={view}
      title={`导入：${title}`}
      tab="/desk/imports"
      crumbs={[{ label: '导入', href: '/desk/imports' }]}
    >
      <div className="desk">
        <h1>{title}</h1>
        {underWay ? <UnderWay upload={upload} still={still} /> : <Outcome upload={upload} />}
        {!underWay && (
          <Next upload={upload} contents={contents} proposals={proposals} mayImport={mayImport} />
        )}
        <h2>各步结果</h2>
        <Steps label="导入的各步" steps={stepsOf(upload)} />
        <h2>文件</h2>
        <Facts upload={upload} contents={contents} />
        {contents && contents.documents.length > 0 && <Documents contents={contents} />}
      </div>
    </DeskPage>
  );
}

/** Words of the file that no rule claimed: kept, named, and shown for the editor to judge. */
export function ResiduePage({
  view,
  upload,
  residue,
}: {
  view: View;
  upload: UploadView;
  residue: string[];
}) {
  const title = upload.report?.title ?? upload.fileName ?? '未命名文件';
  return (
    <DeskPage
      view={view}
      title={`未识别的文字：${title}`}
      tab="/desk/imports"
      crumbs={[
        { label: '导入', href: '/desk/imports' },
        { label: title, href: `/desk/imports/${upload.id}` },
      ]}
    >
      <div className="desk">
        <h1>未识别的文字</h1>
        <div className="prose">
          <p>
            以下 {residue.length}{' '}
            处文字没有归入任何文件或条款，已原样保存，没有丢弃。多为页眉、插图说明；若是正文，请核对原文件的排版后重新导入。
          </p>
        </div>
        <ol>
          {residue.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places in one text, in print order
            <li key={at}>
              <q>{text.trim() || '（空白）'}</q>
            </li>
          ))}
        </ol>
      </div>
    </DeskPage>
  );
}
