import type { StoredFile } from '#platform/files/file.ts';
import type { Item, Material } from '#systems/permits/index.ts';
import { formatCitation } from '#systems/permits/index.ts';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { sizeText } from '../size-text.ts';
import { ForWhom } from './for-whom.tsx';

export type MaterialLine = {
  /** Place in the item's list: names the fields of the form. */
  readonly at: number;
  readonly material: Material;
  readonly files: readonly StoredFile[];
};

/** Handing in the materials of an application: uploaded now, or chosen from what was uploaded before. */
export function MaterialsPage({
  view,
  item,
  draftId,
  version,
  lines,
  mine,
  errors = [],
  missing = [],
  forWhom,
}: {
  view: View;
  item: Item;
  draftId: string;
  version: number;
  lines: readonly MaterialLine[];
  /** Everything the person has uploaded, for using it again. */
  mine: readonly StoredFile[];
  errors?: FieldError[];
  /** Needed materials without a file: the person is asked whether to hand in all the same. */
  missing?: readonly string[];
  /** For whom it is, when not for oneself. */
  forWhom?: string | undefined;
}) {
  const { base } = item.codes;
  const path = `/services/items/${base}/apply`;
  return (
    <Page
      view={view}
      title={`提交材料：${item.name}`}
      noindex
      search={false}
      crumbs={[
        { label: item.name, href: `/services/items/${base}` },
        { label: '填写申请', href: `${path}?draft=${draftId}` },
      ]}
    >
      <div className="case">
        <h1>提交材料</h1>
        <ForWhom name={forWhom} />
        <p>可以拍照上传，照片、图片、PDF 都行，每个不超过10兆。传过一次的，下次直接选，不必再传。</p>
        <ErrorSummary errors={errors} title="有文件没有收下，其余的都在" />
        {missing.length > 0 && (
          <Notice tone="warning" title={`还缺${missing.length}样必要的材料`} live>
            <p>{missing.join('、')}。</p>
            <p>可以现在补上；也可以先提交，机关会在5个工作日内把要补的一次告诉您。</p>
          </Notice>
        )}
        <form method="post" action={`${path}/materials`} encType="multipart/form-data">
          <input type="hidden" name="draft" value={draftId} />
          <input type="hidden" name="itemVersion" value={version} />
          <ol className="material-list">
            {lines.map(({ at, material, files }) => (
              <li key={at}>
                <h2 id={`material-${at}-name`}>
                  {material.name}
                  <span className="muted">（{material.need}）</span>
                </h2>
                <p className="muted">
                  {material.standard}
                  {material.basis && `　依据：${formatCitation(material.basis)}`}
                </p>
                {files.length > 0 && (
                  <ul className="file-list">
                    {files.map((file) => (
                      <li key={file.id}>
                        {file.name}
                        <span className="muted">（{sizeText(file.sizeBytes)}）</span>
                        <label className="file-drop">
                          <input type="checkbox" name={`drop-${at}-${file.id}`} value="1" /> 不用这个
                        </label>
                      </li>
                    ))}
                  </ul>
                )}
                <div className="field">
                  <label htmlFor={`file-${at}`}>{files.length > 0 ? '再传一个' : '选择文件'}</label>
                  <input
                    type="file"
                    id={`file-${at}`}
                    name={`file-${at}`}
                    accept="image/jpeg,image/png,application/pdf"
                    multiple
                  />
                </div>
                {mine.length > 0 && (
                  <div className="field">
                    <label htmlFor={`use-${at}`}>
                      或用以前传过的<span className="field-optional">（选填）</span>
                    </label>
                    <select id={`use-${at}`} name={`use-${at}`} className="input-full">
                      <option value="">不选</option>
                      {mine.map((file) => (
                        <option key={file.id} value={file.id}>
                          {file.name}（{sizeText(file.sizeBytes)}）
                        </option>
                      ))}
                    </select>
                  </div>
                )}
              </li>
            ))}
          </ol>
          {missing.length > 0 && (
            <p>
              <label>
                <input type="checkbox" name="incomplete" value="1" /> 材料暂缺，仍然提交
              </label>
            </p>
          )}
          <ButtonRow>
            <Button name="step" value="submit">
              提交申请
            </Button>
            <Button name="step" value="upload" look="secondary">
              先上传保存
            </Button>
          </ButtonRow>
        </form>
      </div>
    </Page>
  );
}
