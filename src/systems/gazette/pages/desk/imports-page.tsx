import { ButtonLink } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Hash } from '#web/components/hash.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { UploadState } from '../../desk/tables.ts';
import type { UploadView } from '../../desk/uploads.ts';

export const UPLOAD_STATE_WORDS: Record<UploadState, string> = {
  queued: '等待导入',
  running: '正在导入',
  imported: '已导入',
  already_here: '已有，未改动',
  refused: '未导入',
  failed: '出错，未导入',
};

export const formatBytes = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} 字节`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** Uploads as a table; used on the desk's first page too. */
export function UploadTable({
  uploads,
  caption,
  captionHidden = false,
}: {
  uploads: UploadView[];
  caption: string;
  captionHidden?: boolean;
}) {
  return (
    <Table
      caption={caption}
      captionHidden={captionHidden}
      narrow="cards"
      rows={uploads}
      rowKey={(u) => u.id}
      columns={[
        {
          key: 'file',
          name: '文件',
          rowHeader: true,
          cell: (u) => (
            <div>
              <a href={`/desk/imports/${u.id}`}>{u.report?.title ?? u.fileName ?? '未命名'}</a>
              {u.report?.title && u.fileName && <div className="muted">{u.fileName}</div>}
            </div>
          ),
        },
        { key: 'state', name: '状态', cell: (u) => UPLOAD_STATE_WORDS[u.state] },
        {
          key: 'at',
          name: '上传',
          cell: (u) => (
            <span>
              <InstantText value={u.at} /> {u.byName}
            </span>
          ),
        },
        { key: 'size', name: '大小', nowrap: true, cell: (u) => formatBytes(u.sizeBytes) },
        { key: 'sha256', name: 'SHA-256', cell: (u) => <Hash value={u.sha256} /> },
      ]}
    />
  );
}

/** Everything that was uploaded, newest first. */
export function ImportsPage({
  view,
  uploads,
  total,
  page,
  pageSize,
  mayImport,
}: {
  view: View;
  uploads: UploadView[];
  total: number;
  page: number;
  pageSize: number;
  mayImport: boolean;
}) {
  return (
    <DeskPage view={view} title="导入" tab="/desk/imports">
      <div className="desk">
        <h1>导入</h1>
        {mayImport && (
          <p>
            <ButtonLink href="/desk/imports/new">导入公报</ButtonLink>
          </p>
        )}
        {uploads.length === 0 ? (
          <EmptyState title="还没有上传过文件">
            {mayImport ? '点“导入公报”，上传第一期公报的文本。' : '编辑上传公报后，会列在这里。'}
          </EmptyState>
        ) : (
          <>
            <UploadTable uploads={uploads} caption="上传的文件，新的在前" />
            <Pagination
              page={page}
              pages={Math.max(1, Math.ceil(total / pageSize))}
              total={total}
              unit="件"
              href={(n) => `/desk/imports?page=${n}`}
            />
          </>
        )}
      </div>
    </DeskPage>
  );
}
