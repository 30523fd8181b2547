import { Button } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';

/** Choosing a file to import. A browser never fills a file in again, so after an error it is chosen anew. */
export function UploadPage({
  view,
  requestKey,
  maxBytes,
  error,
}: {
  view: View;
  /** Made for this form: sending it twice makes one upload. */
  requestKey: string;
  maxBytes: number;
  error?: string | undefined;
}) {
  return (
    <DeskPage
      view={view}
      title="导入公报"
      tab="/desk/imports"
      crumbs={[{ label: '导入', href: '/desk/imports' }]}
    >
      <div className="desk">
        <h1>导入公报</h1>
        {error && <ErrorSummary title="文件没有接收" errors={[{ field: 'file', message: error }]} />}
        <div className="prose">
          <p>
            上传一期公报、单份公文或一部法规的文本。系统会拆分出各份文件、条款、表格和引用，登记文件的效力；全部成功才会写入，中途失败不留下任何内容。
          </p>
        </div>
        <form method="post" action="/desk/imports" encType="multipart/form-data">
          <input type="hidden" name="requestKey" value={requestKey} />
          <Field
            name="file"
            label="公报文本"
            type="file"
            accept=".txt,.md,text/plain,text/markdown"
            hint={`纯文本（.txt 或 .md），UTF-8、UTF-16 或 GB18030 编码，不超过 ${Math.floor(maxBytes / 1_048_576)} MB。`}
            error={error}
          />
          <Choices
            name="takeIncomplete"
            legend="缺页的文件"
            multiple
            options={[
              {
                value: '1',
                label: '缺页也导入',
                hint: '目录列有、正文却没有的文件，一般是导出时断了，平时不导入。手上确实只有这些时再勾选。',
              },
            ]}
          />
          <Button>上传并导入</Button>
        </form>
        <div className="prose">
          <h2>手上不是纯文本？</h2>
          <ul>
            <li>Word、WPS 文档：打开后选“另存为”→“纯文本（*.txt）”，编码选 UTF-8。</li>
            <li>PDF：在阅读器中选“另存为文本”；扫描件须先做文字识别并校对。</li>
            <li>更正过的公报：直接上传全期的新文本，会登记为同一期的新版本，旧版本仍保留。</li>
          </ul>
        </div>
      </div>
    </DeskPage>
  );
}
