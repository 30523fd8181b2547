import { BUTTON_LOOKS, Button, ButtonLink, ButtonRow, DefaultButton } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { NOTICE_TONES, Notice } from '#web/components/notice.tsx';
import { STEP_STATES, Steps } from '#web/components/steps.tsx';
import { Group, Specimen } from './specimen.tsx';

const BUTTON_WORDS = { primary: '保存', secondary: '返回修改', danger: '撤回公布' };

function Fields() {
  return (
    <form action="/design" method="get">
      <Field name="sample-name" label="文号" hint="照原件填写，例如 示政规发〔2023〕2号" width="medium" />
      <Field
        name="sample-date"
        label="施行日期"
        type="date"
        width="short"
        value="2023-09-30"
        error="施行日期不能早于发布日期，请改为 2023年10月1日 或以后"
      />
      <Field
        name="sample-password"
        label="密码"
        type="password"
        width="medium"
        autoComplete="current-password"
      />
      <Field
        name="sample-file"
        label="公报文本"
        type="file"
        accept=".txt,.md"
        hint="UTF-8 或 GB18030，不超过 20 MB"
      />
      <Field name="sample-optional" label="备注" optional />
      <TextArea name="sample-reason" label="决定的理由" rows={3} hint="会随决定一起公布" />
      <Select
        name="sample-kind"
        label="文件种类"
        empty="全部"
        options={[
          { value: 'normative', label: '规范性文件' },
          { value: 'government', label: '政府文件' },
        ]}
      />
      <Choices
        name="sample-decision"
        legend="对这一项的决定"
        error="请选择一项"
        options={[
          { value: 'accept', label: '同意废止', hint: '自决定之日起废止' },
          { value: 'reject', label: '不同意' },
        ]}
      />
      <Choices
        multiple
        name="sample-status"
        legend="状态"
        values={['in_force']}
        options={[
          { value: 'in_force', label: '现行有效' },
          { value: 'repealed', label: '已废止' },
        ]}
      />
      <ButtonRow>
        <Button>提交决定</Button>
        <Button look="secondary" name="preview" value="1">
          先看影响
        </Button>
      </ButtonRow>
    </form>
  );
}

/** Messages, forms and work in progress. */
export function Forms() {
  return (
    <Group
      id="forms"
      title="表单与消息"
      lead="标签在上，提示随后，错误说明怎么改。触屏上每个目标不小于 44 像素。"
    >
      <Specimen name="Notice" file="notice.tsx" props="tone, title, live, children">
        {NOTICE_TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={`${tone} 的标题`}>
            说明发生了什么，下一步做什么。
          </Notice>
        ))}
        <Notice>只有一句话的提示。</Notice>
      </Specimen>
      <Specimen
        name="Button"
        file="button.tsx"
        props="look, type, name, value, formAction, disabled, children"
      >
        <p className="row">
          {BUTTON_LOOKS.map((look) => (
            <Button key={look} type="button" look={look}>
              {BUTTON_WORDS[look]}
            </Button>
          ))}
          <Button type="button" disabled>
            暂不可用
          </Button>
        </p>
      </Specimen>
      <Specimen name="DefaultButton" file="button.tsx" props="name, value">
        <form action="/design" method="get">
          <DefaultButton />
          <p>看不见，也不用制表键到达：在格子里按回车时，就按了它。</p>
        </form>
      </Specimen>
      <Specimen name="ButtonLink" file="button.tsx" props="href, look, children">
        <p className="row">
          <ButtonLink href="#ButtonLink">上传一期公报</ButtonLink>
          <ButtonLink href="#ButtonLink" look="secondary">
            查看样例
          </ButtonLink>
        </p>
      </Specimen>
      <Specimen name="ButtonRow" file="button.tsx" props="children">
        <p>见下面表单的末尾。</p>
      </Specimen>
      <Specimen name="ErrorSummary" file="error-summary.tsx" props="errors: { field, message }[], title">
        <ErrorSummary
          errors={[
            { field: 'sample-date', message: '施行日期不能早于发布日期' },
            { field: 'sample-decision', message: '请对这一项作出决定' },
            { field: null, message: '这一期公报正在由另一人导入' },
          ]}
        />
      </Specimen>
      <Specimen
        name="Field"
        file="field.tsx"
        props="name, label, hint, error, optional, type, value, autoComplete, inputMode, width, …"
      >
        <Fields />
      </Specimen>
      <Specimen
        name="TextArea"
        file="field.tsx"
        props="name, label, hint, error, optional, value, rows, maxLength"
      >
        <p>见上面的表单。</p>
      </Specimen>
      <Specimen name="Select" file="field.tsx" props="name, label, hint, error, options, value, empty">
        <p>见上面的表单。</p>
      </Specimen>
      <Specimen
        name="Choices"
        file="choices.tsx"
        props="name, legend, options, values, multiple, hint, error"
      >
        <p>见上面的表单：单选带错误，多选带已选项。</p>
      </Specimen>
      <Specimen name="Steps" file="steps.tsx" props="steps: { name, state, detail, progress }[], label">
        <Steps
          label="导入的步骤（示例）"
          steps={STEP_STATES.map((state) => ({
            name: `步骤 ${state}`,
            state,
            detail: state === 'failed' ? '第 12 行之后的文本缺失，请补全后重新上传。' : '这一步的结果。',
            progress: state === 'now' ? { value: 12, max: 19 } : undefined,
          }))}
        />
      </Specimen>
    </Group>
  );
}
