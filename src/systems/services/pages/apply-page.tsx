import { type FormError, type Item, receivingBodies } from '#systems/permits/index.ts';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Select } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { Answers } from '../file-application.ts';
import { type KeeperAttributes, keeperScript } from '../keeper.ts';
import { DeleteDraft, DraftGone } from './draft-parts.tsx';
import { type Choice, ForWhom, ForWhomChoice } from './for-whom.tsx';
import { FormFields } from './form-fields.tsx';
import { AskPreReview, type OwnPreReview, PreReviewNotice } from './pre-review-parts.tsx';

/** Filling in an application. It can be put away at any point and goes on from there. */
export function ApplyPage({
  view,
  item,
  version,
  draftId,
  answers,
  body,
  errors = [],
  message,
  saved = false,
  gone = false,
  changed = false,
  forWhom,
  choices = [],
  hasDraft = false,
  keeper,
  preReview,
  askKey,
  promised,
}: {
  view: View;
  item: Item;
  version: number;
  draftId: string;
  answers: Answers;
  body: string | undefined;
  errors?: readonly FormError[];
  /** What is wrong as a whole. */
  message?: string | undefined;
  saved?: boolean;
  /** The draft that was asked for is not there (any longer). */
  gone?: boolean;
  /** The guide was changed since the draft was made. */
  changed?: boolean;
  /** For whom it is, when not for oneself. */
  forWhom?: Choice | undefined;
  choices?: readonly Choice[];
  /** Whether the draft was kept already: choosing somebody else goes on with it. */
  hasDraft?: boolean;
  keeper: KeeperAttributes;
  /** What the window was asked about this draft, and what it said. */
  preReview: OwnPreReview | undefined;
  askKey: string;
  promised: string;
}) {
  const { base } = item.codes;
  const bodies = receivingBodies(item);
  const [only] = bodies;
  const all = [
    ...(message && errors.length === 0 ? [{ field: null, message }] : []),
    ...errors.map((e) => ({ field: e.field, message: e.message })),
  ];
  return (
    <Page
      view={view}
      title={`申请${item.name}`}
      noindex
      search={false}
      script={keeperScript().path}
      crumbs={[
        { label: '办事', href: '/services' },
        { label: item.name, href: `/services/items/${base}` },
      ]}
    >
      <div className="case">
        <h1>申请{item.name}</h1>
        <p>
          要带的材料、要多久、收不收费，见<a href={`/services/items/${base}`}>办事指南</a>
          。填不完可以先保存，下次从“我的办件”接着填。
        </p>
        {gone && <DraftGone />}
        {saved && (
          <Notice tone="success" title="已经保存" live>
            还没有提交。填好之后请按“下一步”。
          </Notice>
        )}
        {changed && (
          <Notice tone="warning" title="办事指南更新了">
            您上次保存之后，这个事项的要求有变化。请核对一遍再提交，您填的内容都在。
          </Notice>
        )}
        <PreReviewNotice shown={preReview} />
        <ForWhomChoice
          to={(id) => `/services/items/${base}/apply?for=${id}${hasDraft ? `&draft=${draftId}` : ''}`}
          chosen={forWhom?.id}
          choices={choices}
          own={view.account?.name ?? ''}
        />
        <ForWhom name={forWhom?.name} />
        <ErrorSummary errors={all} title="还有地方要改，您填的内容都在" />
        <form method="post" action={`/services/items/${base}/apply`} className="apply-form" {...keeper}>
          <input type="hidden" name="draft" value={draftId} />
          <input type="hidden" name="itemVersion" value={version} />
          <input type="hidden" name="principal" value={forWhom?.id ?? ''} />
          {bodies.length > 1 ? (
            <Select
              name="body"
              label="办理机关"
              hint="按事情所在的地方选"
              empty="请选择"
              value={body}
              options={bodies.map((b) => ({ value: b, label: b }))}
            />
          ) : (
            <input type="hidden" name="body" value={only} />
          )}
          <FormFields form={item.form} answers={answers} errors={errors} preReview={preReview} />
          <ButtonRow>
            <Button name="step" value="next">
              下一步：提交材料
            </Button>
            <Button name="step" value="save" look="secondary" formNoValidate>
              先保存
            </Button>
          </ButtonRow>
          {hasDraft && <DeleteDraft draftId={draftId} />}
          <AskPreReview shown={preReview} promised={promised} requestKey={askKey} />
          <p className="muted">
            填写的内容加密保存，只用于办理这件事。断网时文字内容暂存在您的设备上，证件号码、手机号码和文件不存；存到网上、提交或退出登录后清除。不会用电脑、手机的，可以到
            {item.place}当面办，要求完全一样。
          </p>
        </form>
      </div>
    </Page>
  );
}
