import { Choices } from '#web/components/choices.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { errorOf } from '#web/desk/form.ts';
import type { DraftContent, DraftProblem } from '../../../next-issue/draft.ts';
import type { SupersededHead } from '../../../next-issue/issue-queries.ts';

export type DraftChoices = {
  /** Sections that may be chosen. */
  readonly sections: readonly string[];
  /** 代字 in use. */
  readonly series: readonly string[];
};

const DISCLOSURE = [
  { value: 'yes', label: '此件公开发布' },
  { value: 'request', label: '此件依申请公开' },
  { value: 'none', label: '不印公开标注' },
];

/** All that an editor writes of a document. */
export function DraftFields({
  content,
  choices,
  problems,
  superseded,
}: {
  content: DraftContent;
  choices: DraftChoices;
  problems: readonly DraftProblem[];
  superseded: SupersededHead | undefined;
}) {
  const error = (field: keyof DraftContent) => errorOf(problems, field);
  const sections = [...new Set([...choices.sections, content.section])].filter((s) => s !== '');
  return (
    <>
      <Select
        name="section"
        label="栏目"
        options={sections.map((value) => ({ value, label: value }))}
        value={content.section}
        error={error('section')}
      />
      <Field
        name="title"
        label="标题"
        hint="机关名称＋关于…的＋文种，如“某某人民政府关于…的通知”。印发文件的，写“关于印发《…》的通知”。"
        value={content.title}
        maxLength={300}
        error={error('title')}
      />
      <Field
        name="series"
        label="发文代字"
        optional
        hint={`只写代字，年份和序号出版时自动编；留空则不编号。${choices.series.length > 0 ? `用过的：${choices.series.slice(0, 6).join('、')}。` : ''}`}
        value={content.series ?? ''}
        width="medium"
        maxLength={16}
        error={error('series')}
      />
      <Field
        name="addressees"
        label="主送机关"
        optional
        hint="不写末尾的冒号。通告、公告没有主送机关的，留空。"
        value={content.addressees}
        maxLength={300}
        error={error('addressees')}
      />
      <TextArea
        name="body"
        label="正文"
        optional
        hint="每行一段，层次写成“一、”“（一）”“1.”“（1）”。表格从表格软件里整块复制粘贴即可，第一行为表头。"
        value={content.body}
        rows={12}
        error={error('body')}
      />
      <Attachments content={content} error={error('attachments')} />
      <TextArea
        name="signedBy"
        label="署名机关"
        optional
        hint="每行一个机关全称。"
        value={content.signedBy.join('\n')}
        rows={2}
        error={error('signedBy')}
      />
      <Field
        name="dated"
        label="成文日期"
        optional
        type="date"
        value={content.dated ?? ''}
        width="medium"
        error={error('dated')}
      />
      <Choices
        name="disclosed"
        legend="公开标注"
        options={DISCLOSURE}
        values={[content.disclosed === null ? 'none' : content.disclosed ? 'yes' : 'request']}
      />
      {superseded && (
        <Choices
          name="supersedes"
          legend="取代的文件"
          multiple
          hint="正文须写明原文件同时废止，出版后原文件的状态随之改变。"
          options={[
            {
              value: superseded.id,
              label: `《${superseded.title}》${superseded.number ? `（${superseded.number}）` : ''}`,
            },
          ]}
          values={content.supersedes ? [content.supersedes] : []}
        />
      )}
    </>
  );
}

/** Those that are there, then an empty one; one that is emptied goes away when the draft is saved. */
function Attachments({ content, error }: { content: DraftContent; error: string | undefined }) {
  const all = [...content.attachments, { title: '', text: '' }];
  return (
    <fieldset className="draft-attachments" id="attachments">
      <legend>所附文件与附件</legend>
      <p className="field-hint">
        标题与“印发《…》”里的名称相同的，作为所印发的文件；其余依次编为附件。保存后会再出现一个空位；清空即删除。
      </p>
      {error && (
        <p className="field-error">
          <span className="visually-hidden">错误：</span>
          {error}
        </p>
      )}
      {all.map((attachment, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places in a list that is sent as a whole
        <details key={at} open={attachment.title !== '' || attachment.text !== '' || undefined}>
          <summary>
            {attachment.title || (at < content.attachments.length ? `第 ${at + 1} 个` : '另加一个')}
          </summary>
          <Field
            id={`attachmentTitle-${at}`}
            name="attachmentTitle"
            label={`第 ${at + 1} 个的标题`}
            optional
            value={attachment.title}
            maxLength={300}
          />
          <TextArea
            id={`attachmentText-${at}`}
            name="attachmentText"
            label={`第 ${at + 1} 个的内容`}
            optional
            value={attachment.text}
            rows={6}
          />
        </details>
      ))}
    </fieldset>
  );
}
