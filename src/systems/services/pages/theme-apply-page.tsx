import { type FormError, receivingBodies } from '#systems/permits/index.ts';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Select } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { Answers } from '../file-application.ts';
import { type KeeperAttributes, keeperScript } from '../keeper.ts';
import type { ThemeOffer } from '../theme-offer.ts';
import { DeleteDraft, DraftGone } from './draft-parts.tsx';
import { type Choice, ForWhom, ForWhomChoice } from './for-whom.tsx';
import { FormFields } from './form-fields.tsx';

/** Filling in a matter's one form. */
export function ThemeApplyPage({
  view,
  offer: { theme, items, offers, asked },
  draftId,
  chosen,
  bodies,
  answers,
  errors = [],
  message,
  saved = false,
  gone = false,
  forWhom,
  choices = [],
  barred = [],
  hasDraft = false,
  keeper,
}: {
  view: View;
  offer: ThemeOffer;
  draftId: string;
  chosen: readonly string[];
  bodies: Readonly<Record<string, string>>;
  answers: Answers;
  errors?: readonly FormError[];
  message?: string | undefined;
  saved?: boolean;
  /** The draft that was asked for is not there (any longer). */
  gone?: boolean;
  /** For whom it is, when not for oneself. */
  forWhom?: Choice | undefined;
  choices?: readonly Choice[];
  /** For whom it cannot be applied for, and why. */
  barred?: readonly { readonly words: string; readonly why: string }[];
  /** Whether the draft was kept already: choosing somebody else goes on with it. */
  hasDraft?: boolean;
  keeper: KeeperAttributes;
}) {
  const path = `/services/themes/${theme.code}`;
  const all = [
    ...(message && errors.length === 0 ? [{ field: null, message }] : []),
    ...errors.map((e) => ({ field: e.field, message: e.message })),
  ];
  return (
    <Page
      view={view}
      title={`办理：${theme.title}`}
      noindex
      search={false}
      script={keeperScript().path}
      crumbs={[
        { label: '办事', href: '/services' },
        { label: theme.title, href: path },
      ]}
    >
      <div className="case">
        <h1>{theme.title}</h1>
        <p>
          这次办：{theme.parts.map((p) => p.short).join('、')}。每样只填一次。要改办哪几项，
          <a href={path}>回到上一步</a>
          。填不完可以先保存，下次从“我的办件”接着填。
        </p>
        {gone && <DraftGone />}
        {saved && (
          <Notice tone="success" title="已经保存" live>
            还没有提交。填好之后请按“下一步”。
          </Notice>
        )}
        <ForWhomChoice
          to={(id) => `${path}/apply?for=${id}&${hasDraft ? `draft=${draftId}` : `with=${chosen.join(',')}`}`}
          chosen={forWhom?.id}
          choices={choices}
          barred={barred}
          own={view.account?.name ?? ''}
        />
        <ForWhom name={forWhom?.name} />
        <ErrorSummary errors={all} title="还有地方要改，您填的内容都在" />
        <form method="post" action={`${path}/apply`} className="apply-form" {...keeper}>
          <input type="hidden" name="draft" value={draftId} />
          <input type="hidden" name="principal" value={forWhom?.id ?? ''} />
          <input type="hidden" name="with" value={chosen.join(',')} />
          <input
            type="hidden"
            name="versions"
            value={[...offers].map(([code, o]) => `${code}:${o.version}`).join(',')}
          />
          {[...items].map(([code, item]) =>
            receivingBodies(item).length > 1 ? (
              <Select
                key={code}
                name={`body-${code}`}
                label={`办理机关：${item.name}`}
                empty="请选择"
                value={bodies[code]}
                options={receivingBodies(item).map((b) => ({ value: b, label: b }))}
              />
            ) : (
              <input key={code} type="hidden" name={`body-${code}`} value={receivingBodies(item)[0]} />
            ),
          )}
          <FormFields form={asked.form} answers={answers} errors={errors} />
          <ButtonRow>
            <Button name="step" value="next">
              下一步：提交材料
            </Button>
            <Button name="step" value="save" look="secondary" formNoValidate>
              先保存
            </Button>
          </ButtonRow>
          {hasDraft && <DeleteDraft draftId={draftId} />}
          <p className="muted">
            填写的内容加密保存，只用于办理这几项。断网时文字内容暂存在您的设备上，证件号码、手机号码和文件不存；存到网上、提交或退出登录后清除。
          </p>
        </form>
      </div>
    </Page>
  );
}
