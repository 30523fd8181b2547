import { sayBasis } from '#engines/law/cite.ts';
import type { StoredFile } from '#platform/files/file.ts';
import { STATE_WORDS } from '#systems/licences/index.ts';
import { givenBy, type Material } from '#systems/permits/index.ts';
import type { Crumb } from '#web/components/breadcrumb.tsx';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { type keeperCleared, keeperScript } from '../keeper.ts';
import type { LicenceOption } from '../receive-materials.ts';
import { sizeText } from '../size-text.ts';
import { ForWhom } from './for-whom.tsx';
import { AskPreReview, MaterialSaid, type OwnPreReview, PreReviewNotice } from './pre-review-parts.tsx';

export type MaterialLine = {
  /** Place in the list: names the fields of the form. */
  readonly at: number;
  readonly material: Material;
  readonly files: readonly StoredFile[];
  readonly licences: readonly LicenceOption[];
  /** The licence that was chosen for it. */
  readonly chosen: string | undefined;
  /** What else is to be said of it, e.g. for which items it is. */
  readonly note?: string | undefined;
};

/** Licences of one's own that may stand for a material, and those that may not with the reason. */
function LicenceChoices({ at, licences, chosen }: Pick<MaterialLine, 'at' | 'licences' | 'chosen'>) {
  const usable = licences.filter((l) => l.usable);
  const others = licences.filter((l) => !l.usable);
  const selected = usable.some((l) => l.id === chosen) ? chosen : undefined;
  return (
    <>
      {usable.length > 0 && (
        <fieldset className="licence-choice">
          <legend>用我的电子证照，不用上传</legend>
          {usable.map((l) => (
            <label key={l.id}>
              <input type="radio" name={`licence-${at}`} value={l.id} defaultChecked={l.id === selected} />
              <span>
                {l.typeName}
                <span className="muted">
                  　{l.agencyName}，{STATE_WORDS[l.state]}
                </span>
              </span>
            </label>
          ))}
          <label>
            <input type="radio" name={`licence-${at}`} value="" defaultChecked={selected === undefined} />
            <span>不用，自己交</span>
          </label>
          <p className="muted">选用即授权：提交时核验一次，只用于这一件，用证记录您随时能看到。</p>
        </fieldset>
      )}
      {others.map((l) => (
        <Notice key={l.id} tone="warning" title={`您的《${l.typeName}》不能用`}>
          {l.state !== 'valid'
            ? `这张证照${STATE_WORDS[l.state]}。请上传有效的证件，或先联系${l.agencyName}。`
            : l.otherHolder
              ? '持证主体与所填的申请人证件号码不一致。请核对号码，或上传照片。'
              : l.refused}
        </Notice>
      ))}
    </>
  );
}

function Line({
  line,
  mine,
  preReview,
}: {
  line: MaterialLine;
  mine: readonly StoredFile[];
  preReview: OwnPreReview | undefined;
}) {
  const { at, material, files, note } = line;
  return (
    <li>
      <h2 id={`material-${at}-name`}>
        {material.name}
        <span className="muted">（{givenBy(material) === 'applicant' ? material.need : '不用交'}）</span>
      </h2>
      {note && <p className="material-for">{note}</p>}
      <MaterialSaid shown={preReview} material={material.name} />
      <p className="muted">
        {material.standard}
        {material.basis &&
          `　依据：${sayBasis({ document: material.basis.title, path: material.basis.place })}`}
      </p>
      <LicenceChoices {...line} />
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
  );
}

/** Handing in the materials of an application: a licence of one's own, uploaded now, or what was uploaded before. */
export function MaterialsPage({
  view,
  title,
  path,
  crumbs,
  hidden,
  lines,
  mine,
  passedOn = [],
  errors = [],
  missing = [],
  forWhom,
  kept,
  asking,
}: {
  view: View;
  /** What is applied for. */
  title: string;
  /** Where the form is sent. */
  path: string;
  crumbs: Crumb[];
  hidden: Readonly<Record<string, string>>;
  lines: readonly MaterialLine[];
  /** Everything the person has uploaded, for using it again. */
  mine: readonly StoredFile[];
  /** What nobody has to hand in, each with the reason. */
  passedOn?: readonly { readonly name: string; readonly why: string }[];
  errors?: FieldError[] | undefined;
  /** Needed materials without a file: the person is asked whether to hand in all the same. */
  missing?: readonly string[] | undefined;
  /** For whom it is, when not for oneself. */
  forWhom?: string | undefined;
  /** What the form's script kept is on the server now. */
  kept: ReturnType<typeof keeperCleared>;
  /** Asking the window to look at it first, and what it said; absent: it cannot be asked about these. */
  asking?:
    | { readonly shown: OwnPreReview | undefined; readonly promised: string; readonly requestKey: string }
    | undefined;
}) {
  // What nobody has to bring stands apart, unless it was brought, a licence is there to be chosen, or the window found
  // something about it.
  const found = new Set(
    (asking?.shown?.answer?.materials ?? []).flatMap((said) =>
      said.verdict === 'complete' ? [] : [said.material],
    ),
  );
  const free = lines.filter(
    (l) =>
      givenBy(l.material) !== 'applicant' &&
      l.files.length === 0 &&
      l.licences.length === 0 &&
      !found.has(l.material.name),
  );
  const own = lines
    .filter((l) => !free.includes(l))
    .toSorted((a, b) => Number(a.material.need !== '必要') - Number(b.material.need !== '必要'));
  return (
    <Page
      view={view}
      title={`提交材料：${title}`}
      noindex
      search={false}
      crumbs={crumbs}
      script={keeperScript().path}
    >
      <div className="case" {...kept}>
        <h1>提交材料</h1>
        <ForWhom name={forWhom} />
        <p>可以拍照上传，照片、图片、PDF 都行，每个不超过10兆。传过一次的，下次直接选，不必再传。</p>
        <PreReviewNotice shown={asking?.shown} />
        <ErrorSummary errors={errors} title="有的没有收下，其余的都在" />
        {missing.length > 0 && (
          <Notice tone="warning" title={`还缺${missing.length}样必要的材料`} live>
            <p>{missing.join('、')}。</p>
            <p>可以现在补上；也可以先提交，机关会在5个工作日内把要补的一次告诉您。</p>
          </Notice>
        )}
        {passedOn.length + free.length > 0 && (
          <Notice tone="info" title="这些不用您交">
            <ul>
              {free.map(({ at, material }) => (
                <li key={at}>
                  {material.name}：
                  {givenBy(material) === 'form' ? '就是您刚才填的表，不用另传。' : material.standard}
                </li>
              ))}
              {passedOn.map(({ name, why }) => (
                <li key={name}>
                  {name}：{why}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <form method="post" action={path} encType="multipart/form-data">
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <ol className="material-list">
            {own.map((line) => (
              <Line key={line.at} line={line} mine={mine} preReview={asking?.shown} />
            ))}
          </ol>
          {free.length > 0 && (
            <details>
              <summary>不用交的，也想自己传</summary>
              <ol className="material-list">
                {free.map((line) => (
                  <Line key={line.at} line={line} mine={mine} preReview={asking?.shown} />
                ))}
              </ol>
            </details>
          )}
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
          {asking && <AskPreReview {...asking} />}
        </form>
      </div>
    </Page>
  );
}
